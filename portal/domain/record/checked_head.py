"""Where the streams ended when they were checked: what is cut from them later shows (design: the record)."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.record.checking import Finding
from portal.domain.record.kinds import Stream


class CheckedHead(Identified, Base):
    """A check of the record found this event at the end of a stream, for the first time at this moment."""

    __tablename__ = "checked_head"
    __table_args__ = (UniqueConstraint("case_id", "stream", "hash"), APPEND_ONLY)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"))
    stream: Mapped[Stream] = mapped_column(words(Stream))
    hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


def remember(session: Session, case_id: uuid.UUID, findings: Iterable[Finding], at: datetime) -> int:
    """Remember the heads that no earlier check has seen, of the streams that hold; how many these are."""
    known = set(session.scalars(select(CheckedHead.hash).where(CheckedHead.case_id == case_id)))
    new = [one for one in findings if not one.fault and one.head not in known]
    session.add_all(CheckedHead(case_id=case_id, stream=one.stream, hash=one.head, at=at) for one in new)
    return len(new)
