"""What others did since a reader last looked: only what that reader may see, counted by the record's own streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, or_, select, union_all
from sqlalchemy.orm import Session, defer, joinedload, lazyload

from portal.domain.agreement import Agreement
from portal.domain.case import Case, Membership
from portal.domain.discussion import Thread
from portal.domain.look import Seen
from portal.domain.plan import Plan
from portal.domain.proposal import Proposal
from portal.domain.record import Event, Facts, Kind
from portal.queries.history import streams_of

NO_NEWS = {kind.value for kind in (Kind.CASE_OPENED, Kind.PLAN_IMPORTED, Kind.REVISION_MADE)}


@dataclass(frozen=True)
class News:
    """What happened to one thing, the earliest first; `subject` is its id."""

    subject: UUID
    facts: list[Facts]


def with_everybody(session: Session, plan_id: UUID) -> Plan | None:
    """A plan with all that deciding who may read it needs, in one query and without its words."""
    people = joinedload(Plan.case).joinedload(Case.memberships).joinedload(Membership.roles)
    wanted = select(Plan).where(Plan.id == plan_id).options(defer(Plan.draft), joinedload(Plan.issues), people)
    return session.scalars(wanted).unique().one_or_none()


def seen_now(session: Session, case_id: UUID, member: Membership) -> Seen:
    """How far each stream that this member may see has come."""
    newest = (
        select(Event.stream, func.max(Event.seq))
        .where(Event.case_id == case_id, Event.stream.in_(streams_of(member)))
        .group_by(Event.stream)
        .order_by(Event.stream)
    )
    return dict(session.execute(newest).all())


def news(session: Session, plan: Plan, member: Membership, seen: Seen) -> list[News]:
    """What others have touched of this plan since, the latest first: two queries, or one when there is nothing."""
    own = str(member.id)
    told = [facts for facts in _later(session, plan, member, seen) if facts.actor != own and facts.kind not in NO_NEWS]
    elsewhere = _of_other_plans(session, plan) if told else set()
    by_subject: dict[UUID, list[Facts]] = {}
    for facts in sorted(told, key=lambda one: one.at):
        by_subject.setdefault(UUID(facts.subject), []).append(facts)
    found = [News(subject, facts) for subject, facts in by_subject.items() if subject not in elsewhere]
    return sorted(found, key=lambda one: one.facts[-1].at, reverse=True)


def _later(session: Session, plan: Plan, member: Membership, seen: Seen) -> Sequence[Facts]:
    later = [and_(Event.stream == stream, Event.seq > seen.get(stream, 0)) for stream in streams_of(member)]
    wanted = select(Event).where(Event.case_id == plan.case_id, or_(*later)).options(lazyload(Event.values))
    return [event.facts for event in session.scalars(wanted.order_by(Event.stream, Event.seq))]


def _of_other_plans(session: Session, plan: Plan) -> set[UUID]:
    """The case's other plans, and all that hangs on them."""
    others = select(Plan.id).where(Plan.case_id == plan.case_id, Plan.id != plan.id)
    theirs = [select(kind.id).where(kind.plan_id.in_(others)) for kind in (Proposal, Thread, Agreement)]
    return set(session.scalars(union_all(others, *theirs)))
