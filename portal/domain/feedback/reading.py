"""What happens between the reviewer of a draft and the second reader, whom only PSR ever knows."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified, words


class ReadingKind(enum.Enum):
    """What happens in the second reading of a review."""

    HANDED_OVER = "handed over"
    COMMENTED = "commented"
    AGREED = "agreed"
    HANDED_BACK = "handed back"


class Reading(Identified, Base):
    """One step of the second reading, numbered from 1, with its words, on what the review said by its fingerprint."""

    __tablename__ = "feedback_reading"
    __table_args__ = (UniqueConstraint("review_id", "number"), APPEND_ONLY)

    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_review.id"))
    number: Mapped[int]
    kind: Mapped[ReadingKind] = mapped_column(words(ReadingKind))
    words: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
