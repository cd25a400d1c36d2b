"""People who sign in: their accounts and the throttle on guessing passwords."""

import re
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified, Refused
from portal.text import UnfitText, clean

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("no account has this password")

SHORTEST_PASSWORD = 12
SLOW_DOWN = (
    "There were too many wrong passwords. Wait {minutes} minutes, then try again, "
    "or call the Advice line on 020 7811 2600."
)
LONGEST_ADDRESS, LONGEST_NAME = 254, 200
_ADDRESS = re.compile(r"[!-?A-~]+@[!-?A-~]+")


class Person(Identified, Base):
    """An account: one person, one e-mail address."""

    __tablename__ = "person"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    job: Mapped[str] = mapped_column(String(200), default="")
    opens_cases: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]

    @classmethod
    def register(
        cls,
        session: Session,
        *,
        email: str,
        name: str,
        password: str,
        at: datetime,
        job: str = "",
        opens_cases: bool = False,
    ) -> "Person":
        """Make an account.

        Raises Refused when the password is too short, the address is none or has an account already, or the name or
        job cannot be shown.
        """
        name, job = _line(name, "name"), _line(job, "job")
        if not name:
            raise Refused("Give the name as it should stand under a signature.", "name")
        if not _ADDRESS.fullmatch(address_of(email)):
            raise Refused(f"{email} is not an e-mail address.", "email")
        if len(password) < SHORTEST_PASSWORD:
            raise Refused(f"The password must have at least {SHORTEST_PASSWORD} characters.", "password")
        if find(session, email):
            raise Refused(f"{email} has an account already.", "email")
        person = cls(
            email=address_of(email),
            name=name,
            job=job,
            opens_cases=opens_cases,
            password_hash=_hasher.hash(password),
            created_at=at,
        )
        session.add(person)
        session.flush()
        return person

    def has_password(self, password: str) -> bool:
        return _matches(self.password_hash, password)


class WrongPassword(Refused):
    """A password given again is not this person's; it is to be counted like a failed sign-in."""

    def __init__(self, email: str) -> None:
        super().__init__("That is not your password. Check it and try again. Nothing was done.", "password")
        self.email = email


class FailedSignIn(Identified, Base):
    """One wrong password, counted per address to slow guessing down."""

    __tablename__ = "failed_sign_in"

    email: Mapped[str] = mapped_column(String(254), index=True)
    at: Mapped[datetime] = mapped_column(index=True)


def _line(text: str, field: str) -> str:
    try:
        return clean(text, LONGEST_NAME, lines=False)
    except UnfitText as unfit:
        raise Refused(str(unfit).replace("Your text", f"The {field}"), field) from unfit


def address_of(email: str) -> str:
    """The one way an address is written: small letters, nothing that a database cannot hold, 254 characters at most."""
    return email.replace("\0", "").strip().lower()[:LONGEST_ADDRESS].strip()


def find(session: Session, email: str) -> Person | None:
    return session.scalar(select(Person).where(Person.email == address_of(email)))


def sign_in(session: Session, *, email: str, password: str, at: datetime) -> Person | None:
    """The person with this address and password; None, after counting the failure, when there is none."""
    address = address_of(email)
    person = find(session, address)
    if _matches(person.password_hash if person else _NOBODY, password) and person:
        return person
    if "@" in address:  # under a person's id, what they give again before signing is counted
        count_failure(session, address, at)
    return None


def expect_password(
    session: Session, person: Person, password: str, *, at: datetime, attempts: int, minutes: int
) -> None:
    """Ask a person who is signed in for their password again.

    Raises WrongPassword, or Refused without any and after `attempts` wrong ones within the last `minutes`. They are
    counted under the person's id: nobody who only knows an address can keep its owner from signing.
    """
    if is_throttled(session, email=str(person.id), at=at, attempts=attempts, minutes=minutes):
        raise Refused(SLOW_DOWN.format(minutes=minutes), "password")
    if not password:
        raise Refused("Give your password again, so that nobody else can do this for you.", "password")
    if not person.has_password(password):
        raise WrongPassword(str(person.id))


def count_failure(session: Session, email: str, at: datetime) -> None:
    """One more wrong password for this address."""
    session.add(FailedSignIn(email=address_of(email), at=at))


def is_throttled(session: Session, *, email: str, at: datetime, attempts: int, minutes: int) -> bool:
    """Whether this address has had its `attempts` wrong passwords within the last `minutes`."""
    since = at - timedelta(minutes=minutes)
    failed = select(func.count()).where(FailedSignIn.email == address_of(email), FailedSignIn.at > since)
    return (session.scalar(failed) or 0) >= attempts


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
