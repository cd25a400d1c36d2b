"""Codes for the second step of signing in: of an app on one's phone, or one of ten recovery codes kept on paper."""

import uuid
from datetime import datetime
from hmac import compare_digest

import pyotp
from sqlalchemy import ForeignKey, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified, Refused
from portal.domain.people import recovery
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.person import Person, locked
from portal.domain.people.sealing import Sealing

PURPOSE = "authenticator"
ISSUER = "Agree an action plan"
STEP_SECONDS, DIGITS = 30, 6
WINDOW = (0, -1, 1)  # a phone may be a step ahead or behind
LONGEST_SEALED = 255

NOT_OF_THE_APP = (
    "That is not the code that the app shows now. It is another one every 30 seconds. If it is still wrong, look "
    "whether your phone sets its clock by itself."
)
WRONG_CODE = "That code is wrong, or was used before. Wait until the app shows the next one, then type that."
SLOW_DOWN = (
    "There were too many wrong codes. Wait {minutes} minutes, then try again, or call the Advice line on 020 7811 2600."
)
SET_UP_ALREADY = (
    "This phone is set up already. If you did not see your recovery codes, make new ones on your account page."
)
NONE_SET_UP = "You have no second step yet, so there are no recovery codes. Set it up first."


class TooManyCodes(Refused):
    """This person has had their wrong codes for now."""

    def __init__(self, minutes: int, field: str) -> None:
        super().__init__(SLOW_DOWN.format(minutes=minutes), field)


class Authenticator(Identified, Base):
    """The app that shows a person's codes: one for each person, with another id once it is another phone.

    `last_step` is the time of the last code that counted, in steps of half a minute: no code up to it counts again.
    """

    __tablename__ = "authenticator"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    sealed_secret: Mapped[str] = mapped_column(String(LONGEST_SEALED))
    confirmed_at: Mapped[datetime]
    last_step: Mapped[int]


def sealing(keys: tuple[str, ...]) -> Sealing:
    """How the secrets of authenticators are kept."""
    return Sealing(keys, PURPOSE)


def new_secret() -> str:
    """What an app and we must both know, in the letters in which apps take it."""
    return pyotp.random_base32()


def address_for_app(secret: str, person: Person) -> str:
    """What the square picture says to the app that reads it."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=ISSUER)


def counted_as(person: Person) -> str:
    """Under what a person's codes are counted: no address, as those have small letters only."""
    return f"Code {person.id}"


def of(session: Session, person_id: uuid.UUID) -> Authenticator | None:
    """This person's authenticator, if they have set one up."""
    return session.scalar(select(Authenticator).where(Authenticator.person_id == person_id))


def is_right(
    session: Session, person: Person, code: str, at: datetime, seal: Sealing, *, app_only: bool = False
) -> bool:
    """Whether this code would count now; nothing is used up by it."""
    plain = recovery.plain(code)
    if recovery.is_one(plain) and not app_only:
        return recovery.is_free(session, person.id, plain)
    present = of(session, person.id)
    return present is not None and _next_step(present, plain, at, seal) is not None


def expect_shown_by(secret: str, code: str, at: datetime) -> int:
    """The step of a code that an app with this secret shows; Refused for any other code."""
    step = _step_of(secret, recovery.plain(code), at)
    if step is None:
        raise Refused(NOT_OF_THE_APP, "code")
    return step


def is_set_up(session: Session, person: Person, secret: str, seal: Sealing) -> bool:
    """Whether the app with this secret is the one that they have."""
    present = of(session, person.id)
    return present is not None and seal.opened(present.sealed_secret) == secret


def expect_other(session: Session, person: Person, secret: str, seal: Sealing) -> None:
    """Refuse to set up once more the app that they have, as by a form that is sent twice."""
    if is_set_up(session, person, secret, seal):
        raise Refused(SET_UP_ALREADY)


def use(
    session: Session,
    person: Person,
    code: str,
    at: datetime,
    seal: Sealing,
    *,
    field: str = "code",
    app_only: bool = False,
) -> None:
    """Let this code count, which it does once; Refused, under the field, for one that does not, or no longer."""
    plain = recovery.plain(code)
    if recovery.is_one(plain) and not app_only:
        counts = recovery.use(session, person.id, plain, at)
    else:
        counts = _use_step(session, person, plain, at, seal)
    if not counts:
        raise Refused(WRONG_CODE, field)


def set_up(
    session: Session, person: Person, secret: str, code: str, at: datetime, seal: Sealing, *, present_code: str = ""
) -> list[str]:
    """Have this app from now on, as `code` shows that it works; the recovery codes, which nobody keeps.

    Who has another app already shows it by `present_code`: one of its codes, or a recovery code. Its codes, and the
    recovery codes before, are worth nothing any more.
    """
    locked(session, person.id)
    step = expect_shown_by(secret, code, at)
    expect_other(session, person, secret, seal)
    if of(session, person.id):
        use(session, person, present_code, at, seal, field="present_code")
        forget(session, person.id)
    session.add(Authenticator(person_id=person.id, sealed_secret=seal.seal(secret), confirmed_at=at, last_step=step))
    note(session, person.id, AccountChange.FACTOR_SET_UP, at, by_id=person.id)
    return recovery.renew(session, person.id)


def forget(session: Session, person_id: uuid.UUID) -> None:
    """The codes of this person's app are worth nothing any more."""
    session.execute(delete(Authenticator).where(Authenticator.person_id == person_id))


def seal_anew(session: Session, seal: Sealing) -> tuple[int, int]:
    """Seal every secret with the first key: how many, and how many could not be read with any."""
    every = session.scalars(select(Authenticator).with_for_update()).all()
    opened = [(one, seal.opened(one.sealed_secret)) for one in every]
    for one, secret in opened:
        one.sealed_secret = seal.seal(secret) if secret else one.sealed_secret
    return sum(bool(secret) for _, secret in opened), sum(not secret for _, secret in opened)


def _use_step(session: Session, person: Person, plain: str, at: datetime, seal: Sealing) -> bool:
    """Whether this code of the app counts: its step was free until now, and is taken."""
    present = of(session, person.id)
    step = _next_step(present, plain, at, seal) if present else None
    if present is None or step is None:
        return False
    secret = seal.opened(present.sealed_secret) or ""
    free = update(Authenticator).where(Authenticator.id == present.id, Authenticator.last_step < step)
    taken = free.values(last_step=step, sealed_secret=seal.seal(secret)).returning(Authenticator.id)
    return session.scalar(taken) is not None


def _next_step(present: Authenticator, plain: str, at: datetime, seal: Sealing) -> int | None:
    """The step of this code, where it comes after the last one that counted."""
    step = _step_of(seal.opened(present.sealed_secret) or "", plain, at)
    return step if step is not None and step > present.last_step else None


def _step_of(secret: str, plain: str, at: datetime) -> int | None:
    """The time at which an app with this secret shows this code, as a number of steps; None for any other code."""
    if not secret or len(plain) != DIGITS:
        return None
    app, here = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS), int(at.timestamp()) // STEP_SECONDS
    return next((here + by for by in WINDOW if compare_digest(app.generate_otp(here + by), plain)), None)
