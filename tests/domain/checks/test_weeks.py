"""Which weeks are there, and where stages and their review meetings lie (002 §8.1)."""

import pytest

from portal.domain.checks.guardian import no_longer_true
from tests.domain.checks.tables import FACTS, a_plan, found, in_words

HITS = [
    ("A simulation day is booked in week 14.", "week 14", ""),
    ("The second audit takes place in weeks 11 to 13.", "weeks 11 to 13", ""),
    ("Full hours are reached by week twenty.", "week twenty", ""),
    ("Stage 2 (weeks 3 to 8) is under close supervision.", "weeks 3 to 8", "weeks 3 to 6"),
    ("Stage 2 runs from week 3 to week 8.", "week 3 to week 8", "week 3 to week 6"),
    ("Weeks 3–8: stage 2.", "Weeks 3–8", "Weeks 3–6"),
    ("Stage 1, induction (weeks 1 to 4).", "weeks 1 to 4", "weeks 1 to 2"),
    ("Stage 3 begins in week 9.", "week 9", "week 7"),
    ("Stage 2 ends in week eight.", "week eight", "week six"),
    ("The review meeting of stage 2 is at the end of week 8.", "week 8", "week 6"),
    ("Review meetings take place at the end of weeks 4, 8 and 12.", "weeks 4, 8 and 12", "weeks 2, 6 and 12"),
    ("A review meeting takes place in week 5.", "week 5", ""),
    ("The final review is at the end of week 10.", "week 10", ""),
    ("In stage 2, full clinics begin in week 9.", "week 9", ""),
    ("An audit is made in week 5 of stage 2.", "week 5", ""),
]
MISSES = [
    "A simulation day is booked in week 2.",
    "The first clinic is in week 12.",
    "Stage 2 (weeks 3 to 6) is under close supervision.",
    "Stage 2 (weeks 1 to 4) is under close supervision.",
    "Stage 3 begins in week 7 and ends in week 12.",
    "Review meetings take place at the end of weeks 2, 6 and 12.",
    "The review meeting of stage 2 is at the end of week 6.",
    "An audit is made in week 3 of stage 2.",
    "In stage 2, week 4, full clinics begin.",
    "A check by occupational health is made in week 5.",
    "An occupational health review takes place in week 5.",
    "A mid-stage review takes place in week 4.",
    "The papers of the review meeting are sent in week 5.",
    "Scans at week 28 of pregnancy are not read alone.",
    "The antenatal clinic sees patients from week 14.",
    "Rota week 16 is left free.",
    "Calendar week 20 is a bank holiday week.",
    "The follow-up takes place in week 26.",
    "Week 13 of the course is a holiday.",
    "Every week two lists are observed.",
    "Each week the practitioner and the supervisor read three notes together.",
    "The rota for the week commencing 1 March is shared.",
    "Coaching: six sessions of one hour, the first in week 1.",
]


@pytest.mark.parametrize(("words", "quote", "mend"), HITS)
def test_a_week_that_is_not_there_or_elsewhere_is_found(words: str, quote: str, mend: str) -> None:
    assert in_words("weeks", words) == [(quote, mend)]


@pytest.mark.parametrize("words", MISSES)
def test_other_weeks_and_true_ones_are_left_alone(words: str) -> None:
    assert in_words("weeks", words) == []


@pytest.mark.parametrize(
    ("review", "mend"),
    [
        ("end of week 6, with all", "week 8"),
        ("weeks 5 and 6", "weeks 5 and 8"),
        ("in week 4 and at the end of week 6", "week 8"),
        ("end of week 8, with all", None),
        ("week 6 of stage 2", None),
        ("with all", None),
    ],
)
def test_the_review_meeting_of_a_stage_is_in_its_last_week(review: str, mend: str | None) -> None:
    plan = a_plan().with_weeks("two", 6).with_stage("two", review=review)
    assert [one.mend for one in found("weeks", plan) if one.spot.key == "two"] == ([mend] if mend else [])


def test_a_review_meeting_counted_within_its_stage_is_read_so() -> None:
    assert found("weeks", a_plan().with_stage("three", review="end of week 6")) == []
    (one,) = found("weeks", a_plan().with_stage("three", review="end of week 5"))
    assert one.mend == "week 6"


def test_a_longer_stage_moves_each_review_meeting_that_is_named() -> None:
    plan = a_plan("A review meeting is held at the end of week 6. Another check is made in week 5.")
    moved = no_longer_true(plan, plan.with_weeks("two", 6), FACTS)
    assert [(one.spot.key, one.spot.part, one.mend) for one in moved] == [
        ("two", "review", "week 8"),
        ("three", "review", "week 14"),
        ("words", "", "week 8"),
    ]


def test_a_plan_without_weeks_is_not_looked_at() -> None:
    plan = a_plan("A day is booked in week 40.")
    assert found("weeks", type(plan)(plan.title, plan.type, plan.start, (), plan.clauses)) == []


@pytest.mark.parametrize("title", ["On site (weeks 3 to 5)", "On site, weeks 3–5", "On site: weeks 3 to 5"])
def test_the_title_of_a_stage_that_states_its_weeks_is_read(title: str) -> None:
    (one,) = found("weeks", a_plan().with_stage("two", title=title))
    assert (one.spot.key, one.spot.part) == ("two", "title")
    assert found("weeks", a_plan().with_stage("two", title=title.replace("5", "6"))) == []
