"""A person is signed in on a device: a row, found by the hash of what its cookie holds (design: people, sessions)."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified, Refused
from portal.domain.people.person import Person
from portal.domain.people.provider_account import ProviderAccount

LONGEST_DEVICE = 60
STILL_ANSWERED = timedelta(seconds=60)  # what was sent with the former token just before a new one came
GONE = "That device is signed out already."
CHANGED = "Your account was changed just now, so you are not signed in. Sign in again."


class SignIn(Identified, Base):
    """One person on one device, until `expires_at` at the latest.

    `fresh_at` is when they last gave their password again; the token is then another one, and `former_hash` the one
    before. Where a provider of single sign-on said who they are, `vouched_by` is their account there.
    """

    __tablename__ = "sign_in"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    former_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    device: Mapped[str] = mapped_column(String(LONGEST_DEVICE))
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    fresh_at: Mapped[datetime | None]
    vouched_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("provider_account.id"))
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    vouched_by: Mapped[ProviderAccount | None] = relationship()

    def holds(self, at: datetime) -> bool:
        return self.ended_at is None and at < self.expires_at

    def is_former(self, token: str, at: datetime) -> bool:
        """Whether this token was replaced so little ago that a form sent with it may still read its answer."""
        just_replaced = self.fresh_at is not None and at - self.fresh_at <= STILL_ANSWERED
        return self.former_hash == hash_of(token) and just_replaced


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(
    session: Session,
    person: Person,
    *,
    device: str,
    at: datetime,
    hours: int,
    vouched_by_id: uuid.UUID | None = None,
) -> str:
    """Sign a person in on a device for at most so many hours; the token for its cookie, which nobody keeps."""
    token = secrets.token_urlsafe(32)
    expires_at = at + timedelta(hours=hours)
    session.add(
        SignIn(
            person_id=person.id,
            token_hash=hash_of(token),
            device=device[:LONGEST_DEVICE],
            started_at=at,
            expires_at=expires_at,
            vouched_by_id=vouched_by_id,
        )
    )
    session.flush()
    return token


def expect_as_it_was(session: Session, person: Person) -> None:
    """Refuse where the account was closed, or got another password, after the password was tried; wait for who does."""
    now = session.get(Person, person.id, with_for_update={"read": True})
    if now is None or now.closed_at or now.password_hash != person.password_hash:
        raise Refused(CHANGED, "email")


def found(session: Session, token: str, at: datetime) -> SignIn | None:
    """Who is signed in with this token, be it one that was just replaced; None when nobody is, any more.

    Nobody is with an account that is closed.
    """
    hashed = hash_of(token)
    known = select(SignIn).where((SignIn.token_hash == hashed) | (SignIn.former_hash == hashed))
    one = session.scalar(known)
    if one is None or not one.holds(at) or one.person.closed_at:
        return None
    return one if one.token_hash == hashed or one.is_former(token, at) else None


def refresh(sign_in: SignIn, at: datetime) -> str:
    """The password was given again: the new token for the cookie."""
    token = secrets.token_urlsafe(32)
    sign_in.former_hash, sign_in.token_hash, sign_in.fresh_at = sign_in.token_hash, hash_of(token), at
    return token


def renew(sign_in: SignIn) -> str:
    """Another token once more, for who sent the same form again and never had the answer that brought the last one."""
    token = secrets.token_urlsafe(32)
    sign_in.token_hash = hash_of(token)
    return token


def standing(session: Session, person: Person, at: datetime) -> Sequence[SignIn]:
    """Where this person is signed in, the newest first."""
    wanted = select(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None), SignIn.expires_at > at)
    return session.scalars(wanted.order_by(SignIn.started_at.desc())).all()


def end(sign_in: SignIn, at: datetime) -> None:
    """Sign out on one device; Refused when it is signed out already."""
    if sign_in.ended_at:
        raise Refused(GONE)
    sign_in.ended_at = at


def end_others(session: Session, person: Person, at: datetime, *, but: uuid.UUID | None = None) -> int:
    """Sign this person out everywhere, or everywhere but on one device; how many devices that were."""
    others = update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None), SignIn.expires_at > at)
    others = others.where(SignIn.id != but) if but else others
    return len(session.execute(others.values(ended_at=at).returning(SignIn.id)).all())
