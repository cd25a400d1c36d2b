"""Which sentences name a stage with another level of supervision than it has (002 §6.3)."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import V2
from tests.domain.checks.tables import a_plan, found, in_words

HITS = [
    ("In stage 2 the practitioner works under direct supervision.", "direct supervision"),
    ("Stage 2, supervision at hand.", "supervision at hand"),
    ("Close supervision continues in stage 3.", "Close supervision"),
]
MISSES = [
    "In stage 2 the practitioner works under close supervision.",
    "Stage 3, supervision at hand.",
    "By the end of stage 2 the practitioner is ready for supervision at hand.",
    "The practitioner moves from close supervision in stage 2 to lighter work.",
    "If safety requires it, direct supervision returns in stage 3.",
    "Supervision in stage 2 is never direct supervision.",
    "Close supervision in stage 2 and supervision at hand in stage 3.",
    "The supervisor may ask for direct supervision in stage 2.",
    "Direct supervision of resident doctors is part of the job.",
    "The regulator requires direct supervision in stage 2.",
    "In stage 2 the supervisor hears each plan.",
]


@pytest.mark.parametrize(("words", "quote"), HITS)
def test_another_level_than_the_stage_has_is_found(words: str, quote: str) -> None:
    assert in_words("supervision", words) == [(quote, "")]


@pytest.mark.parametrize("words", MISSES)
def test_a_change_of_level_and_a_true_one_are_left_alone(words: str) -> None:
    assert in_words("supervision", words) == []


def test_the_step_of_a_stage_counts_before_its_words() -> None:
    plan = a_plan("Stage 2 has close supervision.")
    watched = replace(plan.stages[1], step="watching only")
    other = replace(plan, schema=V2, stages=(plan.stages[0], watched, plan.stages[2]))
    assert [one.truth for one in found("supervision", other)] == ["stage 2 has observing only"]
    on_site = replace(watched, step="on site", title="Shared lists", level="each case is heard first")
    assert found("supervision", replace(other, stages=(plan.stages[0], on_site, plan.stages[2]))) == []
