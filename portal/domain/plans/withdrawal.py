"""A plan that PSR issued in error and takes back while nobody has signed it; the record stays (002 §7.1)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.plans import events
from portal.domain.plans.closing import PlanWithdrawal
from portal.domain.plans.plan import Plan


def withdraw_plan(session: Session, plan: Plan, *, reason: str, by: Membership, at: datetime) -> PlanWithdrawal:
    """Take back a plan that was issued in error; a text that waits for signatures is no longer open.

    Raises Refused without a reason, before it is issued, when it is closed already, or once somebody has signed.
    """
    if not plan.is_issued:
        raise Refused("The plan has not been issued, so there is nothing to withdraw.")
    if plan.withdrawal:
        raise Refused("The plan has been withdrawn already.")
    plan.expect_standing()
    if plan.is_signed:
        raise Refused("Somebody has signed this plan, so it can no longer be withdrawn.")
    if not reason.strip():
        raise Refused("Say why the plan is withdrawn, so that both parties can understand.", "reason")
    plan.withdrawal = PlanWithdrawal(reason=reason, by_id=by.id, at=at)
    session.flush()
    kind, values = events.PLAN_WITHDRAWN, {"reason": reason}
    plan.case.tell(session, record.Stream.SHARED, kind, by=by, subject=plan.id, at=at, values=values)
    return plan.withdrawal
