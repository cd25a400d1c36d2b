"""The scans that wait for PSR to confirm them, in one query for all of an adviser's cases."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.papers.entry import EntryEnd, How, PaperEntry
from portal.domain.plans.plan import Plan
from portal.policy import TABLE


def to_confirm(
    session: Session, members: Collection[Membership], *, by_another: bool
) -> Mapping[UUID, Sequence[PaperEntry]]:
    """By the plan, the oldest first, what these members may confirm; nothing on a plan that rests.

    `by_another` leaves out what they entered themselves, which another adviser confirms.
    """
    advising = {one.case_id: one for one in members if one.has(*TABLE[Action.CONFIRM_PAPER])}
    if not advising:
        return {}
    wanted = (
        select(PaperEntry)
        .join(Plan, Plan.id == PaperEntry.plan_id)
        .outerjoin(EntryEnd, EntryEnd.entry_id == PaperEntry.id)
        .where(Plan.case_id.in_(advising), PaperEntry.how == How.PAPER, EntryEnd.id.is_(None))
        .order_by(PaperEntry.at)
    )
    found: defaultdict[UUID, list[PaperEntry]] = defaultdict(list)
    for one in session.scalars(wanted).unique():
        own = one.by_id == advising[one.plan.case_id].id
        if not (one.plan.rests or (by_another and own)):
            found[one.plan_id].append(one)
    return found
