"""The cases a person is on, and where each of their plans stands: a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from portal.domain.agreements.advice import taking_advice_on
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Party
from portal.domain.negotiation.blocker import Blocker, blockers_on
from portal.domain.people.person import Person
from portal.domain.plans.content import parse
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight, Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Outcome
from portal.domain.talk.call import CallRequest
from portal.policy_of_sight import CASE_READERS, sees
from portal.queries.negotiation.awaited import Awaited, awaited_in
from portal.queries.negotiation.stops import still_until, stops_on
from portal.queries.negotiation.turn import turn_of
from portal.queries.negotiation.whose_turn import WhoseTurn
from portal.queries.talk.beside import Beside, beside_plans, open_calls
from portal.queries.talk.questions import questions_about


@dataclass(frozen=True)
class PlanLine:
    """One plan as a list shows it."""

    plan: Plan
    canonical: str
    whose: WhoseTurn
    beside: Beside
    awaited: Sequence[Awaited]
    blockers: Sequence[Blocker]

    @cached_property
    def title(self) -> str:
        return parse(self.canonical).title

    @property
    def has_days(self) -> bool:
        """Whether it has days to take into one's calendar: those of the text that holds, if both have signed one."""
        held = self.plan.agreed
        starts = (held.revision.content if held else parse(self.canonical)).start
        return self.plan.is_issued and self.plan.closure is None and bool(starts)

    @property
    def unsigned(self) -> list[str]:
        """By name, the parties whose signature is still missing."""
        agreement, case = self.plan.newest_agreement, self.plan.case
        return [case.name_of(party) for party in Party if agreement and agreement.signature_of(party) is None]


@dataclass(frozen=True)
class CaseLine:
    """One case as its reader sees it, with the plans that exist for them, and the calls that wait for PSR."""

    case: Case
    member: Membership
    plans: list[PlanLine]
    calls: list[CallRequest]


def case_id_of(session: Session, kind: Any, thing_id: UUID) -> UUID | None:
    """The id of the case that the thing with this id belongs to, of which nothing is read yet; None if none has it."""
    if issubclass(kind, Case):
        return thing_id
    if hasattr(kind, "case_id"):
        return session.scalar(select(kind.case_id).where(kind.id == thing_id))
    return session.scalar(select(Plan.case_id).join(kind, kind.plan_id == Plan.id).where(kind.id == thing_id))


def all_cases_of(session: Session, person: Person, today: date) -> list[CaseLine]:
    """Every case this person is on, newest first; an observer's stay out of sight."""
    theirs = (
        select(Membership)
        .join(Membership.case)
        .where(Membership.person_id == person.id, Membership.side.in_(CASE_READERS), *_holding(today))
        .order_by(Case.opened_at.desc(), Case.id)
        .options(contains_eager(Membership.case))
    )
    return _lines(session, session.scalars(theirs).unique().all(), today)


def case_line(session: Session, member: Membership, today: date) -> CaseLine:
    """One case, for a member who may see it."""
    return _lines(session, [member], today)[0]


def observes(session: Session, person: Person) -> bool:
    """Whether this person observes a case, which they cannot see."""
    observed = select(Membership.id).where(Membership.person_id == person.id, Membership.side.not_in(CASE_READERS))
    observed = observed.where(Membership.ended_at.is_(None))
    return session.scalar(observed.limit(1)) is not None


def _holding(today: date) -> tuple[ColumnElement[bool], ...]:
    """Of those whose place on the case has not ended."""
    return Membership.ended_at.is_(None), or_(Membership.last_day.is_(None), Membership.last_day >= today)


def has_seen(session: Session, plan: Plan, member: Membership) -> bool:
    """Whether this member has read the page that says what the plan is."""
    seen = select(FirstSight.id).where(FirstSight.plan_id == plan.id, FirstSight.membership_id == member.id)
    return session.scalar(seen) is not None


def _lines(session: Session, members: Sequence[Membership], today: date) -> list[CaseLine]:
    by_case = {member.case_id: member for member in members}
    wanted = select(Plan).where(Plan.case_id.in_(by_case)).order_by(Plan.imported_at)
    signed = selectinload(Plan.agreements).selectinload(Agreement.revision).load_only(Revision.number)
    found = session.scalars(wanted.options(signed)).unique()
    plans = [plan for plan in found if sees(by_case[plan.case_id], plan)]
    ids = [plan.id for plan in plans]
    revisions, drafts = _newest(session, ids), _drafts(session, [plan.id for plan in plans if not plan.is_issued])
    waiting = [
        one
        for one in _waiting(session, [member.id for member in members], ids)
        if by_case[one.plan.case_id].reads_health or not one.health
    ]
    asked, calls = questions_about(session, waiting), open_calls(session, members)
    advice, beside = taking_advice_on(session, ids, today), beside_plans(session, members, plans, calls)
    blockers = blockers_on(session, ids)
    stops = stops_on(session, plans, blockers, today)
    lines: dict[object, list[PlanLine]] = {}
    for plan in plans:
        open_here = [one for one in waiting if one.plan_id == plan.id]
        member = by_case[plan.case_id]
        waits = [one for one in blockers if one.plan_id == plan.id and one.stands(today)]
        still = still_until(waits, today)
        turn = turn_of(open_here, member, asked, advice.get(plan.id, {}), beside[plan.id], still)
        revision = revisions.get(plan.id)
        words = revision.canonical if revision else drafts[plan.id]
        varied = plan.variations(revision) if revision else 0
        whose = WhoseTurn(plan, member, turn, varied)
        awaited = awaited_in(plan, open_here, asked, stops[plan.id], today)
        line = PlanLine(plan, words, whose, beside[plan.id], awaited, waits)
        lines.setdefault(plan.case_id, []).append(line)
    return [
        CaseLine(one.case, one, lines.get(one.case_id, []), [call for call in calls if call.case_id == one.case_id])
        for one in members
    ]


def _newest(session: Session, plan_ids: Sequence[UUID]) -> dict[UUID, Revision]:
    """What each of these plans says now, by the plan's id."""
    numbers = (
        select(Revision.plan_id, func.max(Revision.number).label("number"))
        .where(Revision.plan_id.in_(plan_ids))
        .group_by(Revision.plan_id)
        .subquery()
    )
    same = and_(Revision.plan_id == numbers.c.plan_id, Revision.number == numbers.c.number)
    return {one.plan_id: one for one in session.scalars(select(Revision).join(numbers, same))}


def _drafts(session: Session, plan_ids: Sequence[UUID]) -> dict[UUID, str]:
    wanted = select(Plan.id, Plan.draft).where(Plan.id.in_(plan_ids))
    return {row.id: row.draft for row in session.execute(wanted)}


def _waiting(session: Session, member_ids: Sequence[UUID], plan_ids: Sequence[UUID]) -> Sequence[Proposal]:
    """The suggested changes without an outcome that these members may see."""
    wanted = (
        select(Proposal)
        .join(Plan, Plan.id == Proposal.plan_id)
        .join(Membership, and_(Membership.case_id == Plan.case_id, Membership.id.in_(member_ids)))
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id.in_(plan_ids), Outcome.id.is_(None))
        .where(or_(Proposal.put_forward_at.is_not(None), Proposal.side == Membership.side))
    )
    return session.scalars(wanted).all()
