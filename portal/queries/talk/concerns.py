"""What was shown to PSR: each reader’s own, and for PSR’s advisers all of it; and what the page after an act says."""

import enum
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.plans.plan import Plan
from portal.domain.talk.concern import Concern, ConcernAnswer
from portal.policy import TABLE, may
from portal.queries.negotiation.panel import Panel


class ConcernAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    RAISED = "raised"
    ANSWERED = "answered"


def concerns_for(session: Session, case: Case, member: Membership) -> list[Concern]:
    """What this member may know to have been shown to PSR on a case: what waits first, then the newest."""
    wanted = select(Concern).join(Plan, Plan.id == Concern.plan_id).where(Plan.case_id == case.id)
    found = session.scalars(wanted.order_by(Concern.at.desc(), Concern.id)).unique()
    return sorted((one for one in found if may(member, Action.VIEW_CONCERN, one)), key=lambda one: bool(one.answer))


def concerns_waiting(session: Session, members: Collection[Membership]) -> Mapping[UUID, Sequence[Concern]]:
    """By the plan, the oldest first, what waits for the answer of these members: one query."""
    advising = [one.case_id for one in members if one.has(*TABLE[Action.ANSWER_CONCERN])]
    if not advising:
        return {}
    wanted = (
        select(Concern)
        .join(Plan, Plan.id == Concern.plan_id)
        .outerjoin(ConcernAnswer, ConcernAnswer.concern_id == Concern.id)
        .where(Plan.case_id.in_(advising), ConcernAnswer.id.is_(None))
        .order_by(Concern.at, Concern.id)
    )
    found: defaultdict[UUID, list[Concern]] = defaultdict(list)
    for one in session.scalars(wanted).unique():
        found[one.plan_id].append(one)
    return found


def concern_panel(concern: Concern, member: Membership, act: str) -> Panel | None:
    """The panel after an act on a concern; None where it is not borne out, or was another’s."""
    if act == ConcernAct.RAISED.value and concern.by_id == member.id and concern.answer is None:
        return Panel(
            "PSR has it",
            ["You showed one comment to PSR, with what you wrote."],
            "Only PSR’s advisers on this case, and you. Nobody else ever learns that you did.",
            "PSR reads it and answers here. If it cannot wait, call the Advice line on 020 7811 2600.",
        )
    if act == ConcernAct.ANSWERED.value and concern.answer and concern.answer.by_id == member.id:
        return Panel(
            "It is answered",
            [f"You chose to {concern.answer.kind.value}."],
            "Whoever showed it reads your reason. A fold or a pause everybody sees who sees the comment.",
        )
    return None
