"""A plan that PSR issued in error and takes back while nobody has signed it; the record stays (002 §7.1)."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan


class PlanWithdrawal(Identified, Base):
    """PSR took a plan back, with its reason; the plan can be read, and nothing more is done to it."""

    __tablename__ = "plan_withdrawal"
    __table_args__ = (UniqueConstraint("plan_id"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    plan: Mapped[Plan] = relationship(back_populates="withdrawal")


def withdraw_plan(session: Session, plan: Plan, *, reason: str, by: Membership, at: datetime) -> PlanWithdrawal:
    """Take back a plan that was issued in error; a text that waits for signatures is no longer open.

    Raises Refused without a reason, before it is issued, when it is withdrawn already, or once somebody has signed.
    """
    if not plan.is_issued:
        raise Refused("The plan has not been issued, so there is nothing to withdraw.")
    if plan.withdrawal:
        raise Refused("The plan has been withdrawn already.")
    if is_signed(plan):
        raise Refused("Somebody has signed this plan, so it can no longer be withdrawn.")
    if not reason.strip():
        raise Refused("Say why the plan is withdrawn, so that both parties can understand.", "reason")
    withdrawal = PlanWithdrawal(plan=plan, reason=reason, by_id=by.id, at=at)
    session.add(withdrawal)
    session.flush()
    kind, values = record.Kind.PLAN_WITHDRAWN, {"reason": reason}
    plan.case.tell(session, record.Stream.SHARED, kind, by=by, subject=plan.id, at=at, values=values)
    return withdrawal


def is_signed(plan: Plan) -> bool:
    """Whether a signature on it counts: the plan is agreed, or a text that waits for signatures has its first."""
    newest = plan.newest_agreement
    return bool(plan.agreed or (newest and newest.is_open and newest.signatures))
