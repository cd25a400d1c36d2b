"""PSR folds a comment: it stays, behind a link that says why."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified


class Fold(Identified, Base):
    """PSR folded a comment for everybody who sees it, with the reason that stands above it."""

    __tablename__ = "fold"
    __table_args__ = (UniqueConstraint("comment_id"), APPEND_ONLY)

    comment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("comment.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
