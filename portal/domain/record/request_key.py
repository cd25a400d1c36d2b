"""Request keys: a form sent twice acts once, and gets the first answer."""

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.exc import IntegrityError
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


class SentTwice(Exception):
    """The same form came twice at once, and the other one was first."""


def claim(session: Session, person_id: uuid.UUID, key: str, digest: str, at: datetime) -> RequestKey:
    """This form's row: it knows a `location` when the form was sent before, "" when it is new.

    Raises Refused when the key was used for something else, SentTwice when another request has just claimed it.
    """
    known = session.get(RequestKey, (person_id, key))
    if known and known.body_digest != digest:
        raise Refused("This form was sent before with other words. Open the page again and send it once more.")
    if known:
        return known
    new = RequestKey(person_id=person_id, key=key, body_digest=digest, location="", at=at)
    session.add(new)
    try:
        session.flush()
    except IntegrityError as twice:
        raise SentTwice from twice
    return new


def keep_answer(session: Session, claimed: RequestKey, location: str) -> None:
    """Note where this form led, in the transaction of what it did; a form that led nowhere may be sent again."""
    if location:
        claimed.location = location
    else:
        session.delete(claimed)
