"""How many stages there are, and which (002 §8.1)."""

from dataclasses import replace

import pytest

from tests.domain.checks.tables import STAGES, a_plan, found, in_words

HITS = [
    ("The plan has four stages.", "four stages", "three stages"),
    ("This plan is divided into 4 stages.", "4 stages", "3 stages"),
    ("It lasts twelve weeks in two stages.", "two stages", "three stages"),
    ("How long: four stages of four weeks, with less supervision later.", "four stages", "three stages"),
    ("All four stages end with a review meeting.", "four stages", "three stages"),
    ("This is a four-stage plan.", "four-stage", "three-stage"),
    ("There are five stages.", "five stages", "three stages"),
    ("Full nights begin in stage 4.", "stage 4", ""),
    ("Supervision is lighter in stages 3 and 4.", "stages 3 and 4", ""),
    ("The fourth stage is under regular oversight.", "fourth stage", ""),
]
MISSES = [
    "The plan has three stages.",
    "It lasts twelve weeks in three stages.",
    "The first two stages are closely supervised.",
    "The other two stages are lighter.",
    "Number: one round across stages 2 and 3.",
    "Two stages may be joined if both consent.",
    "Stage 4 cancer is seen with a consultant.",
    "Patients with stage 5 kidney disease are not listed.",
    "A stage 4 hearing is held under the Trust’s policy.",
    "Under the capability policy stage 4 is dismissal.",
    "Stage 4 of the complaints procedure is an appeal.",
    "The last stage is under supervision at hand.",
    "Supervision becomes lighter in each stage.",
]


@pytest.mark.parametrize(("words", "quote", "mend"), HITS)
def test_another_number_of_stages_is_found(words: str, quote: str, mend: str) -> None:
    assert in_words("stage_count", words) == [(quote, mend)]


@pytest.mark.parametrize("words", MISSES)
def test_stages_that_are_there_and_those_of_other_things_are_left_alone(words: str) -> None:
    assert in_words("stage_count", words) == []


@pytest.mark.parametrize("words", ["There are five stages.", "Full nights begin in stage 4."])
def test_it_says_how_many_there_are(words: str) -> None:
    assert [one.truth for one in found("stage_count", a_plan(words))] == ["there are 3 stages"]
    one_only = replace(a_plan(words), stages=STAGES[:1])
    assert [one.truth for one in found("stage_count", one_only)] == ["there is 1 stage"]
