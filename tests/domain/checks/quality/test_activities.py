"""Activities without a number or a reason, and more of them than the weeks can hold (002 §6.1–6.2, 003)."""

import pytest

from tests.domain.checks.quality.plans import a_plan, found

NUMBERED = [
    ["Case-based discussion, because it shows reasoning.", "- Number: two in each stage"],
    ["Mini-CEX, once a week, so that clinics are seen."],
    ["A course on consent in week 2, because the standard changed."],
    ["Every operation is entered in the logbook, with any change of plan."],
    ["Six sessions of coaching help with how to invite challenge."],
    ["The reflective log belongs to Dr Osei."],
]
NOT_NUMBERED = [
    ["Case-based discussion, because it shows reasoning."],
    ["Mini-CEX in stages 1 and 2, so that clinics are seen."],
    ["Coaching helps with how to invite challenge."],
    ["Multi-source feedback tells her how her manner is received.", "- Form: the hospital’s own"],
    ["DOPS with the consultant of the day, chosen because they show skill."],
]
EXPLAINED = [
    ["Two case-based discussions show how an experienced surgeon reasons."],
    ["Four mini-CEX.", "- Why: clinics are where the concern arose"],
    ["Ten DOPS, because timing can only be seen as it happens."],
    ["One observed operation a week, so that feedback is given on the day."],
    ["A logbook of every operation."],
]
NOT_EXPLAINED = [
    ["Two case-based discussions in each stage."],
    ["Four mini-CEX.", "- Number: one a week"],
    ["Ten DOPS with two different consultants."],
    ["Six observed clinics in stage 2.", "- Form: the college’s"],
]
FEW = [
    ["Case-based discussion, because it shows reasoning.", "- Number: two in each stage, with at least two assessors"],
    ["Observed operation, chosen for timing.", "- Number: two in each of stages 1, 2 and 3, and one in stage 3"],
    ["Mini-CEX, to see clinics.", "- Number: three a week"],
    ["Reading shows what changed.", "- Number: 90 pages"],
    ["DOPS, to see skill.", "- Number: 36"],
]
TOO_MANY = [
    ["Case-based discussion, because it shows reasoning.", "- Number: fifteen in each stage"],
    ["Mini-CEX, to see clinics.", "- Number: four a week"],
    ["DOPS, to see skill.", "- Number: 37"],
    ["Observed operation, for timing.", "- Number: ten in each of stages 1 and 2", "DOPS, for skill.", "- Number: 20"],
]


def rows(check: str, lines: list[str]) -> list[str]:
    return [one.spot.words for one in found(check, a_plan(activities=lines))]


@pytest.mark.parametrize(
    ("check", "lines"),
    [*(("activity_number", each) for each in NOT_NUMBERED), *(("why_assessed", each) for each in NOT_EXPLAINED)],
)
def test_an_activity_that_leaves_it_open_is_found(check: str, lines: list[str]) -> None:
    assert rows(check, lines) == [lines[0]]


@pytest.mark.parametrize(
    ("check", "lines"),
    [*(("activity_number", each) for each in NUMBERED), *(("why_assessed", each) for each in EXPLAINED)],
)
def test_an_activity_that_says_it_is_left_alone(check: str, lines: list[str]) -> None:
    assert rows(check, lines) == []


@pytest.mark.parametrize("lines", TOO_MANY)
def test_more_than_three_assessments_a_week_are_too_many(lines: list[str]) -> None:
    assert rows("too_many_assessments", lines) == ["Activities"]


@pytest.mark.parametrize("lines", FEW)
def test_what_twelve_weeks_can_hold_is_left_alone(lines: list[str]) -> None:
    assert rows("too_many_assessments", lines) == []


def test_assessments_that_only_objectives_name_are_counted_there() -> None:
    many = ["Skill is safe.", "- Measure: forty observed operations by the end of stage 3", "- Evidence: forms"]
    assert len(found("too_many_assessments", a_plan(objectives=many, activities=[]))) == 1


def test_a_number_in_another_place_of_the_plan_counts() -> None:
    counted = ["Skill is safe.", "- Measure: four observed operations by week 8", "- Evidence: forms"]
    lines = ["Observed operations show both the skill and the thinking behind it."]
    assert found("activity_number", a_plan(objectives=counted, activities=lines)) == []
