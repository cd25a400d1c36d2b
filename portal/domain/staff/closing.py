"""An account is closed: whom its owner asked to a case or an organisation, and who has not come, is asked no longer."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.cases.invitation import Invitation, take_back
from portal.domain.people import accounts
from portal.domain.people.organisation import places_of
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import take_back_those_of

MEANWHILE = "{name} invited somebody at this moment. Nothing was done. Try again."


def sent_by(session: Session, person: Person) -> Sequence[Invitation]:
    """The open invitations to cases that this person sent."""
    theirs = select(Invitation).join(Membership, Membership.id == Invitation.by_id)
    theirs = theirs.where(Membership.person_id == person.id)
    open_ones = theirs.where(Invitation.accepted_at.is_(None), Invitation.ended_at.is_(None))
    return session.scalars(open_ones.order_by(Invitation.made_at, Invitation.id)).unique().all()


def cases_to_lock(session: Session, person: Person) -> list[UUID]:
    """Every case to lock, in this order, before the account is closed."""
    return sorted({one.case_id for one in sent_by(session, person)})


def close_account(
    session: Session, person: Person, why: str, at: datetime, *, by: Person | None, locked: Collection[UUID]
) -> None:
    """Close the account, and take back what its owner sent on cases that are `locked`.

    The record of each case tells it as done by an administrator. Raises Refused for an account that is closed already,
    and where another case came up.
    """
    accounts.close(session, person, why, at, by=by)
    sent = sent_by(session, person)
    if not {one.case_id for one in sent} <= set(locked):
        raise Refused(MEANWHILE.format(name=person.name))
    for invitation in sent:
        take_back(session, invitation, by=None, at=at)
    for place in places_of(session, person):
        take_back_those_of(session, place, at)
