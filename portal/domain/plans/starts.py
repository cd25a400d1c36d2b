"""The start of a programme as one text: a day, what it waits for, or the one under the other."""

from datetime import date

from portal.domain.dates import day
from portal.domain.plans.content import Content
from portal.domain.typed import start_fault


def written_start(start: str, waits_for: str) -> str:
    """An ISO date, and on the line after it what the start waits for; either may be ""."""
    return "\n".join(filter(None, (start, waits_for)))


def read_start(text: str) -> tuple[str, str]:
    """The day and what is waited for in such a text."""
    first, _, rest = text.partition("\n")
    return ("", text) if first and start_fault(first) else (first, rest)


def start_of(content: Content) -> str:
    """When a plan starts, as such a text."""
    return written_start(content.start, content.waits_for)


def start_in_words(text: str) -> str:
    """Such a text as pages say it: "4 January 2027, waiting for: a supervisor is named"."""
    start, waits_for = read_start(text)
    on = day(date.fromisoformat(start) if start else None)
    return f"{on}, waiting for: {waits_for}" if waits_for else on
