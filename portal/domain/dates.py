"""Days and moments as pages and papers say them, in the United Kingdom's own time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def moment(at: datetime) -> str:
    """A time with its zone: 17 November 2026, 14:05 GMT."""
    there = at.astimezone(LONDON)
    return f"{there.day} {there:%B %Y, %H:%M} {there.tzname()}"


def day(at: date | datetime | None) -> str:
    """A day: 17 November 2026."""
    if at is None:
        return "a day to be agreed"
    there = at.astimezone(LONDON) if isinstance(at, datetime) else at
    return f"{there.day} {there:%B %Y}"


def london_day(at: datetime) -> date:
    """The day on which this moment falls in the United Kingdom, as the pages say it."""
    return at.astimezone(LONDON).date()
