"""What somebody is asked to by a letter with a link: it shows a page whose button acts, for one address, once."""

import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Fault, Identified, Refused, expect_none
from portal.domain.people.person import LONGEST_ADDRESS, LONGEST_NAME, Person, is_address
from portal.domain.people.sign_in import hash_of

NO_ADDRESS = "Give an e-mail address, such as name@example.org."
NO_NAME = "Give the name as it should stand under a signature."
NO_PLAIN_NAME = "Give their name."
OVER = "This invitation no longer holds. Whoever invited you can send you a new one."
ANOTHER_ADDRESS = "This invitation is for another e-mail address than the one of your account."
SETTLED = "This invitation is settled already."

Kind = TypeVar("Kind", bound="AskedByLetter")


class AskedByLetter(Identified, Base):
    """Who is asked, and how long the link of the newest letter holds: until `expires_at`, its acceptance or its end."""

    __abstract__ = True

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    email: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), index=True)
    job: Mapped[str] = mapped_column(String(LONGEST_NAME))
    made_at: Mapped[datetime]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether nobody accepted it or took it back; it may have run out of time."""
        return self.accepted_at is None and self.ended_at is None

    def holds(self, at: datetime) -> bool:
        return self.is_open and at < self.expires_at

    def new_link(self, at: datetime, days: int) -> str:
        """The token for the link of a new letter, of which only the hash is kept: one sent before is worth nothing."""
        token = secrets.token_urlsafe(32)
        self.token_hash, self.sent_at, self.expires_at = hash_of(token), at, at + timedelta(days=days)
        return token

    def expect_open(self) -> None:
        """Refuse once it is settled."""
        if not self.is_open:
            raise Refused(SETTLED)

    def expect_for(self, person: Person) -> None:
        """Refuse whoever has another address than the one that it was sent to."""
        if person.email != self.email:
            raise Refused(ANOTHER_ADDRESS)


def expect_named(name: str, email: str, *, signs: bool = True) -> None:
    """Refuse, naming each field, for who cannot be written to; `signs` is whether they may ever sign."""
    faults = [Fault(NO_NAME if signs else NO_PLAIN_NAME, "invited_name")] if not name else []
    expect_none(faults + ([Fault(NO_ADDRESS, "invited_email")] if not is_address(email) else []))


def asked_by(session: Session, kind: type[Kind], token: str, at: datetime) -> Kind | None:
    """What this link belongs to, if it is of this kind; None where it no longer holds, or never did."""
    found = session.scalars(select(kind).where(kind.token_hash == hash_of(token))).unique().one_or_none()
    return found if found and found.holds(at) else None


def use(session: Session, asked: AskedByLetter, at: datetime) -> None:
    """Spend it: of two who accept at once, one does. Refused where it no longer holds."""
    kind = type(asked)
    mine = (kind.id == asked.id, kind.accepted_at.is_(None), kind.ended_at.is_(None), kind.expires_at > at)
    if not session.execute(update(kind).where(*mine).values(accepted_at=at).returning(kind.id)).all():
        raise Refused(OVER)
    session.refresh(asked, ["accepted_at"])
