"""A link by which the owner of an account chooses a new password, sent to the account's address."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, String, Uuid, insert, literal, null, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified, Moment
from portal.domain.people import address_change
from portal.domain.people.person import Person, address_of, locked
from portal.domain.people.sign_in import end_others, hash_of

HOLDS = timedelta(hours=1)


class PasswordReset(Identified, Base):
    """One link, by the hash of its token. `used_at` is when it was used, or was worth nothing any more."""

    __tablename__ = "password_reset"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Made(NamedTuple):
    """The token of a link, which nobody keeps, and whose it is: nobody's where no open account has the address."""

    token: str
    person: Person | None


def make(session: Session, email: str, at: datetime) -> Made:
    """Make a link for the open account of this address; the database is asked the same where there is none."""
    token = secrets.token_urlsafe(32)
    row = [literal(uuid.uuid4(), Uuid()), Person.id, literal(hash_of(token))]
    row += [literal(at, Moment()), literal(at + HOLDS, Moment()), null()]
    wanted = select(*row).where(Person.email == address_of(email), Person.closed_at.is_(None))
    columns = ["id", "person_id", "token_hash", "made_at", "expires_at", "used_at"]
    session.execute(insert(PasswordReset).from_select(columns, wanted))
    whose = select(Person).join(PasswordReset).where(PasswordReset.token_hash == hash_of(token))
    return Made(token, session.scalar(whose))


def found(session: Session, token: str, at: datetime) -> Person | None:
    """Whose link this is; None where it is none, or is worth nothing any more."""
    return session.scalar(select(Person).join(PasswordReset).where(*_stands(token, at), Person.closed_at.is_(None)))


def use(session: Session, token: str, new: str, at: datetime) -> Person | None:
    """Set this password by the link, once, and end every sign-in and other link; None where the link is worth nothing.

    Refused, with the reason, and the link is not used up, for a password that does not fit.
    """
    owner = found(session, token, at)
    person = locked(session, owner.id) if owner else None
    used = update(PasswordReset).where(*_stands(token, at)).values(used_at=at).returning(PasswordReset.id)
    if person is None or person.closed_at or session.scalar(used) is None:
        return None
    person.reset_password(session, new, at)
    end_others(session, person, at)
    end_links(session, person, at)
    return person


def end_links(session: Session, person: Person, at: datetime) -> None:
    """No link that was sent to this person is worth anything any more, nor one that would give them another address."""
    address_change.end_links(session, person, at)
    theirs = update(PasswordReset).where(PasswordReset.person_id == person.id, PasswordReset.used_at.is_(None))
    session.execute(theirs.values(used_at=at))


def _stands(token: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        PasswordReset.token_hash == hash_of(token),
        PasswordReset.used_at.is_(None),
        PasswordReset.expires_at > at,
    )
