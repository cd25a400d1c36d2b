"""A draft in the first form, brought to the second: nothing is lost, and every doubt is pointed out."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import V2, Content, Review, Stage
from portal.domain.plans.renewal import renewed
from tests.factories import some_content

WITH = "the supervisor and the case manager"


def plan(*reviews: str, level: str = "on site") -> Content:
    stages = tuple(Stage(f"s{n}", "A stage", level, 4, review) for n, review in enumerate(reviews))
    return Content("A plan", stages=stages)


@pytest.mark.parametrize(
    ("words", "review"),
    [
        ("", None),
        (f"end of week 4, with {WITH}", Review(4, WITH)),
        (f"Review meeting with {WITH} at the end of week 2.", Review(2, WITH)),
        (f"By the end of week 3: {WITH}", Review(3, WITH)),
        ("end of week 4", Review(4)),
        ("First review meeting", Review(4, "First review meeting")),
    ],
)
def test_a_review_has_the_week_that_its_words_name(words: str, review: Review | None) -> None:
    renewal = renewed(plan(words))
    assert renewal.content.stages[0].reviews == ((review,) if review else ())
    assert [row.doubt for row in renewal.rows] == [""] * len(renewal.rows)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("end of week 6, with all", "the end of week 6 of the plan, but the stage ends with week 4"),
        ("after 30 days", "a time that is not understood"),
        ("half-way, with all", "a time that is not understood"),
    ],
)
def test_a_review_whose_time_does_not_fit_is_a_doubt_and_keeps_its_words(words: str, why: str) -> None:
    renewal = renewed(plan(words))
    assert renewal.content.stages[0].reviews == (Review(4, words),)
    assert why in next(row.doubt for row in renewal.rows if row.doubt)


def test_weeks_of_the_plan_become_weeks_of_the_stage() -> None:
    renewal = renewed(plan("end of week 4", "end of week 8", "end of week 9"))
    assert [stage.reviews for stage in renewal.content.stages] == [(Review(4),), (Review(4),), (Review(1),)]
    assert [point.week for point in renewal.content.review_points()] == [4, 8, 9]


def test_each_row_says_what_became_of_the_words() -> None:
    rows = renewed(plan("end of week 4", "end of week 7, with all")).rows
    assert [(row.name, row.before, row.after) for row in rows] == [
        ("Supervision", "on site", "on site"),
        ("Review meeting", "end of week 4", "End of week 4 of the stage"),
        ("Supervision", "on site", "on site"),
        ("Review meeting", "end of week 7, with all", "End of week 3 of the stage: all"),
    ]


def test_a_level_without_a_known_word_has_no_step_and_keeps_its_words() -> None:
    renewal = renewed(plan("", level="the supervisor reads every note"))
    assert (renewal.content.stages[0].step, renewal.content.stages[0].level) == ("", "the supervisor reads every note")
    assert ["Choose one" in row.doubt for row in renewal.rows] == [True]


def test_nothing_else_of_the_plan_changes() -> None:
    content = some_content()
    new = renewed(content).content
    assert new.schema == V2
    assert replace(new, stages=content.stages, schema=content.schema) == content
    assert renewed(new).content == new
