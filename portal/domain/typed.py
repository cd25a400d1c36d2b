"""What a suggestion may say: cleaned words and whole weeks, or a sentence why not."""

from datetime import date

from portal.domain.base import Refused
from portal.text import clean

LONGEST_NUMBER = 6
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def new_words(before: str, text: str, limit: int) -> str:
    """The words suggested for a paragraph, cleaned; Refused when empty, unchanged, unfit or over the limit."""
    after = cleaned(text, limit)
    if not after:
        raise Refused("Write the words you suggest.", "text")
    if after == before:
        raise Refused("The words are the same as in the plan. Change them, or leave the paragraph as it is.", "text")
    return after


def cleaned(text: str, limit: int, field: str = "text", *, lines: bool = True) -> str:
    """The words that were typed in this field, as they are kept; Refused when unfit or over the limit."""
    try:
        return clean(text, limit, lines=lines)
    except ValueError as unfit:
        raise Refused(str(unfit), field) from unfit


def new_weeks(before: int, weeks: int, most: int) -> str:
    """The weeks suggested for a stage; Refused when unchanged or not between 1 and `most`."""
    if why := weeks_fault(weeks, most):
        raise Refused(why, "weeks")
    if weeks == before:
        raise Refused("The stage has that many weeks already.", "weeks")
    return str(weeks)


def weeks_fault(weeks: int, most: int) -> str:
    """Why a stage cannot last so long; "" when it can."""
    return "" if 1 <= weeks <= most else f"A stage lasts between 1 and {most} weeks."


def start_fault(written: str) -> str:
    """Why a programme cannot start on a day so written; "" when it can."""
    try:
        day = date.fromisoformat(written)
        fits = day.isoformat() == written and EARLIEST <= day <= LATEST
    except ValueError:
        fits = False
    return "" if fits else f"The start is not a day from {EARLIEST.year} to {LATEST.year}, written as 2026-01-31."


def new_start(before: str, start: date) -> str:
    """The day suggested as the programme's start, as an ISO date; Refused when it is that day already."""
    expect_in_range(start, "start")
    if start.isoformat() == before:
        raise Refused("The programme starts on that day already.", "start")
    return start.isoformat()


def expect_in_range(day: date, field: str) -> None:
    """Refuse, under this field, a day that nobody can mean."""
    if not EARLIEST <= day <= LATEST:
        raise Refused(f"Give a day between {EARLIEST.year} and {LATEST.year}.", field)


def a_day(text: str, field: str = "start") -> date:
    """A day as somebody typed it, or as a page sent it; Refused, under this field, when it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as unfit:
        raise Refused("Choose a day, or type it such as 2026-01-31 for 31 January 2026.", field) from unfit


def whole(text: str) -> int:
    """A number of weeks as somebody typed it; Refused when it is none."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        raise Refused("Give the weeks as a whole number, such as 6.", "weeks")
    return int(typed)
