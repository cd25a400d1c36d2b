"""How long a request has waited, in working days and in calm words, and which is wanted first."""

from datetime import UTC, date, datetime

import pytest

from portal.domain.feedback.request import FeedbackRequest, RequestStep, Step
from portal.queries.feedback.days import asked_when, how_long, wanted_first

THURSDAY, FRIDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 6, number) for number in (4, 5, 8, 9, 10))


def asked(wanted_by: date | None = None, *steps: tuple[Step, date], at: date = THURSDAY) -> FeedbackRequest:
    return FeedbackRequest(
        wanted_by=wanted_by, at=noon(at), steps=[RequestStep(step=step, at=noon(day)) for step, day in steps]
    )


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wanted_by", "steps", "today", "words"),
    [
        (None, [], THURSDAY, "Asked today."),
        (None, [], MONDAY, "Asked 2 working days ago."),
        (None, [(Step.ACCEPTED, FRIDAY)], FRIDAY, "In review since today."),
        (None, [(Step.ACCEPTED, FRIDAY)], MONDAY, "In review for 1 working day."),
        (TUESDAY, [(Step.ACCEPTED, FRIDAY)], MONDAY, "In review for 1 working day. Wanted by 9 June 2026."),
        (TUESDAY, [], TUESDAY, "Asked 3 working days ago. Wanted by today."),
        (MONDAY, [], WEDNESDAY, "Asked 4 working days ago. Wanted by 8 June 2026, 2 working days ago."),
        (MONDAY, [(Step.ACCEPTED, FRIDAY), (Step.ANSWERED, MONDAY)], WEDNESDAY, ""),
        (MONDAY, [(Step.TAKEN_BACK, FRIDAY)], WEDNESDAY, ""),
    ],
)
def test_psr_reads_in_words_how_long_it_has_waited_and_by_when_it_is_wanted(
    wanted_by: date | None, steps: list[tuple[Step, date]], today: date, words: str
) -> None:
    assert how_long(asked(wanted_by, *steps), today) == words


def test_what_is_wanted_by_a_day_comes_first_and_then_what_was_asked_first() -> None:
    late, soon = asked(WEDNESDAY, at=FRIDAY), asked(MONDAY, at=FRIDAY)
    first, last = asked(at=THURSDAY), asked(at=MONDAY)
    assert sorted([last, late, first, soon], key=wanted_first) == [soon, late, first, last]


def test_a_weekend_is_no_working_day() -> None:
    sunday = date(2026, 6, 7)
    assert asked_when(asked(at=FRIDAY), sunday) == "Asked on 5 June 2026"
    assert how_long(asked(None, (Step.ACCEPTED, FRIDAY)), sunday) == "In review since 5 June 2026."
