"""What closes a plan, so that it is only read from then on."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified


class PlanWithdrawal(Identified, Base):
    """PSR took a plan back, with its reason; the plan can be read, and nothing more is done to it."""

    __tablename__ = "plan_withdrawal"
    __table_args__ = (UniqueConstraint("plan_id"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class NotAgreed(Identified, Base):
    """The plan ended because the parties could not agree, with a sentence of PSR on what comes next."""

    __tablename__ = "not_agreed"
    __table_args__ = (UniqueConstraint("plan_id"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    comes_next: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
