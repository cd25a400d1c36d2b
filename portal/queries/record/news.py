"""What others did since a reader last looked: only what that reader may see, counted by the record's own streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select, union_all
from sqlalchemy.orm import Session, lazyload

from portal.domain.base import Base
from portal.domain.cases.case import Membership
from portal.domain.cases.events import CASE_OPENED
from portal.domain.plans.events import PLAN_IMPORTED, REVISION_MADE
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import Seen
from portal.domain.record import Event, Facts, Stream
from portal.queries.plans.history import streams_of

NO_NEWS = {kind.name for kind in (CASE_OPENED, PLAN_IMPORTED, REVISION_MADE)}
HIDDEN = 2**31 - 1  # beyond every event of a stream

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


def news(session: Session, plan: Plan, member: Membership, seen: Seen) -> list[News]:
    """What others have touched of this plan since, the latest first: two queries, or one when there is nothing."""
    told = [facts for facts in _later(session, plan, member, seen) if _is_news(facts, plan, member)]
    elsewhere = _of_other_plans(session, plan) if told else set()
    by_subject: dict[UUID, list[Facts]] = {}
    for facts in sorted(told, key=lambda one: one.at):
        by_subject.setdefault(UUID(facts.subject), []).append(facts)
    found = [News(subject, facts) for subject, facts in by_subject.items() if subject not in elsewhere]
    return sorted(found, key=lambda one: one.facts[-1].at, reverse=True)


def _is_news(facts: Facts, plan: Plan, member: Membership) -> bool:
    """Whether somebody else did this, since the plan was issued."""
    before = any(facts.at < issue.at for issue in plan.issues)
    return facts.actor != str(member.id) and facts.kind not in NO_NEWS and not before


def _later(session: Session, plan: Plan, member: Membership, seen: Seen) -> Sequence[Facts]:
    mine = {stream.value: seen.get(stream, 0) for stream in streams_of(member.side)}
    after = {stream.value: mine.get(stream.value, HIDDEN) for stream in Stream}
    return [event.facts for event in session.scalars(LATER, {"case": plan.case_id, **after})]


def _of_other_plans(session: Session, plan: Plan) -> set[UUID]:
    """The case's other plans, and all that hangs on them."""
    others = select(Plan.id).where(Plan.case_id == plan.case_id, Plan.id != plan.id)
    theirs = [select(kind.id).where(kind.plan_id.in_(others)) for kind in _parts_of_plans()]
    return set(session.scalars(union_all(others, *theirs)))


@cache
def _parts_of_plans() -> list[Any]:
    """Every class of things that hang on a plan, whichever subject they are of."""
    roots = [mapper.class_ for mapper in Base.registry.mappers if mapper.base_mapper is mapper]
    return [kind for kind in roots if hasattr(kind, "plan_id")]
