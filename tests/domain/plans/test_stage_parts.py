"""The parts of a stage as texts: what people change, compare and merge."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import Review
from portal.domain.plans.stage_parts import (
    NO_STEP,
    part_fault,
    part_names,
    part_text,
    read_level,
    read_reviews,
    stage_words,
    step_choices,
    with_part,
    without_step,
    written_level,
    written_reviews,
)
from portal.domain.plans.steps import PLAIN, STEPS, step_of
from portal.text.supervision import Level
from tests.factories import in_second_form, some_content


def test_the_steps_go_from_the_closest_supervision_to_the_lightest() -> None:
    assert list(STEPS.values()) == sorted(STEPS.values(), reverse=True)
    assert PLAIN.keys() == STEPS.keys()


@pytest.mark.parametrize("step", STEPS)
def test_words_that_name_a_level_get_its_step(step: str) -> None:
    assert step_of(STEPS[step]) == step


def test_a_level_between_two_steps_gets_the_lighter_and_none_gets_none() -> None:
    assert step_of(Level.ON_SITE) == "on site"
    assert step_of(None) == ""


@pytest.mark.parametrize(
    ("step", "words"), [("on site", "Every list."), ("", "Two\nlines"), ("as usual", ""), ("", "")]
)
def test_a_level_reads_back(step: str, words: str) -> None:
    assert read_level(written_level(step, words)) == (step, words)


@pytest.mark.parametrize("text", ["Every list.", "Step: nearby\nEvery list.", ""])
def test_a_level_names_a_step_that_there_is(text: str) -> None:
    with pytest.raises(ValueError, match="one of the steps"):
        read_level(text)


def test_reviews_are_lines_in_the_order_of_their_weeks() -> None:
    reviews = (Review(2), Review(4, "the supervisor: and others"))
    assert written_reviews(reviews) == "Week 2\nWeek 4: the supervisor: and others"
    assert read_reviews("week 4 - the supervisor: and others\n\nWEEK 2", 4) == reviews


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("at the end", "on its own line"),
        ("Week 0", "on its own line"),
        ("Week 5: all", "lasts 4 weeks, so it has no review meeting at the end of its week 5"),
    ],
)
def test_a_review_that_its_stage_cannot_have_is_said(text: str, why: str) -> None:
    assert why in part_fault(in_second_form(), "first", "reviews", text)


def test_each_form_of_plans_has_its_own_parts() -> None:
    first, second = some_content(), in_second_form()
    assert part_text(first, first.stages[0], "level") == "Every case is seen"
    assert part_text(second, second.stages[0], "level") == "Step: on site\nEvery case is seen"
    changed = with_part(second, "first", "level", "Step: in the room\nEach case")
    assert changed.stages[0] == replace(second.stages[0], step="in the room", level="Each case")


def test_the_parts_of_a_stage_are_called_as_pages_call_them() -> None:
    shared = {"title": "title", "level": "supervision"}
    assert part_names(some_content()) == shared | {"review": "review meeting"}
    assert part_names(in_second_form()) == shared | {"reviews": "review meetings"}


def test_review_meetings_are_one_part_of_a_stage() -> None:
    second = in_second_form()
    assert part_text(second, second.stages[0], "reviews") == "Week 2: the supervisor\nWeek 4: everybody"
    changed = with_part(second, "first", "reviews", "Week 4\nWeek 1: all")
    assert changed.stages[0] == replace(second.stages[0], reviews=(Review(1, "all"), Review(4)))


def test_a_stage_that_is_gone_is_not_changed() -> None:
    assert with_part(some_content(), "gone", "title", "Another") == some_content()


def test_all_that_a_stage_says_has_its_name() -> None:
    first, second = some_content().stages[0], in_second_form().stages[0]
    own = [("title", "Close supervision"), ("supervision", "Every case is seen")]
    assert list(stage_words(first)) == [*own, ("review meeting", "First review meeting")]
    meetings = [("review meeting", words) for words in ("", "the supervisor", "everybody")]
    assert list(stage_words(second)) == [*own, *meetings]


def test_a_step_is_chosen_or_left_to_the_words() -> None:
    choices = step_choices()
    assert [value for value, _, _ in choices] == [*STEPS, NO_STEP]
    assert [words.lower() for _, words, _ in choices[:-1]] == list(STEPS)
    assert [meaning for _, _, meaning in choices[:-1]] == list(PLAIN.values())
    assert all(words[0].isupper() and meaning for _, words, meaning in choices)


def test_each_stage_without_a_step_is_told_of_in_the_second_form_only() -> None:
    second = in_second_form().with_stage("first", step="")
    sentence = "The stage “Close supervision” has no step of supervision. Choose one, or leave it to its words."
    assert (without_step(second), without_step(some_content())) == ([sentence], [])
