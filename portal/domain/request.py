"""Request keys: a form sent twice acts once, and gets the first answer."""

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Refused


class RequestKey(Base):
    """One form that was sent: who sent it, what it said, and where the answer led."""

    __tablename__ = "request_key"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    body_digest: Mapped[str] = mapped_column(String(64))
    location: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


def body_digest(path: str, fields: list[tuple[str, str]]) -> str:
    """What a form says, for telling a double click from another form with the same key."""
    return hashlib.sha256(repr((path, sorted(fields))).encode()).hexdigest()


def first_answer(session: Session, person_id: uuid.UUID, key: str, digest: str) -> str | None:
    """Where the first sending of this form led; None when it is new.

    Raises Refused when the key was used for something else.
    """
    known = session.get(RequestKey, (person_id, key))
    if known is None:
        return None
    if known.body_digest != digest:
        raise Refused("This form was sent before with other words. Open the page again and send it once more.")
    return known.location


def remember(session: Session, person_id: uuid.UUID, key: str, digest: str, location: str, at: datetime) -> None:
    """Note where this form led, in the transaction of what it did."""
    session.add(RequestKey(person_id=person_id, key=key, body_digest=digest, location=location, at=at))
