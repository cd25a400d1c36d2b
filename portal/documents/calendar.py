"""A calendar file (RFC 5545) of days: whole days, as they are in the United Kingdom, with a link and nothing else."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid5

from icalendar import Calendar, Event

MAKER = "-//Dates//EN"


class Dated(Protocol):
    """A day with a key that stays the same, and what an entry says."""

    @property
    def key(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def on(self) -> date: ...


def write_calendar(
    days: Iterable[Dated], *, of: UUID, link: str, made_at: datetime, sequence: int, provisional: bool
) -> bytes:
    """The file: an entry for each day, known by `of` and its key, so that a later file moves it and adds none twice.

    `sequence` counts up with each later file. Of what is provisional each entry says so, and keeps nobody busy.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in days:
        entry = Event()
        entry.add("uid", str(uuid5(of, one.key)))
        entry.add("dtstamp", made_at)
        entry.add("dtstart", one.on)
        entry.add("dtend", one.on + timedelta(days=1))
        entry.add("summary", f"{one.summary}, provisional" if provisional else one.summary)
        entry.add("description", f"To read more, sign in: {link}")
        entry.add("url", link)
        entry.add("status", "TENTATIVE" if provisional else "CONFIRMED")
        entry.add("transp", "TRANSPARENT")
        entry.add("class", "PRIVATE")
        entry.add("sequence", sequence)
        calendar.add_component(entry)
    body: bytes = calendar.to_ical()
    return body
