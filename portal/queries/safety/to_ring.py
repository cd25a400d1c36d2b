"""Which actions for safety PSR is asked to ring a practitioner about, in one query for all of an adviser's cases."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan
from portal.domain.safety.action import SafetyAction
from portal.domain.safety.told import HEARD, SafetyTelling, Step
from portal.policy import TABLE


def to_ring_about(session: Session, members: Collection[Membership]) -> Mapping[UUID, Sequence[SafetyAction]]:
    """By the plan, the oldest first, of what no practitioner has heard from a person yet, where these members ring."""
    advising = [one.case_id for one in members if one.has(*TABLE[Action.NOTE_SAFETY_CALL])]
    if not advising:
        return {}
    asked = select(SafetyTelling.safety_action_id).where(SafetyTelling.step == Step.ASKED)
    heard = select(SafetyTelling.safety_action_id).where(SafetyTelling.step.in_(HEARD))
    wanted = (
        select(SafetyAction)
        .join(Plan, Plan.id == SafetyAction.plan_id)
        .where(Plan.case_id.in_(advising), SafetyAction.id.in_(asked), SafetyAction.id.not_in(heard))
        .order_by(SafetyAction.at)
    )
    found: defaultdict[UUID, list[SafetyAction]] = defaultdict(list)
    for one in session.scalars(wanted).unique():
        found[one.plan_id].append(one)
    return found
