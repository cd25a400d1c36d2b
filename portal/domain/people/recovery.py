"""Recovery codes: ten numbers on paper, each of which once does for a code of the app."""

import hashlib
import re
import secrets
import uuid
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified

CODES, DIGITS = 10, 24  # 80 bits: nobody finds one by trying, nor from its hash
LONGEST_TYPED = 60
_BETWEEN = re.compile(r"[\s\-‐-―]")


class RecoveryCode(Identified, Base):
    """What is kept of a code that works once."""

    __tablename__ = "recovery_code"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


def plain(code: str) -> str:
    """A code without the spaces and dashes with which it is easier to read; "" for what is no number."""
    digits = _BETWEEN.sub("", code[:LONGEST_TYPED])
    return digits if digits.isascii() and digits.isdigit() else ""


def is_one(code: str) -> bool:
    """Whether this can be a recovery code, rather than one of the app."""
    return len(code) == DIGITS


def left(session: Session, person_id: uuid.UUID) -> int:
    """How many have not been used."""
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(_unused(person_id))) or 0


def is_free(session: Session, person_id: uuid.UUID, code: str) -> bool:
    """Whether this is one of theirs, and was not used."""
    return session.scalar(select(RecoveryCode.id).where(_unused(person_id), _is_this(person_id, code))) is not None


def use(session: Session, person_id: uuid.UUID, code: str, at: datetime) -> bool:
    """Whether this code counts: it was free until now, and is used."""
    free = update(RecoveryCode).where(_unused(person_id), _is_this(person_id, code))
    return session.scalar(free.values(used_at=at).returning(RecoveryCode.id)) is not None


def renew(session: Session, person_id: uuid.UUID) -> list[str]:
    """New ones, which nobody keeps; those before are worth nothing any more."""
    forget(session, person_id)
    codes = ["".join(secrets.choice("0123456789") for _ in range(DIGITS)) for _ in range(CODES)]
    session.add_all(RecoveryCode(person_id=person_id, code_hash=hash_of(person_id, each)) for each in codes)
    session.flush()
    return codes


def forget(session: Session, person_id: uuid.UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))


def hash_of(person_id: uuid.UUID, code: str) -> str:
    """What is kept of a code: something else for each person, so that no list of all codes helps."""
    return hashlib.sha256(f"{person_id} {code}".encode()).hexdigest()


def _unused(person_id: uuid.UUID) -> ColumnElement[bool]:
    return (RecoveryCode.person_id == person_id) & RecoveryCode.used_at.is_(None)


def _is_this(person_id: uuid.UUID, code: str) -> ColumnElement[bool]:
    return RecoveryCode.code_hash == hash_of(person_id, code)
