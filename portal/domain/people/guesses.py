"""What is counted to slow guessing down: under an address, a device, a source, and in all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified, Refused

WAIT = "Wait {minutes} minutes, then try again, or call the Advice line on 020 7811 2600."
SLOW_DOWN = f"There were too many wrong passwords. {WAIT}"
SLOW_DOWN_HERE = f"There were too many wrong passwords from the network that you use. {WAIT}"
SLOW_DOWN_ALL = f"There were too many wrong passwords from many places, so we let in known devices only. {WAIT}"
EVERYBODY = "Everybody"  # no address, as those have small letters only


class Limit(NamedTuple):
    """No more than `most` are counted under one name; the sentence is for who comes after them."""

    whose: str
    most: int
    sentence: str


class TooManyGuesses(Refused):
    """There are as many under this name as there may be for now."""

    def __init__(self, limit: Limit, minutes: int) -> None:
        super().__init__(limit.sentence.format(minutes=minutes), "password")


class FailedSignIn(Identified, Base):
    """One wrong password, or one that is being tried, under one of the names (`email`) that it is counted by."""

    __tablename__ = "failed_sign_in"

    email: Mapped[str] = mapped_column(String(254), index=True)
    at: Mapped[datetime] = mapped_column(index=True)


def count_guess(session: Session, limits: Sequence[Limit], at: datetime, *, minutes: int) -> list[FailedSignIn]:
    """Count what is about to be tried under each of these names, and forget what was counted before the last `minutes`.

    Raises TooManyGuesses, and counts nothing, where one of them has as many as it may.
    """
    names, since = [limit.whose for limit in limits], at - timedelta(minutes=minutes)
    session.execute(delete(FailedSignIn).where(FailedSignIn.email.in_(names), FailedSignIn.at <= since))
    counting = select(FailedSignIn.email, func.count()).where(FailedSignIn.email.in_(names))
    counted = dict(session.execute(counting.group_by(FailedSignIn.email)).all())
    for limit in limits:
        if counted.get(limit.whose, 0) >= limit.most:
            raise TooManyGuesses(limit, minutes)
    guess = [FailedSignIn(email=whose, at=at) for whose in names]
    session.add_all(guess)
    session.flush()
    return guess


def forgive_guess(session: Session, guess: Sequence[FailedSignIn]) -> None:
    """The password was right, or was not tried after all."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.id.in_([one.id for one in guess])))
