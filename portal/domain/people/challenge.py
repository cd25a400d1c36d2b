"""What a device must sign to show a passkey: random, for a few minutes, and once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Refused

HOLDS = timedelta(minutes=10)
BYTES = 32
FIELD = "passkey"
SPENT = "This page was used already. Try again."


class SpentChallenge(Base):
    """A challenge that was answered, by its hash: no answer to it counts again. It is kept until it is too old."""

    __tablename__ = "spent_challenge"

    challenge_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    spent_at: Mapped[datetime]


def new_challenge() -> bytes:
    """What a device must sign, this once."""
    return secrets.token_bytes(BYTES)


def expect_unspent(session: Session, challenge: bytes) -> None:
    """Refuse what was answered before."""
    if session.get(SpentChallenge, _hash(challenge)):
        raise Refused(SPENT, FIELD)


def spend(session: Session, challenge: bytes, at: datetime) -> None:
    """Let no answer to this challenge count again; Refused where one did. What is too old to count is forgotten."""
    session.execute(delete(SpentChallenge).where(SpentChallenge.spent_at < at - 2 * HOLDS))
    insert(session, SpentChallenge(challenge_hash=_hash(challenge), spent_at=at), SPENT)


def insert(session: Session, row: Base, otherwise: str, field: str = FIELD) -> None:
    """Keep a row; Refused where there is one like it, and then nothing of it is left to undo."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as twice:
        raise Refused(otherwise, field) from twice


def _hash(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()
