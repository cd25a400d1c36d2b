"""A link by which somebody shows that a new address is theirs, before their account signs in with it."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified, Refused
from portal.domain.people.person import LONGEST_ADDRESS, Person, address_of, find, is_address
from portal.domain.people.sign_in import hash_of

HOLDS = timedelta(hours=1)
NO_ADDRESS = "Type the new e-mail address, such as name@example.org."
AS_BEFORE = "That is the address that your account has now."


class AddressChange(Identified, Base):
    """An address that an account shall have, and its link. `used_at` is when it was used, or worth nothing any more."""

    __tablename__ = "address_change"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Asked(NamedTuple):
    """The token of a link, which nobody keeps, and whether it may be sent: not to the address of another account."""

    token: str
    may_be_sent: bool


def expect_another(person: Person, email: str) -> None:
    """Refuse what is no address, or the present one; whether another account has it is not said."""
    if not is_address(email):
        raise Refused(NO_ADDRESS, "email")
    if address_of(email) == person.email:
        raise Refused(AS_BEFORE, "email")


def ask(session: Session, person: Person, email: str, at: datetime) -> Asked:
    """Make a link for this address, in the place of any other that they asked for before."""
    expect_another(person, email)
    end_links(session, person, at)
    token = secrets.token_urlsafe(32)
    wanted = AddressChange(
        person_id=person.id,
        email=address_of(email),
        token_hash=hash_of(token),
        made_at=at,
        expires_at=at + HOLDS,
    )
    session.add(wanted)
    session.flush()
    return Asked(token, find(session, email) is None)


def found(session: Session, token: str, at: datetime) -> AddressChange | None:
    """What this link is for; None where it is none, or is worth nothing any more."""
    wanted = select(AddressChange).join(Person).where(*_stands(token, at), Person.closed_at.is_(None))
    return session.scalar(wanted)


def spend(session: Session, token: str, at: datetime) -> bool:
    """Whether the link counts: it did until now, and is used."""
    used = update(AddressChange).where(*_stands(token, at)).values(used_at=at)
    return session.scalar(used.returning(AddressChange.id)) is not None


def end_links(session: Session, person: Person, at: datetime) -> None:
    """No link by which this account would get another address is worth anything any more."""
    theirs = update(AddressChange).where(AddressChange.person_id == person.id, AddressChange.used_at.is_(None))
    session.execute(theirs.values(used_at=at))


def _stands(token: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        AddressChange.token_hash == hash_of(token),
        AddressChange.used_at.is_(None),
        AddressChange.expires_at > at,
    )
