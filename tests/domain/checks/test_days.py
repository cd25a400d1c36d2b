"""Which days are stated as a start, an end or a review meeting, in any form (002 §8.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.domain.checks.guardian import no_longer_true
from portal.domain.dates import day
from tests.domain.checks.tables import FACTS, FRIDAY_BEFORE, LAST_DAY, a_plan, found, in_words

END = day(LAST_DAY)
SECOND_ENDS = next(ends for stage, ends in a_plan().stage_ends() if stage.key == "two")
assert SECOND_ENDS
HITS = [
    ("The plan starts on 4 January 2027.", "4 January 2027", "1 February 2027"),
    ("The plan starts on Monday 4th January 2027.", "Monday 4th January 2027", "Monday 1st February 2027"),
    ("The programme begins on 04/01/27.", "04/01/27", "01/02/27"),
    ("The programme will begin on 4/1/2027.", "4/1/2027", "1/2/2027"),
    ("This plan starts on 2027-01-04.", "2027-01-04", "2027-02-01"),
    ("The plan begins on January 4, 2027.", "January 4, 2027", "February 1, 2027"),
    ("Start date: 4 Jan 2027.", "4 Jan 2027", "1 Feb 2027"),
    ("The plan starts on 4 January.", "4 January", "1 February"),
    ("The plan ends on 5 April 2027.", "5 April 2027", END),
    ("The plan runs from 1 February 2027 to 5 April 2027.", "5 April 2027", END),
    ("The plan runs from 4 January 2027 until " + END + ".", "4 January 2027", "1 February 2027"),
    ("Stage 2 begins on 1 March 2027.", "1 March 2027", "15 February 2027"),
    ("The review meeting of stage 2 is on 2 April 2027.", "2 April 2027", day(SECOND_ENDS)),
    ("A review meeting is held on 12 March 2028.", "12 March 2028", ""),
]
MISSES = [
    "The plan starts on 1 February 2027.",
    "The plan starts on Monday 1 February.",
    f"The plan ends on {END}.",
    f"The plan ends on Friday {day(FRIDAY_BEFORE)}.",
    "Stage 2 begins on 15 February 2027.",
    f"The review meeting of stage 2 is on {day(SECOND_ENDS - timedelta(days=3))}.",
    "The report of the Trust’s local review is dated 2 July 2026.",
    "Since 14 September 2026 the Trust has limited the practitioner to supervised operating.",
    "The audit of 18 September 2026 found no harm to any patient.",
    "The course takes place on 3 March 2027.",
    "The practitioner’s appraisal is on 1 June 2028.",
    "The review of 4 September 2026 considered 40 cases.",
    "If the plan starts on 4 January 2027, annual leave is moved.",
    "The previous plan ended on 5 April 2026.",
    "The training programme starts on 4 March 2027.",
]


@pytest.mark.parametrize(("words", "quote", "mend"), HITS)
def test_another_day_than_the_stages_have_is_found(words: str, quote: str, mend: str) -> None:
    assert in_words("days", words) == [(quote, mend)]


@pytest.mark.parametrize("words", MISSES)
def test_a_true_day_and_days_of_other_things_are_left_alone(words: str) -> None:
    assert in_words("days", words) == []


def test_an_objective_that_is_due_after_the_end_is_found() -> None:
    plan = a_plan().with_text("goal", "Both audits are complete by 30 June 2027.", "Measure")
    (one,) = found("days", plan)
    assert (one.quote, one.mend, one.truth) == ("30 June 2027", "", f"the plan ends on {END}")
    assert found("days", a_plan().with_text("goal", "A talk after the end, on 30 June 2027.", "Measure")) == []


def test_the_day_in_the_words_of_a_review_meeting_lies_in_the_last_week_of_its_stage() -> None:
    plan = a_plan().with_stage("two", review="14 April 2027, with all")
    assert [one.mend for one in found("days", plan)] == [day(SECOND_ENDS)]
    assert found("days", a_plan().with_stage("two", review=f"{day(SECOND_ENDS)}, with all")) == []


def test_another_start_moves_every_day_that_is_stated() -> None:
    plan = a_plan(f"The plan starts on 1 February 2027 and ends on {END}.")
    later = replace(plan, start="2027-02-08")
    moved = no_longer_true(plan, later, FACTS)
    assert [one.mend for one in moved] == ["8 February 2027", day(later.end)]


def test_while_no_start_is_known_no_day_is_compared() -> None:
    assert found("days", replace(a_plan("The plan starts on 4 January 2027."), start="")) == []


def test_a_day_that_there_is_not_is_no_day_of_the_plan() -> None:
    assert in_words("days", "The plan ends on 31 April 2027.") == [("31 April 2027", END)]
