"""Every account, for those who run the service."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.people.account_event import AccountEvent
from portal.domain.people.person import Person
from portal.domain.people.sign_in import SignIn

ROWS_AT_ONCE = 1_000


class Account(NamedTuple):
    """One account, and when somebody last signed in with it."""

    id: UUID
    email: str
    name: str
    job: str
    closed_at: datetime | None
    last_at: datetime | None

    def has(self, words: Sequence[str]) -> bool:
        """Whether the address, the name and the job together have all of these words in small letters."""
        known_by = f"{self.email} {self.name} {self.job}".casefold()
        return all(word in known_by for word in words)


def accounts(session: Session, words: str = "", most: int | None = None) -> Sequence[Account]:
    """Those whose address, name and job have all of these words, by their address; the first `most` of them."""
    last = select(func.max(SignIn.started_at)).where(SignIn.person_id == Person.id).scalar_subquery()
    wanted = [word.casefold() for word in words.split()]
    facts = select(Person.id, Person.email, Person.name, Person.job, Person.closed_at, last)
    with session.execute(facts.order_by(Person.email).execution_options(yield_per=ROWS_AT_ONCE)) as every:
        return list(islice((account for account in map(Account._make, every) if account.has(wanted)), most))


def authors_of(session: Session, changes: Sequence[AccountEvent]) -> dict[UUID | None, str]:
    """The names of who made these changes, by the ids of their accounts; those of a command have none."""
    theirs = select(Person.id, Person.name).where(Person.id.in_({one.by_id for one in changes if one.by_id}))
    return {row.id: row.name for row in session.execute(theirs)} | {None: ""}
