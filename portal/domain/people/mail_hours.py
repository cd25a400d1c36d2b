"""When e-mail may come: not at night, at weekends or on bank holidays, in the United Kingdom's own time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.domain.dates import LONDON
from portal.domain.working_days import ENGLAND, is_working

OPENS, CLOSES, DIGEST = time(7, 30), time(19), time(8)


@dataclass(frozen=True)
class MailHours:
    """When somebody takes e-mail that can wait: at any hour, or on working days of their part of the country."""

    at_any_hour: bool = False
    where: str = ENGLAND

    def opens(self, at: datetime) -> datetime:
        """This moment, where it is within the hours; else when they next begin."""
        there = at.astimezone(LONDON)
        if self.at_any_hour or (self._counts(there.date()) and OPENS <= there.time() < CLOSES):
            return at
        return self._next(at, OPENS)

    def digest(self, at: datetime) -> datetime:
        """When what came up to this moment is told at once: on the next morning that counts."""
        return self._next(at, DIGEST)

    def next_day(self, at: datetime) -> datetime:
        """The first hour of the next day that counts."""
        return self._next(at.astimezone(LONDON).replace(hour=CLOSES.hour, minute=0), OPENS)

    def _next(self, at: datetime, hour: time) -> datetime:
        moments = (datetime.combine(day, hour, LONDON) for day in self._days(at.astimezone(LONDON).date()))
        return next(one for one in moments if one > at)

    def _days(self, first: date) -> Iterator[date]:
        day = first
        while True:
            if self._counts(day):
                yield day
            day += timedelta(days=1)

    def _counts(self, day: date) -> bool:
        return self.at_any_hour or is_working(day, self.where)
