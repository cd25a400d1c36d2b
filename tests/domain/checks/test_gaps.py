"""No gap stays in what both sign, wherever the plan has words of its own."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import V2, Content, Review
from tests.domain.checks.tables import a_plan, found, in_words


def in_second_form(content: Content, **facts: str) -> Content:
    stages = tuple(replace(stage, review="", reviews=(Review(stage.weeks, "with all"),)) for stage in content.stages)
    return replace(content, schema=V2, stages=stages, **facts)


@pytest.mark.parametrize(
    ("words", "gap"),
    [
        ("The supervisor is [name].", "[name]"),
        ("The mentor is to be confirmed.", "to be confirmed"),
        ("Her mentor, not yet named, meets her weekly.", "not yet named"),
        ("Room TBC", "TBC"),
        ("Signed ____", "____"),
    ],
)
def test_a_gap_is_found(words: str, gap: str) -> None:
    assert [quote for quote, _ in in_words("gaps", words)] == [gap]


@pytest.mark.parametrize("words", ["Dates to be agreed with the rota team.", "The TBCA course", "She named him."])
def test_words_that_leave_nothing_open_are_left_in_peace(words: str) -> None:
    assert in_words("gaps", words) == []


def test_in_the_second_form_reviews_and_what_the_start_waits_for_are_read_too() -> None:
    assert found("gaps", in_second_form(a_plan())) == []
    plan = in_second_form(a_plan(), waits_for="the placement: TBC")
    first = replace(plan.stages[0], reviews=(Review(2, "with [name]"),))
    sentences = [one.sentence for one in found("gaps", replace(plan, stages=(first, *plan.stages[1:])))]
    assert sentences == [
        "What the start waits for has a gap to fill: “TBC”.",
        "The review meeting of the stage “Induction and observing” has a gap to fill: “[name]”.",
    ]
    assert not any(one.keepable for one in found("gaps", plan))
