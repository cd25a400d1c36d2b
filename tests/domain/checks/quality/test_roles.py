"""Roles that nobody is named for, duties that miss a stage, and one person who judges everything (002 §6.2, 003)."""

import pytest

from portal.domain.plans.content import Clause
from tests.domain.checks.quality.plans import SECTIONS, a_plan, found, saying, with_clause

MANAGER, SUPERVISOR, *STAGES = SECTIONS["People"]
NAMED = [
    [MANAGER, SUPERVISOR],
    [MANAGER, SUPERVISOR, "The mentor is Miss Grace Adeyemi."],
    [MANAGER, SUPERVISOR, "Daniel Whitlock, coach, reports that sessions took place."],
    [MANAGER, "Clinical supervisor: Prof A. Rao", "Educational supervisor: Dr Ruth Ellery"],
]
NOT_NAMED = [
    ([MANAGER, "The clinical supervisor is chosen by the department."], "clinical supervisor"),
    (["The case manager keeps the plan running.", SUPERVISOR], "case manager"),
    ([MANAGER, SUPERVISOR, "A mentor listens in confidence."], "mentor"),
    ([MANAGER, SUPERVISOR, "The Trust pays for a coach."], "coach"),
    ([MANAGER, SUPERVISOR, "Dr Osei meets her educational supervisor."], "educational supervisor"),
]
WHOLE = [
    [MANAGER, SUPERVISOR, *STAGES],
    [MANAGER, SUPERVISOR, "- Two hours a week throughout"],
    [MANAGER, SUPERVISOR, "- Stage 1: present at every list"],
    [
        MANAGER,
        "Mr Tomos Vaughan is the clinical supervisor, present in stages 1 and 2 and reachable in the last stage.",
    ],
]
IN_PART = [
    [MANAGER, SUPERVISOR, *STAGES[:2]],
    [MANAGER, SUPERVISOR, STAGES[0], STAGES[2]],
    [MANAGER, "Mr Tomos Vaughan is the clinical supervisor: two hours a week in stage 1, one hour in stage 2."],
    [MANAGER, "Mr Tomos Vaughan is the clinical supervisor. In stages 2 and 3 he looks back each week."],
]
ONE = [
    "All assessments are carried out by Mr Vaughan.",
    "Every case-based discussion is with the clinical supervisor.",
    "Mr Vaughan assesses every activity of the plan.",
    "Each of the observations is rated by the lead consultant.",
]
MORE = [
    "All assessments are carried out by Mr Vaughan and Ms Haddad.",
    "Every case-based discussion is with the clinical supervisor or another consultant.",
    "Not all assessments are carried out by the clinical supervisor.",
    "Two assessments are carried out by Mr Vaughan.",
    "All assessments are discussed with Dr Osei.",
]


def people(check: str, lines: list[str]) -> list[str]:
    return [one.sentence for one in found(check, a_plan(people=lines))]


@pytest.mark.parametrize(("lines", "role"), NOT_NAMED)
def test_a_role_without_a_name_is_found(lines: list[str], role: str) -> None:
    assert [f"nobody as {role}" in one for one in people("people_named", lines)] == [True]


@pytest.mark.parametrize("lines", NAMED)
def test_roles_with_names_are_left_alone(lines: list[str]) -> None:
    assert people("people_named", lines) == []


def test_the_field_of_a_person_names_somebody() -> None:
    coach = Clause("coach", "99.1", "person", "Coach", (("Name", "Daniel Whitlock"),))
    nobody = Clause("coach", "99.1", "person", "Coach", (("Name", ""),))
    assert found("people_named", with_clause(a_plan(), coach)) == []
    assert [one.spot.key for one in found("people_named", with_clause(a_plan(), nobody))] == ["coach"]


def test_the_practitioner_is_nobody_in_another_role() -> None:
    assert len(people("people_named", [MANAGER, SUPERVISOR, "Dr Amara Osei meets her mentor each month."])) == 1


@pytest.mark.parametrize("lines", IN_PART)
def test_duties_that_leave_a_stage_out_are_found(lines: list[str]) -> None:
    assert len(people("duties_by_stage", lines)) == 1


@pytest.mark.parametrize("lines", WHOLE)
def test_duties_for_all_stages_or_for_none_are_left_alone(lines: list[str]) -> None:
    assert people("duties_by_stage", lines) == []


@pytest.mark.parametrize("words", ONE)
def test_one_person_who_judges_everything_is_found(words: str) -> None:
    assert [one.spot.words for one in found("one_assessor", saying(words))] == [words]


@pytest.mark.parametrize("words", MORE)
def test_several_people_who_judge_are_left_alone(words: str) -> None:
    assert found("one_assessor", saying(words)) == []


@pytest.mark.parametrize(("second", "count"), [("Mr Vaughan", 1), ("Ms Haddad", 0), ("", 0)])
def test_activities_whose_assessors_are_one_and_the_same_are_found(second: str, count: int) -> None:
    lines = ["Two DOPS show skill.", "- Assessors: Mr Vaughan", "Two CbD show reasoning."]
    lines += [f"- Assessors: {second}"] if second else []
    assert len(found("one_assessor", a_plan(activities=lines))) == count
