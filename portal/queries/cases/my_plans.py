"""A person's plans, in the order in which they ask for attention; found by reference, name and where they stand."""

import enum
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.hold import Hold
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.notices.reminder import Reminder
from portal.domain.papers.entry import PaperEntry
from portal.domain.people.person import Person
from portal.domain.plans.revision import FirstSight
from portal.domain.safety.action import SafetyAction
from portal.domain.talk.call import CallRequest
from portal.domain.talk.concern import Concern
from portal.policy import may
from portal.queries import Part, part_of
from portal.queries.cases.advised import Since, since_advised
from portal.queries.cases.cases import CaseLine, PlanLine, all_cases_of
from portal.queries.feedback.home import Left, points_left
from portal.queries.feedback.requests import requests_waiting
from portal.queries.feedback.tasks import Task, tasks_of
from portal.queries.negotiation.whose_turn import State
from portal.queries.notices.reminders import asked_to_ring, of_now
from portal.queries.papers.to_confirm import to_confirm
from portal.queries.safety.to_ring import to_ring_about
from portal.queries.talk.beside import NOTHING
from portal.queries.talk.concerns import concerns_waiting
from portal.text import find


class Pile(enum.Enum):
    """Where a plan stands for its reader, in the order of the page."""

    YOURS = "Waiting for you"
    NEW = "New"
    OTHERS = "Waiting for others"
    OPEN = "Nothing waits"
    PREPARING = "In preparation"
    AGREED = "Agreed"
    PAUSED = "Paused"
    CLOSED = "Closed"


PILES = {
    State.DRAFT: Pile.PREPARING,
    State.OWN_DRAFT: Pile.PREPARING,
    State.WITHDRAWN: Pile.CLOSED,
    State.NOT_AGREED: Pile.CLOSED,
    State.PAUSED: Pile.PAUSED,
    State.AGREED: Pile.AGREED,
    State.VARIED: Pile.AGREED,
    State.OPEN: Pile.OPEN,
    State.EXPLAINED_FIRST: Pile.OTHERS,
    State.FINAL: Pile.OTHERS,
    State.PARTIES: Pile.OTHERS,
    State.THEIRS: Pile.OTHERS,
    State.THEIR_ADVICE: Pile.OTHERS,
    State.THEY_WAIT: Pile.OTHERS,
    State.PSRS: Pile.OTHERS,
    State.PSR_READS: Pile.OTHERS,
}
_ORDER = {pile: number for number, pile in enumerate(Pile)}


@dataclass(frozen=True)
class Entry:
    """One plan of a case, or a case that has none yet, as its reader finds it."""

    case: Case
    member: Membership
    plan: PlanLine | None
    pile: Pile
    calls: Sequence[CallRequest]
    look_again: date | None = None  # since when PSR is to look at the pause of the case again, for who does that
    papers: Sequence[PaperEntry] = ()  # scans that its reader compares and confirms
    to_ring: Sequence[SafetyAction] = ()  # that its reader is asked to ring the practitioner about
    requests: Sequence[FeedbackRequest] = ()  # for feedback, that wait for its reader
    tasks: Sequence[Task] = ()  # of reviews of drafts
    points_left: Sequence[Left] = ()  # of PSR’s feedback, that the organisation may answer
    concerns: Sequence[Concern] = ()  # comments that somebody showed PSR, for who answers that
    to_remind: Sequence[Reminder] = ()  # for which its reader is asked to ring the practitioner
    since: Since | None = None  # of who advises a party: what happened since they last did

    @property
    def asks_psr(self) -> bool:
        """Whether something beside whose turn it is waits for its reader, such as a call or a request for feedback."""
        beside = self.plan.beside if self.plan else NOTHING
        ends = self.plan is not None and beside.has_both_views and may(self.member, Action.END_PLAN, self.plan.plan)
        meets = beside.meeting is not None and may(self.member, Action.SETTLE_MEETING, beside.meeting)
        return (
            ends
            or meets
            or self.look_again is not None
            or bool(self.papers or self.to_ring or self.concerns or self.to_remind or self.requests or self.tasks)
            or any(may(self.member, Action.NOTE_CALL, one) for one in self.calls)
        )

    @property
    def is_put_away(self) -> bool:
        """Whether it stands apart: a party is never left to look for its plan."""
        return self.pile is Pile.CLOSED and self.member.party is None and not self.asks_psr


class Waiting(NamedTuple):
    """By the plan, what waits for PSR there, as far as its reader does that."""

    papers: Mapping[UUID, Sequence[PaperEntry]]
    to_ring: Mapping[UUID, Sequence[SafetyAction]]
    concerns: Mapping[UUID, Sequence[Concern]]
    to_remind: Mapping[UUID, Sequence[Reminder]]
    requests: Mapping[UUID, Sequence[FeedbackRequest]]  # by the case
    tasks: Mapping[UUID, Sequence[Task]]  # by the case
    points_left: Mapping[UUID, Sequence[Left]]


