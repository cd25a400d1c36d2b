"""What words that name a stage by its number mean once a stage more, or less, is there."""

from dataclasses import replace

import pytest

from portal.domain.checks.finding import Finding
from portal.domain.checks.guardian import no_longer_true
from portal.domain.plans.content import Content, Stage
from tests.domain.checks.tables import FACTS, a_plan, found

NEW = Stage("new", "Shared lists", "every list is shared", 2, "with all")


def findings(words: str, stages: tuple[Stage, ...]) -> list[Finding]:
    plan = a_plan(words)
    changed = replace(plan, stages=stages)
    return [one for one in no_longer_true(plan, changed, FACTS) if one.check == "stages_moved"]


def moved(words: str, stages: tuple[Stage, ...]) -> list[tuple[str, str]]:
    return [(one.quote, one.mend) for one in findings(words, stages)]


def with_one_more(content: Content) -> tuple[Stage, ...]:
    first, *others = content.stages
    return (first, NEW, *others)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Full clinics begin in stage 2.", [("stage 2", "stage 3")]),
        ("Audits are made in stages 2 and 3.", [("stages 2 and 3", "stages 3 and 4")]),
        ("The second stage is lighter.", [("second stage", "third stage")]),
        ("Shadowing takes place in stage 1.", []),
        ("The last stage is the longest.", []),
        ("Stage 3 cancer is seen with a consultant.", []),
    ],
)
def test_with_a_stage_more_later_stages_have_other_numbers(words: str, expected: list[tuple[str, str]]) -> None:
    assert moved(words, with_one_more(a_plan())) == expected


def test_with_a_stage_less_words_about_it_are_for_a_person_to_mend() -> None:
    first, _, third = a_plan().stages
    assert moved("Clinics begin in stage 2. Nights begin in stage 3.", (first, third)) == [
        ("stage 2", ""),
        ("stage 3", "stage 2"),
    ]


def test_it_says_what_became_of_the_stage() -> None:
    first, _, third = a_plan().stages
    words = "Clinics begin in stage 2. Nights begin in stage 3."
    assert [one.truth for one in findings(words, (first, third))] == [
        "the stage “Close supervision” is taken out",
        "the stage “Supervision at hand” is stage 2",
    ]


def test_while_nothing_is_suggested_nobody_can_tell_which_stage_was_meant() -> None:
    assert found("stages_moved", a_plan("Full clinics begin in stage 2.")) == []
