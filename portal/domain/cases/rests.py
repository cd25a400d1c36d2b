"""The days on which a case was paused count for nobody: what runs until a day runs for so much longer."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Case
from portal.domain.cases.hold import Hold
from portal.domain.dates import london_day
from portal.domain.working_days import working_days_since


class Rest(NamedTuple):
    """From the day on which a case was paused to the day on which it went on, which counts again; None until then."""

    first: date
    goes_on: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.goes_on is None or day < self.goes_on)

    def days(self, since: date, today: date) -> int:
        """How many of its days have come after `since`, today's included while it lasts."""
        return max(0, ((self.goes_on or today) - max(self.first, since)).days)


def rests_of(session: Session, case_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Rest]]:
    """The pauses of these cases, the earliest first; a case that was never paused is missing."""
    found: dict[uuid.UUID, list[Rest]] = {}
    for hold in session.scalars(select(Hold).where(Hold.case_id.in_(case_ids)).order_by(Hold.at)):
        rest = Rest(london_day(hold.at), london_day(hold.ended_at) if hold.ended_at else None)
        found.setdefault(hold.case_id, []).append(rest)
    return found


def working_days_lived(session: Session, case: Case, since: date, today: date) -> int:
    """How many working days have come after `since`, today's included, on which the case was not paused."""
    rests = rests_of(session, [case.id]).get(case.id, [])
    return working_days_since(since, today, lambda day: not any(rest.holds(day) for rest in rests))


def put_off(until: date, rests: Iterable[Rest], *, since: date, today: date) -> date:
    """The last day of what was said on `since` to run until a day, later by the days of pauses in between."""
    for rest in rests:
        if rest.first <= until:
            until = date.fromordinal(until.toordinal() + rest.days(since, today))
    return until