@dataclass(frozen=True)
class MyPlans:
    """A page of a person's plans; `counts` are of all that was looked for, by pile."""

    shown: Part[Entry]
    counts: Counter[Pile]

    @property
    def is_caseload(self) -> bool:
        """Whether they are compared rather than read: PSR's people have many, and are no party to any."""
        return any(entry.member.party is None for entry in self.shown.things)

    def of(self, pile: Pile) -> list[Entry]:
        return [entry for entry in self.shown.things if entry.pile is pile]


def my_plans(
    session: Session,
    person: Person,
    today: date,
    *,
    words: str,
    pile: Pile | None,
    number: int,
    size: int,
    papers_by_another: bool,
) -> MyPlans:
    """This person's plans, `size` to a page: what waits for them first, then by pile, the newest cases first.

    `words` stand in the reference or in a name; what is closed is shown to PSR's people only when they ask for it.
    `papers_by_another` says that whoever entered a paper does not confirm it.
    """
    lines = [line for line in all_cases_of(session, person, today) if _names(line, words)]
    seen = _seen(session, [line.member.id for line in lines])
    due = _pauses_due(session, lines, today)
    members = [line.member for line in lines]
    papers = to_confirm(session, members, by_another=papers_by_another)
    to_ring = to_ring_about(session, members)
    concerns = concerns_waiting(session, members)
    to_remind, requests = asked_to_ring(session, members), requests_waiting(session, members)
    tasks, left = tasks_of(session, members), points_left(session, members)
    waiting = Waiting(papers, to_ring, concerns, to_remind, requests, tasks, left)
    found = [entry for line in lines for entry in _entries(line, seen, due.get(line.case.id), waiting)]
    shown = [one for one in found if one.pile is pile or (pile is None and (words or not one.is_put_away))]
    shown.sort(key=lambda one: (_ORDER[one.pile], not one.asks_psr))
    page = part_of(shown, number, size)
    since = since_advised(session, [one.member for one in page.things])
    things = [replace(one, since=since.get(one.case.id)) for one in page.things]
    return MyPlans(replace(page, things=things), Counter(one.pile for one in found))


def _names(line: CaseLine, words: str) -> bool:
    named = f"{line.case.reference} {line.case.practitioner} {line.case.organisation}"
    return not words.strip() or bool(find(named, words))


def _seen(session: Session, member_ids: Collection[UUID]) -> set[UUID]:
    """The plans whose first page these members have read."""
    return set(session.scalars(select(FirstSight.plan_id).where(FirstSight.membership_id.in_(member_ids))))


def _pauses_due(session: Session, lines: Sequence[CaseLine], today: date) -> Mapping[UUID, date]:
    """By case, since when a pause is to be looked at again, where the reader of these lines does that."""
    paused = [line.case.id for line in lines if line.case.paused_at and may(line.member, Action.PAUSE, line.case)]
    if not paused:
        return {}
    standing = select(Hold).where(Hold.case_id.in_(paused), Hold.ended_at.is_(None), Hold.look_again <= today)
    return {hold.case_id: hold.look_again for hold in session.scalars(standing)}


def _entries(
    line: CaseLine,
    seen: set[UUID],
    look_again: date | None,
    waiting: Waiting,
) -> list[Entry]:
    """The plans of a case; the calls and the pause that wait for PSR beside the newest, as they mean the case."""
    entries = [
        Entry(
            line.case,
            line.member,
            one,
            _pile(one, line.member, seen),
            (),
            papers=waiting.papers.get(one.plan.id, ()),
            to_ring=waiting.to_ring.get(one.plan.id, ()),
            concerns=waiting.concerns.get(one.plan.id, ()),
            points_left=waiting.points_left.get(one.plan.id, ()),
            to_remind=of_now(waiting.to_remind.get(one.plan.id, ()), one.awaited),
        )
        for one in line.plans
    ]
    without = Pile.PAUSED if line.case.paused_at else Pile.PREPARING
    *earlier, newest = entries or [Entry(line.case, line.member, None, without, ())]
    requests, tasks = waiting.requests.get(line.case.id, ()), waiting.tasks.get(line.case.id, ())
    every = [*earlier, replace(newest, calls=line.calls, look_again=look_again, requests=requests, tasks=tasks)]
    return [replace(one, pile=Pile.YOURS) if one.asks_psr else one for one in every]


def _pile(line: PlanLine, member: Membership, seen: set[UUID]) -> Pile:
    pile = PILES.get(line.whose.state, Pile.YOURS)
    unread = member.party is not None and line.plan.id not in seen
    return Pile.NEW if unread and pile in (Pile.OPEN, Pile.OTHERS) else pile
