"""A calendar file: read back by the rules of RFC 5545, saying nothing that others must not see."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from portal.documents.calendar import write_calendar

OF, LINK = UUID("00000000-0000-4000-8000-00000000000a"), "https://plans.example.org/plans/1?a=b,c;d"
MADE = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Day:
    key: str
    summary: str
    on: date


DAYS = [Day("start", "Start", date(2026, 3, 29)), Day("review:first:0", "Review", date(2026, 10, 25))]


def written(days: list[Day], *, of: UUID = OF, sequence: int = 3, provisional: bool = False) -> bytes:
    return write_calendar(days, of=of, link=LINK, made_at=MADE, sequence=sequence, provisional=provisional)


def read(body: bytes) -> list[Event]:
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_each_entry_is_a_whole_day_whatever_the_clock_does() -> None:
    for one, event in zip(DAYS, read(written(DAYS)), strict=True):
        assert (event.decoded("dtstart"), event.decoded("dtend")) == (one.on, one.on + timedelta(days=1))
        assert event["dtstart"].params["VALUE"] == "DATE"
    assert b"TZID" not in written(DAYS)


def test_it_is_a_calendar_by_the_rules() -> None:
    body = written(DAYS)
    calendar = Calendar.from_ical(body)
    assert (calendar["version"], calendar["prodid"], calendar["method"]) == ("2.0", "-//Dates//EN", "PUBLISH")
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    for event in read(body):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert event.decoded("dtstamp") == MADE
        assert event["url"] == LINK
        assert event["description"] == f"To read more, sign in: {LINK}"


def test_a_later_file_moves_an_entry_and_adds_none_twice() -> None:
    later = [Day(one.key, one.summary, one.on + timedelta(days=7)) for one in DAYS]
    first, second = read(written(DAYS)), read(written(later, sequence=4))
    assert [one["uid"] for one in first] == [one["uid"] for one in second]
    assert len({one["uid"] for one in first}) == len(DAYS)
    assert [one["sequence"] for one in second] == [4, 4]
    other = read(written(DAYS, of=UUID("00000000-0000-4000-8000-00000000000b")))
    assert not {one["uid"] for one in first} & {one["uid"] for one in other}


@pytest.mark.parametrize(("provisional", "status"), [(True, "TENTATIVE"), (False, "CONFIRMED")])
def test_what_is_provisional_says_so(provisional: bool, status: str) -> None:
    for event in read(written(DAYS, provisional=provisional)):
        assert (event["status"], event["summary"].endswith(", provisional")) == (status, provisional)
        assert event["transp"] == "TRANSPARENT"


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1, max_size=20, unique=True))
def test_every_day_comes_back_as_it_was(days: list[date]) -> None:
    body = written([Day(str(number), "Review", day) for number, day in enumerate(days)])
    assert [one.decoded("dtstart") for one in read(body)] == days
