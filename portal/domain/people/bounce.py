"""An e-mail came back: for a while nobody writes to that address about what can wait, and PSR reads of it."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Select, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified
from portal.domain.people.person import LONGEST_ADDRESS, Person, find

SHOWN, RESTS = timedelta(days=14), timedelta(days=2)


class Bounce(Identified, Base):
    """An e-mail to somebody came back from the address that they had then."""

    __tablename__ = "bounce"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    at: Mapped[datetime]


def note_bounce(session: Session, address: str, at: datetime) -> Person | None:
    """Keep that an e-mail to this address came back; whose account it is of, None where it is of none."""
    person = find(session, address)
    if person:
        session.add(Bounce(person_id=person.id, address=person.email, at=at))
        session.flush()
    return person


def rests_until(session: Session, person_id: uuid.UUID, at: datetime) -> datetime | None:
    """Until when what can wait is kept back from this person; None where nothing came back of late."""
    since = session.scalar(_of_late(select(func.max(Bounce.at)), at).where(Bounce.person_id == person_id))
    return since + RESTS if since and at < since + RESTS else None


def people_with_bounce(at: datetime) -> Select[tuple[uuid.UUID]]:
    """Whose e-mail came back of late, from the address that they still have."""
    return _of_late(select(Bounce.person_id), at)


def _of_late(wanted: Select[Any], at: datetime) -> Select[Any]:
    joined = wanted.join(Person, Person.id == Bounce.person_id)
    return joined.where(Bounce.address == Person.email, Bounce.at > at - SHOWN)
