"""Every account, for those who run the service."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.people.person import Person
from portal.domain.people.sign_in import SignIn


class Account(NamedTuple):
    """One account, and when somebody last signed in with it."""

    person: Person
    last_at: datetime | None


def accounts(session: Session, words: str = "") -> Sequence[Account]:
    """Those whose address, name and job have all of these words, by their address."""
    last = select(func.max(SignIn.started_at)).where(SignIn.person_id == Person.id).scalar_subquery()
    wanted = [word.casefold() for word in words.split()]
    every = session.execute(select(Person, last).order_by(Person.email))
    return [Account(person, at) for person, at in every if all(word in _known_by(person) for word in wanted)]


def _known_by(person: Person) -> str:
    return f"{person.email} {person.name} {person.job}".casefold()
