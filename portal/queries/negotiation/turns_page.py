"""The page that says whose turn it is, since when, and whose it was before, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.negotiation.blocker import Blocker, blockers_on
from portal.domain.plans.plan import Plan
from portal.queries import Part, part_of
from portal.queries.negotiation.awaited import Awaited, awaited_in, called
from portal.queries.negotiation.spells import spells_in
from portal.queries.negotiation.stops import stops_on
from portal.queries.plans.plan_page import open_proposals
from portal.queries.talk.questions import questions_about


@dataclass(frozen=True)
class SpellLine:
    """One spell that is over: whom the plan waited for, for what, and how many working days were counted.

    `days` is None where nobody counted them.
    """

    who: str
    what: str
    numbers: Sequence[int]
    since: datetime
    until: datetime
    days: int | None


@dataclass(frozen=True)
class TurnsPage:
    """Whom a plan waits for now, each by name, every spell that is over, and what the parties said they wait for."""

    now: Sequence[tuple[str, Awaited]]
    before: Part[SpellLine]
    blockers: Sequence[Blocker]


def turns_page(session: Session, plan: Plan, member: Membership, today: date, *, number: int, size: int) -> TurnsPage:
    """What this reader may see of it: what is private to a side is no part of whom a plan waits for."""
    proposals = open_proposals(session, plan, member)
    blockers = blockers_on(session, [plan.id])
    stops = stops_on(session, [plan], blockers, today)[plan.id]
    now = awaited_in(plan, proposals, questions_about(session, proposals), stops, today)
    over = [
        SpellLine(
            who=called(plan, one.side, member),
            what=one.what.in_words(one.times),
            numbers=one.numbers,
            since=one.since,
            until=one.until,
            days=one.days(stops, today),
        )
        for one in spells_in(session, plan)
        if one.until
    ]
    named = [(called(plan, one.side, member), one) for one in now]
    return TurnsPage(named, part_of(over, number, size), blockers)
