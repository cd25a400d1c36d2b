"""Working days: Monday to Friday, bank holidays apart, in England and Wales by default (002 §4.6.3, §7.1)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import holidays

ENGLAND, NORTHERN_IRELAND = "ENG", "NIR"  # Wales has the bank holidays of England


def working_days_since(start: date, today: date, counts: Callable[[date], bool] = lambda day: True) -> int:
    """How many working days have come after `start`, `today` included, of those that count; 0 on the day itself."""
    days = (start + timedelta(days=number) for number in range(1, (today - start).days + 1))
    return sum(is_working(day) and counts(day) for day in days)


def is_working(day: date, where: str = ENGLAND) -> bool:
    """Whether people work on this day in this part of the country, as `holidays` calls it."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year, where)


@cache
def _bank_holidays(year: int, where: str) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=where, years=year))
