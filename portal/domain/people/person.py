"""People who sign in: their accounts."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.beforehand import slow
from portal.domain.base import Base, Identified, Refused
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.password import expect_fit, known_of
from portal.text import UnfitText, clean

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("no account has this password")

AS_BEFORE = "That is the password you have now. Choose another one."
TAKEN = "{email} has an account already."
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
    closed_at: Mapped[datetime | None]

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
        field: str = "password",
    ) -> "Person":
        """Make an account.

        Raises Refused when the password is too short, the address is none or has an account already, or the name or
        job cannot be shown.
        """
        name, job = line(name, "name"), line(job, "job")
        if not name:
            raise Refused("Give the name as it should stand under a signature.", "name")
        expect_fit(password, field, known=known_of(email, name, job))
        person = cls(
            email=address_for(session, email),
            name=name,
            job=job,
            opens_cases=opens_cases,
            password_hash=hashed(password),
            created_at=at,
        )
        session.add(person)
        with unless_taken(email):
            session.flush()
        note(session, person.id, AccountChange.MADE, at)
        return person

    def change_password(self, session: Session, new: str, at: datetime) -> None:
        """Have another password from now on; Refused, with the reason, for one that does not fit."""
        self.expect_new_password(new)
        self.password_hash = hashed(new)
        note(session, self.id, AccountChange.PASSWORD_CHANGED, at, by_id=self.id)

    def expect_new_password(self, new: str) -> None:
        """Refuse, with the reason, a password that this account may not have next; what it takes to keep it is slow."""
        if _matches(self.password_hash, new):
            raise Refused(AS_BEFORE, "new_password")
        self.expect_fit_password(new)

    def reset_password(self, session: Session, new: str, at: datetime) -> None:
        """Have this password, chosen by a link that was sent; Refused, with the reason, for one that does not fit."""
        self.expect_fit_password(new)
        self.password_hash = hashed(new)
        note(session, self.id, AccountChange.PASSWORD_RESET, at, by_id=self.id)

    def expect_fit_password(self, new: str) -> None:
        """Refuse, with the reason, a password that this account may not have; what it takes to keep it is slow.

        Whether it is the present one is not said: who has a link has not shown that they know that.
        """
        expect_fit(new, "new_password", known=known_of(self.email, self.name, self.job))
        hashed(new)

    @property
    def given_again(self) -> str:
        """Under what the passwords that they give again are counted: no address, as those have small letters only."""
        return f"Again {self.id}"


def line(text: str, field: str, most: int = LONGEST_NAME) -> str:
    """A text of one line as it is kept; Refused, with the reason, when it cannot be shown or is too long."""
    try:
        return clean(text, most, lines=False)
    except UnfitText as unfit:
        raise Refused(str(unfit).replace("Your text", f"The {field}"), field) from unfit


def address_of(email: str) -> str:
    """The one way an address is written: small letters, nothing that a database cannot hold, 254 characters at most."""
    return email.replace("\0", "").strip().lower()[:LONGEST_ADDRESS].strip()


def is_address(email: str) -> bool:
    """Whether this can be an e-mail address."""
    return _ADDRESS.fullmatch(address_of(email)) is not None


def address_for(session: Session, email: str) -> str:
    """This address as an account may have it; Refused, with the reason, when it is none or another account's."""
    if not is_address(email):
        raise Refused(f"{email} is not an e-mail address.", "email")
    if find(session, email):
        raise Refused(TAKEN.format(email=email), "email")
    return address_of(email)


@contextmanager
def unless_taken(email: str) -> Iterator[None]:
    """Give an account this address; Refused where another one got it at the same moment."""
    try:
        yield
    except IntegrityError as taken:
        raise Refused(TAKEN.format(email=email), "email") from taken


def find(session: Session, email: str) -> Person | None:
    return session.scalar(select(Person).where(Person.email == address_of(email)))


def locked(session: Session, person_id: uuid.UUID) -> Person:
    """This account as it is now, which nobody else changes until this session ends."""
    return session.get_one(Person, person_id, with_for_update={"key_share": True}, populate_existing=True)


def has_password(person: Person | None, password: str) -> bool:
    """Whether this is the person's password, whose account is open; to find out that it is nobody's takes as long."""
    is_right = _matches(person.password_hash if person else _NOBODY, password)
    return is_right and person is not None and person.closed_at is None


@slow
def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


@slow
def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
