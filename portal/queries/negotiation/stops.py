"""The days that do not count as waiting: PSR has paused the case, or a party takes advice or waits itself."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.agreements.advice import AdviceTime
from portal.domain.cases.rests import Rest, put_off, rests_of
from portal.domain.cases.roles import Party, Side
from portal.domain.dates import london_day
from portal.domain.negotiation.blocker import Blocker
from portal.domain.plans.plan import Plan
from portal.domain.working_days import working_days_since

Stops = Mapping[Side, Sequence[Rest]]


def stops_on(
    session: Session, plans: Collection[Plan], blockers: Sequence[Blocker], today: date
) -> Mapping[uuid.UUID, Stops]:
    """For each of these plans, by its id, the days that do not count for each side: a fixed number of queries.

    `blockers` are all that their parties said they wait for.
    """
    pauses = rests_of(session, {plan.case_id for plan in plans})
    wanted = select(AdviceTime).where(AdviceTime.plan_id.in_([plan.id for plan in plans])).order_by(AdviceTime.at)
    said: dict[tuple[uuid.UUID, Party], list[AdviceTime]] = {}
    for time in session.scalars(wanted):
        said.setdefault((time.plan_id, time.party), []).append(time)
    found: dict[uuid.UUID, Stops] = {}
    for plan in plans:
        paused = pauses.get(plan.case_id, [])
        own = {party: _advice(said.get((plan.id, party), []), paused, today) for party in Party}
        for one in blockers:
            if one.plan_id == plan.id and one.goes_on:
                own[one.party].append(Rest(one.first, one.goes_on))
        found[plan.id] = {side: [*paused, *(own[side.party] if side.party else ())] for side in Side}
    return found


def still_until(blockers: Iterable[Blocker], today: date) -> Mapping[Party, date]:
    """The parties for which the count stands still today because of what they wait for, each with its last day."""
    found: dict[Party, date] = {}
    for one in blockers:
        if one.why.is_private and one.stands(today) and one.first <= today:
            found[one.party] = max(one.until, found.get(one.party, one.until))
    return found


def working_days(since: date, until: date, stops: Iterable[Rest]) -> int:
    """How many working days have come after `since`, `until` included, on which nothing stopped the count."""
    return working_days_since(since, until, counted(stops))


def counted(stops: Iterable[Rest]) -> Callable[[date], bool]:
    """Whether a day counts beside these stops."""
    every = list(stops)
    return lambda day: not any(one.holds(day) for one in every)


def _advice(said: Sequence[AdviceTime], paused: Sequence[Rest], today: date) -> list[Rest]:
    """When a party took advice, from what it said of it, the oldest first: each takes the place of the former."""
    found = []
    for one, after in pairwise([*said, None]):
        if one is None or one.until is None:
            continue
        replaced = london_day(after.at) if after else None
        until = put_off(one.until, paused, since=london_day(one.at), today=replaced or today)
        found.append(Rest(london_day(one.at), min(replaced or date.max, until + timedelta(days=1))))
    return found
