"""What others did since a reader last looked: only what that reader may see, counted by the record's own streams."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select, union_all
from sqlalchemy.orm import Session, lazyload

from portal.domain.base import Base
from portal.domain.cases.case import Membership
from portal.domain.cases.events import CASE_OPENED
from portal.domain.plans.events import PLAN_IMPORTED, PLAN_ISSUED, REVISION_MADE, VIEW_GIVEN
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import Seen
from portal.domain.record import Event, Facts, Stream, in_order
from portal.domain.talk.events import ABOUT_CALLS
from portal.queries.plans.health import hidden_in
from portal.queries.plans.history import streams_of

NO_NEWS = {kind.name for kind in (CASE_OPENED, PLAN_IMPORTED, REVISION_MADE, VIEW_GIVEN, *ABOUT_CALLS)}
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
    """What happened to one thing, the earliest first; `subject` is its id.

    `facts` are what others did, `acts` the same with what the reader did.
    """

    subject: UUID
    facts: list[Facts]
    acts: list[Facts]


def news(session: Session, plan: Plan, member: Membership, seen: Seen) -> list[News]:
    """What others have touched of this plan since, the latest first: two queries, or one when there is nothing."""
    told: dict[UUID, News] = {}
    for facts in _later(session, plan, member, seen):
        one = told.setdefault(UUID(facts.subject), News(UUID(facts.subject), [], []))
        one.acts.append(facts)
        if facts.actor != str(member.id):
            one.facts.append(facts)
            told[one.subject] = told.pop(one.subject)  # what others touched last comes last
    found = [one for one in reversed(told.values()) if one.facts]
    elsewhere = _of_other_plans(session, plan) | _hidden(session, plan) if found else set()
    return [one for one in found if one.subject not in elsewhere]


def _later(session: Session, plan: Plan, member: Membership, seen: Seen) -> Iterator[Facts]:
    """What came after, since the plan was issued."""
    mine = {stream.value: seen.get(stream, 0) for stream in streams_of(member.side)}
    after = {stream.value: mine.get(stream.value, HIDDEN) for stream in Stream}
    issue = (PLAN_ISSUED.name, str(plan.id))
    later = session.scalars(LATER, {"case": plan.case_id, **after})
    came = [event.facts for event in in_order(later, lambda one: one.facts.at)]
    issued = [place for place, one in enumerate(came) if (one.kind, one.subject) == issue]
    return (facts for facts in came[issued[-1] if issued else 0 :] if facts.kind not in NO_NEWS)


def _of_other_plans(session: Session, plan: Plan) -> set[UUID]:
    """The case's other plans, and all that hangs on them."""
    others = select(Plan.id).where(Plan.case_id == plan.case_id, Plan.id != plan.id)
    theirs = [select(kind.id).where(kind.plan_id.in_(others)) for kind in _parts_of_plans()]
    return set(session.scalars(union_all(others, *theirs)))


def _hidden(session: Session, plan: Plan) -> set[UUID]:
    return {UUID(one) for one in hidden_in(session, plan.case_id)}


@cache
def _parts_of_plans() -> list[Any]:
    """Every class of things that hang on a plan, whichever subject they are of."""
    roots = [mapper.class_ for mapper in Base.registry.mappers if mapper.base_mapper is mapper]
    return [kind for kind in roots if hasattr(kind, "plan_id")]
