"""Working days in England and Wales: Monday to Friday, bank holidays apart (002 §4.6.3, §7.1)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import holidays


def working_days_since(start: date, today: date, counts: Callable[[date], bool] = lambda day: True) -> int:
    """How many working days have come after `start`, `today` included, of those that count; 0 on the day itself."""
    days = (start + timedelta(days=number) for number in range(1, (today - start).days + 1))
    return sum(_is_working(day) and counts(day) for day in days)


def _is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
