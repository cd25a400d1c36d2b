"""The organisations other than PSR, as its administrators find them: who they are, and who looks after their people."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people.organisation import Organisation, OrganisationKind, Staff
from portal.domain.people.person import Person
from portal.text import as_compared

_ADMINISTRATES = (Staff.is_administrator.is_(True), Staff.left_at.is_(None), Person.closed_at.is_(None))


class Attended(NamedTuple):
    """An organisation, with the names of its administrators who can sign in."""

    organisation: Organisation
    administrators: list[str]


def organisations(session: Session, words: str, most: int, *, unattended: bool = False) -> Sequence[Attended]:
    """The first `most` whose name has all of these words, by name; all, or those that are `unattended`."""
    wanted = select(Organisation).where(Organisation.kind != OrganisationKind.PSR)
    for word in as_compared(words).split():
        wanted = wanted.where(Organisation.known_as.contains(word, autoescape=True))
    if unattended:
        theirs = select(Staff.id).join(Staff.person).where(Staff.organisation_id == Organisation.id, *_ADMINISTRATES)
        wanted = wanted.where(~theirs.exists())
    found = session.scalars(wanted.order_by(Organisation.known_as, Organisation.id).limit(most)).all()
    ids = [one.id for one in found]
    here = select(Staff).join(Staff.person).where(Staff.organisation_id.in_(ids), *_ADMINISTRATES)
    people = session.scalars(here.order_by(Person.name, Staff.id)).all()
    return [Attended(one, [staff.name for staff in people if staff.organisation_id == one.id]) for one in found]
