"""Papers of a case under the service's seal: their bytes, stored once (design: content, agreement, seal)."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified, words


class SealedKind(enum.Enum):
    """What a sealed paper is of: each subject that has some adds its word, with a migration of the check."""

    AGREEMENT = "agreement"
    FEEDBACK = "feedback"


class SealedDocument(Identified, Base):
    """The bytes of one sealed PDF: the first insert wins.

    `record_head` is the event of the shared stream that the paper names; None where it names none.
    """

    __tablename__ = "sealed_document"
    __table_args__ = (UniqueConstraint("kind", "subject_id"), APPEND_ONLY)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[SealedKind] = mapped_column(words(SealedKind))
    subject_id: Mapped[uuid.UUID]
    file_name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    record_head: Mapped[str | None] = mapped_column(String(64))
    sealed_at: Mapped[datetime]


def sealed_of(session: Session, kind: SealedKind, subject_id: uuid.UUID) -> SealedDocument | None:
    """The sealed paper of this thing; None while nobody has asked for it."""
    wanted = select(SealedDocument).where(SealedDocument.kind == kind, SealedDocument.subject_id == subject_id)
    return session.scalar(wanted)
