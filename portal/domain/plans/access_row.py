"""Who opened a plan, and in which hour: for PSR, and for a person's own request (design: people)."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.base import Base, Identified
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan


class AccessRow(Identified, Base):
    """One person opened a plan, or something that hangs on it, at least once in the hour that began at `hour`.

    It does not say what they read, how often or for how long. The parties never read of each other's rows.
    """

    __tablename__ = "access_row"
    __table_args__ = (UniqueConstraint("plan_id", "membership_id", "hour"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    hour: Mapped[datetime] = mapped_column(index=True)
    plan: Mapped[Plan] = relationship()
    membership: Mapped[Membership] = relationship()


def hour_of(at: datetime) -> datetime:
    """When the hour began in which this moment falls."""
    return at.replace(minute=0, second=0, microsecond=0)
