"""How long a request for feedback has waited, in working days and in words, and which is wanted first."""

from datetime import date, datetime

from portal.domain.dates import day, london_day
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.working_days import working_days_since
from portal.text.english import counted


def how_long(request: FeedbackRequest, today: date) -> str:
    """For PSR: how long it has been in review, or asked about, and by when it is wanted; "" once that is over."""
    if request.is_over or request.is_answered:
        return ""
    begun = asked_when(request, today)
    if request.accepted_at:
        since, days = _since(london_day(request.accepted_at), today)
        begun = f"In review for {days}" if days else f"In review since {since}"
    return f"{begun}.{_wanted(request.wanted_by, today)}"


def asked_when(request: FeedbackRequest, today: date) -> str:
    """How many working days ago it was sent; on which day, before the next working day."""
    sent = london_day(request.at)
    since, days = _since(sent, today)
    if days or sent == today:
        return f"Asked {days} ago" if days else "Asked today"
    return f"Asked on {since}"


def wanted_first(request: FeedbackRequest) -> tuple[date, datetime]:
    """Sorts what is wanted by a day before the rest, the nearest day first, then what was asked first."""
    return request.wanted_by or date.max, request.at


def _since(start: date, today: date) -> tuple[str, str]:
    """The day in words, and how many working days have come after it, "" for none."""
    days = working_days_since(start, today)
    return "today" if start == today else day(start), counted(days, "working day") if days else ""


def _wanted(by: date | None, today: date) -> str:
    if by is None:
        return ""
    if by == today:
        return " Wanted by today."
    since = working_days_since(by, today)
    return f" Wanted by {day(by)}, {counted(since, 'working day')} ago." if since else f" Wanted by {day(by)}."
