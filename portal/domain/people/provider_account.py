"""The account that somebody has at a provider of single sign-on, which they have bound to theirs here."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified, Refused
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.challenge import insert
from portal.domain.people.person import Person, address_of, locked

LONGEST_SUBJECT, LONGEST_ISSUER, LONGEST_KEY = 255, 500, 40
ANOTHER_ADDRESS = "{name} says that your address there is {theirs}. Your account here has the address {ours}."
IS_ANOTHERS = "Somebody else signs in here with that account of {name}. Call us, if it is yours."
GONE = "{name} does not sign you in already."
_STANDS = text("ended_at IS NULL")


class Shown(NamedTuple):
    """Who somebody is, as a provider said and we checked; `second_step` is whether they gave one there."""

    issuer: str
    subject: str
    email: str
    second_step: bool


class ProviderAccount(Identified, Base):
    """An account at a provider, which knows it as `subject`, and whose it is here, until `ended_at`."""

    __tablename__ = "provider_account"
    __table_args__ = (
        Index(
            "ix_provider_account_person",
            "person_id",
            "provider",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        Index(
            "ix_provider_account_subject",
            "provider",
            "issuer",
            "subject",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    provider: Mapped[str] = mapped_column(String(LONGEST_KEY))
    issuer: Mapped[str] = mapped_column(String(LONGEST_ISSUER))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    bound_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


def bind(session: Session, person: Person, provider: str, called: str, shown: Shown, at: datetime) -> None:
    """From now on this account at the provider of this key, which is `called` so, is this person's.

    Raises Refused where its address is not theirs, or it is somebody else's already.
    """
    person = locked(session, person.id)
    if address_of(shown.email) != person.email:
        raise Refused(ANOTHER_ADDRESS.format(name=called, theirs=shown.email, ours=person.email))
    before = of(session, person.id, provider)
    if before:
        before.ended_at = at
        session.flush()
    row = ProviderAccount(
        person_id=person.id, provider=provider, issuer=shown.issuer, subject=shown.subject, bound_at=at
    )
    insert(session, row, IS_ANOTHERS.format(name=called), field="")
    note(session, person.id, AccountChange.PROVIDER_BOUND, at, by_id=person.id, said=called)


def part(session: Session, account: ProviderAccount, called: str, at: datetime) -> None:
    """From now on this account at a provider signs nobody in. Refused where it does not already."""
    locked(session, account.person_id)
    session.refresh(account)
    if account.ended_at:
        raise Refused(GONE.format(name=called))
    account.ended_at = at
    note(session, account.person_id, AccountChange.PROVIDER_PARTED, at, by_id=account.person_id, said=called)


def found(session: Session, provider: str, shown: Shown) -> ProviderAccount | None:
    """The account of whoever the provider says is there; None where it is bound to nobody."""
    kind = ProviderAccount
    theirs = select(kind).where(kind.provider == provider, kind.issuer == shown.issuer, kind.subject == shown.subject)
    return session.scalar(theirs.where(kind.ended_at.is_(None)))


def of(session: Session, person_id: uuid.UUID, provider: str) -> ProviderAccount | None:
    """This person's account at the provider of this key."""
    return next((one for one in bound_to(session, person_id) if one.provider == provider), None)


def bound_to(session: Session, person_id: uuid.UUID) -> Sequence[ProviderAccount]:
    """The accounts at providers that are this person's."""
    theirs = select(ProviderAccount).where(ProviderAccount.person_id == person_id, ProviderAccount.ended_at.is_(None))
    return session.scalars(theirs.order_by(ProviderAccount.bound_at)).all()
