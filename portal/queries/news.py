"""What others did since a reader last looked: only what that reader may see, counted by the record's own streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select, union_all
from sqlalchemy.orm import Session, contains_eager, defer, joinedload, lazyload

from portal.domain.agreement import Agreement
from portal.domain.case import Case, Membership
from portal.domain.look import Seen
from portal.domain.plan import Plan
from portal.domain.proposal import Proposal
from portal.domain.record import Event, Facts, Kind, Stream
from portal.domain.thread import Thread
from portal.queries.history import streams_of

NO_NEWS = {kind.value for kind in (Kind.CASE_OPENED, Kind.PLAN_IMPORTED, Kind.REVISION_MADE)}
HIDDEN = 2**31 - 1  # beyond every event of a stream

ONE_READER = (
    select(Plan)
    .join(Plan.case)
    .join(Case.memberships)
    .join(Membership.roles)
    .where(Plan.id == bindparam("plan"), Membership.person_id == bindparam("person"))
    .options(
        defer(Plan.draft),
        joinedload(Plan.issues),
        contains_eager(Plan.case).contains_eager(Case.memberships).contains_eager(Membership.roles),
    )
)
LATER = (
    select(Event)
    .where(Event.case_id == bindparam("case"))
    .where(or_(*(and_(Event.stream == stream, Event.seq > bindparam(stream.value)) for stream in Stream)))
    .order_by(Event.stream, Event.seq)
    .options(lazyload(Event.values))
)


@dataclass(frozen=True)
class News:
    """What happened to one thing, the earliest first; `subject` is its id."""

    subject: UUID
    facts: list[Facts]


def for_one_reader(session: Session, plan_id: UUID, person_id: UUID) -> Plan | None:
    """A plan, without its words, with all that deciding whether this person may read it needs, in one query.

    Its case knows of no other members then: for requests that read and do nothing else.
    """
    found = session.scalars(ONE_READER, {"plan": plan_id, "person": person_id})
    return found.unique().one_or_none()


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
    mine = {stream.value: seen.get(stream, 0) for stream in streams_of(member)}
    after = {stream.value: mine.get(stream.value, HIDDEN) for stream in Stream}
    return [event.facts for event in session.scalars(LATER, {"case": plan.case_id, **after})]


def _of_other_plans(session: Session, plan: Plan) -> set[UUID]:
    """The case's other plans, and all that hangs on them."""
    others = select(Plan.id).where(Plan.case_id == plan.case_id, Plan.id != plan.id)
    theirs = [select(kind.id).where(kind.plan_id.in_(others)) for kind in (Proposal, Thread, Agreement)]
    return set(session.scalars(union_all(others, *theirs)))
