"""Whom to remind of what waits for them, and which practitioners PSR is asked to ring for it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.notices.reminder import Reminder, Waiting
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Issue
from portal.policy import TABLE
from portal.queries.negotiation.awaited import Awaited, awaited_on


def cases_that_may_wait(session: Session) -> Sequence[UUID]:
    """The cases with a plan that is issued, but for those that are paused."""
    issued = select(Plan.case_id).join(Issue, Issue.plan_id == Plan.id)
    return session.scalars(select(Case.id).where(Case.paused_at.is_(None), Case.id.in_(issued)).order_by(Case.id)).all()


def waiting_on(session: Session, case_ids: Collection[UUID], today: date) -> Iterator[Waiting]:
    """What waits on these cases for each member who can do it, where its days are counted now."""
    for one in awaited_on(session, case_ids, today):
        if one.since and not one.is_stopped:
            for member in one.people(today):
                yield Waiting(one.plan.id, member, one.since, one.working_days)


def still_waits(session: Session, reminder_id: UUID | None, today: date) -> bool:
    """Whether what somebody was to be reminded of waits for them still."""
    reminder = session.get(Reminder, reminder_id) if reminder_id else None
    if reminder is None:
        return False
    found = waiting_on(session, [reminder.plan.case_id], today)
    return any(
        (one.plan_id, one.member.id, one.since) == (reminder.plan_id, reminder.membership_id, reminder.since)
        for one in found
    )


def asked_to_ring(session: Session, members: Collection[Membership]) -> Mapping[UUID, Sequence[Reminder]]:
    """By the plan, where these members ring a practitioner who was reminded once and has not answered."""
    advising = [one.case_id for one in members if one.has(*TABLE[Action.NOTE_SAFETY_CALL])]
    if not advising:
        return {}
    wanted = (
        select(Reminder)
        .join(Reminder.plan)
        .join(Reminder.membership)
        .where(Plan.case_id.in_(advising), Membership.side == Side.PRACTITIONER, Reminder.number > 1)
        .order_by(Reminder.at)
    )
    found: dict[UUID, list[Reminder]] = {}
    for one in session.scalars(wanted).unique():
        found.setdefault(one.plan_id, []).append(one)
    return found


def of_now(reminders: Sequence[Reminder], awaited: Sequence[Awaited]) -> list[Reminder]:
    """Those of these reminders whose practitioner the plan still waits for, and has since then."""
    since = {one.since for one in awaited if one.side is Side.PRACTITIONER and not one.is_stopped}
    return [one for one in reminders if one.since in since]
