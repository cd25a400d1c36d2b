"""Stages without a review or a test, and supervision that does not ease step by step (002 §6.3, §8.1, §8.4)."""

from dataclasses import replace

import pytest

from portal.domain.checks.finding import Finding
from portal.domain.plans.content import V1, Stage
from tests.domain.checks.quality.plans import STAGES, a_plan, found, saying

ONE, TWO, THREE = STAGES
RISES = [
    ("on site", "in the room"),
    ("within reach", "on site"),
    ("looks back", "within reach"),
    ("as usual", "on site"),
]
SKIPS = [
    ("watching only", "within reach"),
    ("in the room", "looks back"),
    ("on site", "as usual"),
    ("in the room", "as usual"),
]
EASES = [
    ("watching only", "in the room"),
    ("watching only", "on site"),
    ("in the room", "within reach"),
    ("on site", "on site"),
    ("looks back", "as usual"),
]


def of_steps(*steps: str) -> tuple[Stage, ...]:
    return tuple(replace(ONE, key=f"k{place}", step=step, level="") for place, step in enumerate(steps))


def stages(check: str, *steps: str) -> list[Finding]:
    return found(check, a_plan(of_steps(*steps)))


@pytest.mark.parametrize("missing", [(0,), (1,), (2,), (0, 2)])
def test_a_stage_without_a_review_meeting_is_found(missing: tuple[int, ...]) -> None:
    rows = tuple(replace(one, reviews=()) if place in missing else one for place, one in enumerate(STAGES))
    assert [one.spot.key for one in found("review_point", a_plan(rows))] == [STAGES[place].key for place in missing]


@pytest.mark.parametrize("words", ["end of week 4", "12 March 2027", "with all", "Week 4"])
def test_a_review_meeting_in_the_words_of_the_first_form_counts(words: str) -> None:
    stage = replace(ONE, reviews=(), review=words)
    plan = replace(a_plan((stage,)), schema=V1)
    assert found("review_point", plan) == []
    assert len(found("review_point", replace(plan, stages=(replace(stage, review=" "),)))) == 1


TESTED = [
    ["Stage 1.", "- Move on when: four operations are satisfactory.", "Stage 2.", "- Move on when: the audit is met."],
    ["Before a move to the next stage the director must be satisfied that patients are safe."],
    ["Stage 2 begins only when the audit is met.", "Stage 3 begins once both assessors agree."],
    ["The medical director decides whether to move on and gives reasons."],
    ["Stage 1 ends when two cases are satisfactory.", "Dr Osei moves to stage 3 when objective 1 is met."],
]
NOT_TESTED = [
    (["Stage 1 is at the main site.", "Stage 2 is at the clinic."], "Stages 1 and 2 have"),
    (["Stage 1 is at the main site.", "Stage 2.", "- Move on when: the audit is met."], "Stage 1 has"),
    (["Stage 1.", "- Move on when: the audit is met.", "Stage 2 is at the clinic."], "Stage 2 has"),
    (["Each stage lasts four weeks."], "Stages 1 and 2 have"),
]


@pytest.mark.parametrize("lines", TESTED)
def test_a_test_for_moving_on_is_seen(lines: list[str]) -> None:
    assert found("moving_on", a_plan(supervision=lines)) == []


@pytest.mark.parametrize(("lines", "which"), NOT_TESTED)
def test_a_stage_without_a_test_for_moving_on_is_found(lines: list[str], which: str) -> None:
    assert [one.sentence.startswith(which) for one in found("moving_on", a_plan(supervision=lines))] == [True]


@pytest.mark.parametrize(("before", "after"), RISES)
def test_supervision_that_rises_without_a_reason_is_found(before: str, after: str) -> None:
    assert [one.spot.key for one in stages("supervision_rises", before, after)] == ["k1"]


@pytest.mark.parametrize(("before", "after"), [*EASES, *SKIPS])
def test_supervision_that_eases_does_not_rise(before: str, after: str) -> None:
    assert stages("supervision_rises", before, after) == []


def test_a_reason_for_closer_supervision_is_heard() -> None:
    first, second = of_steps("within reach", "on site")
    closer = replace(second, level="because she begins robotic operations")
    assert found("supervision_rises", a_plan((first, closer))) == []


@pytest.mark.parametrize(("before", "after"), SKIPS)
def test_supervision_that_skips_steps_is_found(before: str, after: str) -> None:
    assert [one.spot.key for one in stages("supervision_skips", before, after)] == ["k1"]


@pytest.mark.parametrize(("before", "after"), [*EASES, *RISES])
def test_supervision_that_goes_step_by_step_skips_none(before: str, after: str) -> None:
    assert stages("supervision_skips", before, after) == []


@pytest.mark.parametrize("steps", [("on site",) * 2, ("in the room",) * 3, ("within reach",) * 4, ("looks back",) * 2])
def test_supervision_that_never_eases_is_found(steps: tuple[str, ...]) -> None:
    assert len(stages("supervision_eases", *steps)) == 1


@pytest.mark.parametrize("steps", [("on site",), ("as usual",) * 2, ("on site", ""), ("in the room", "on site")])
def test_one_stage_and_usual_supervision_need_not_ease(steps: tuple[str, ...]) -> None:
    assert stages("supervision_eases", *steps) == []


REQUIRED = [
    ("The GMC’s conditions of 4 May 2026 require direct supervision.", ["two", "three"]),
    ("The GDC requires close supervision until its next review.", ["three"]),
    ("The Performers List imposed a condition of direct supervision.", ["two", "three"]),
    ("An interim order of the tribunal, made by the MPTS, requires close supervision.", ["three"]),
]
NOT_REQUIRED = [
    "The GMC’s conditions ended in May.",
    "The GMC requires regular oversight of all doctors.",
    "The supervisor asks for direct supervision.",
    "The regulator has no conditions on direct supervision.",
]


@pytest.mark.parametrize(("words", "below"), REQUIRED)
def test_less_supervision_than_a_regulator_requires_is_found(words: str, below: list[str]) -> None:
    assert [one.spot.key for one in found("supervision_floor", saying(words))] == below


@pytest.mark.parametrize("words", NOT_REQUIRED)
def test_no_requirement_sets_no_floor(words: str) -> None:
    assert found("supervision_floor", saying(words)) == []
