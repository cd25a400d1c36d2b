"""Days of the calendar in a text, and another day written in the same manner."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?,?\s+(?:the\s+)?)?"
_HAS_DIGIT = re.compile(r"\d")
_FORMS = [
    re.compile(
        rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?(?P<of>\s+(?:of\s+)?){_MONTH}(?:,?\s+(?P<year>\d{{4}})\b)?(?!\d)"
    ),
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}})\b)?(?!\d)"),
    re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
    re.compile(
        r"(?<![\d/.])(?P<day>\d{1,2})(?P<sign>[/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)(?![\d/.]*\d)"
    ),
]


class WrittenDay(NamedTuple):
    """A day in a text with its place; `year` is None where it is not written."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    form: re.Match[str]

    def is_day(self, day: date) -> bool:
        return (self.year or day.year, self.month, self.day) == (day.year, day.month, day.day)

    def near(self, day: date) -> date | None:
        """The day that is meant, read in the year of another where none is written; None where there is no such day."""
        try:
            return date(self.year or day.year, self.month, self.day)
        except ValueError:
            return None

    def written_like(self, day: date) -> str:
        """Another day, written as this one is."""
        return _written(self.form, day)


@lru_cache(maxsize=8192)
def days_in(text: str) -> tuple[WrittenDay, ...]:
    """Every day that a text names, in any usual British form, a month in words also before its day; in their order."""
    return tuple(sorted(_days(text), key=lambda one: one.start)) if _HAS_DIGIT.search(text) else ()


def _days(text: str) -> Iterator[WrittenDay]:
    for form in _FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            month = int(groups["month"]) if groups.get("month") else _month(groups["name"] or "")
            year = groups.get("year")
            whole = None if not year else int(year) if len(year) == 4 else 2000 + int(year)
            yield WrittenDay(*match.span(), whole, month, int(groups["day"] or 0), match)


def _written(form: re.Match[str], day: date) -> str:
    parts = form.groupdict()
    if parts.get("month"):
        sign = parts.get("sign")
        if not sign:
            return day.isoformat()
        two = len(parts["day"] or "") == 2
        month, number = (f"{one:02}" if two else str(one) for one in (day.month, day.day))
        return sign.join([number, month, f"{day.year % 100:02}" if len(parts["year"] or "") == 2 else str(day.year)])
    named = parts["name"] or ""
    month = _MONTHS[day.month - 1] if named.rstrip(".") in _MONTHS else f"{day:%b}"
    number = str(day.day) + (_ordinal(day.day) if parts["th"] else "")
    year = f" {day.year}" if parts["year"] else ""
    weekday = _weekday(parts["weekday"], day) if parts["weekday"] else ""
    if parts.get("of") is None:
        return f"{weekday}{month} {number}{',' if year else ''}{year}"
    return f"{weekday}{number}{parts['of']}{month}{year}"


def _weekday(written: str, day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} " if written in _WEEKDAYS else f"{day:%a} "


def _month(name: str) -> int:
    return next(number for number, full in enumerate(_MONTHS, start=1) if full.startswith(name[:3]))


def _ordinal(number: int) -> str:
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
