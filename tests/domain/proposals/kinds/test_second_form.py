"""Suggested changes of a plan in the form that plans have now: steps, reviews with weeks, what a start waits for."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.plans.content import Review
from portal.domain.plans.stage_parts import NO_STEP
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.kinds.stage_change import read_stage
from portal.domain.proposals.kinds.stage_more import StageAddition
from portal.domain.proposals.kinds.start import StartChange
from portal.domain.proposals.proposal import Status
from tests.factories import (
    LIMITS,
    Story,
    a_case,
    agree,
    in_effect,
    in_second_form,
    put_forward,
    suggest_stage_words,
    suggest_start,
    suggest_weeks,
)


@pytest.fixture
def story(session: Session) -> Story:
    return a_case(session, content=in_second_form(), mark="2")


def reviews_of(story: Story, number: int = 0) -> list[tuple[int, str]]:
    return [(one.week, one.words) for one in story.plan.content.stages[number].reviews]


def test_a_longer_stage_takes_its_last_review_with_it_and_says_so(story: Story) -> None:
    change = suggest_weeks(story, weeks=6)
    effect = change.effect(story.plan.content, change.latest.said)
    assert [(one.name, one.days) for one in effect.reviews] == [
        ("at the end of “Close supervision”", (date(2026, 2, 1), date(2026, 2, 15))),
        ("at the end of “Lighter supervision”", (date(2026, 3, 29), date(2026, 4, 12))),
    ]
    assert change.latest.read_terms["reviews"] == [
        "Week 2: the supervisor\nWeek 4: everybody",
        "Week 2: the supervisor\nWeek 6: everybody",
    ]
    in_effect(story, change)
    assert reviews_of(story) == [(2, "the supervisor"), (6, "everybody")]


def test_a_shorter_stage_brings_a_review_after_its_end_forward(story: Story) -> None:
    change = suggest_weeks(story, weeks=1)
    effect = change.effect(story.plan.content, change.latest.said)
    assert effect.reviews[0].name == "in week 2 of “Close supervision”"
    in_effect(story, change)
    assert reviews_of(story) == [(1, "the supervisor"), (1, "everybody")]


def test_review_meetings_are_added_reworded_and_taken_out(story: Story) -> None:
    in_effect(story, suggest_stage_words(story, part="reviews", text="week 3 - the mentor\nWeek 4"))
    assert reviews_of(story) == [(3, "the mentor"), (4, "")]
    in_effect(story, suggest_stage_words(story, part="reviews", text=""))
    assert reviews_of(story) == []


@pytest.mark.parametrize("text", ["Week 5: all", "some day", "Week 2: the supervisor\nweek 4: everybody"])
def test_a_review_after_the_end_a_line_that_is_none_and_the_same_ones_are_refused(story: Story, text: str) -> None:
    with pytest.raises(Refused):
        suggest_stage_words(story, part="reviews", text=text)


def test_a_step_goes_with_its_words(story: Story) -> None:
    in_effect(story, suggest_stage_words(story, text="Step: within reach\nBy telephone"))
    stage = story.plan.content.stages[0]
    assert (stage.step, stage.level) == ("within reach", "By telephone")


def test_words_without_a_step_keep_the_one_that_stands(story: Story) -> None:
    in_effect(story, suggest_stage_words(story, text="On every list"))
    stage = story.plan.content.stages[0]
    assert (stage.step, stage.level) == ("on site", "On every list")


def test_a_step_that_there_is_not_is_refused(story: Story) -> None:
    with pytest.raises(Refused, match="one of the steps"):
        suggest_stage_words(story, text="Step: somewhere\nBy telephone")


def test_the_fields_of_its_form_are_the_step_and_the_words_of_a_level(story: Story) -> None:
    change = suggest_stage_words(story)
    assert change.parts("Step: within reach\nBy telephone") == {"step": "within reach", "text": "By telephone"}
    assert change.parts(f"Step: {NO_STEP}\nBy telephone") == {"step": NO_STEP, "text": "By telephone"}
    assert change.parts("By telephone") == {"step": "", "text": "By telephone"}
    assert change.typed({"step": "within reach", "text": "By telephone"}) == "Step: within reach\nBy telephone"
    assert change.typed({"step": NO_STEP, "text": "By telephone"}) == f"Step: {NO_STEP}\nBy telephone"
    assert change.typed({"text": "By telephone"}) == "By telephone"


def test_a_stage_more_has_a_step_and_says_its_reviews(story: Story) -> None:
    content, place = story.plan.content, Place("stages", "first")
    addition = StageAddition.begun(content, "first", "")
    typed = {"title": "Third", "level": "By telephone", "weeks": "2", "step": "within reach", "reviews": "Week 2: all"}
    said = addition.expected(content, addition.typed(typed), place, LIMITS)
    assert addition.in_words(said) == (
        "“Third”, 2 weeks. Supervision: within reach: By telephone. Review meeting at the end of week 2: all."
    )
    for step in ("", NO_STEP):
        said = addition.expected(content, addition.typed(typed | {"step": step}), place, LIMITS)
        assert read_stage("third", said).step == ""
    with pytest.raises(Refused) as refused:
        addition.expected(content, addition.typed(typed | {"step": "somewhere"}), place, LIMITS)
    assert refused.value.field == "step"


@pytest.mark.parametrize(("part", "form"), [("review", "second"), ("reviews", "first")])
def test_a_form_of_plans_has_not_the_parts_of_the_other(session: Session, part: str, form: str) -> None:
    story = a_case(session, content=in_second_form() if form == "second" else None, mark="3")
    with pytest.raises(LookupError):
        suggest_stage_words(story, part=part, text="Week 2")


def test_weeks_and_reviews_of_one_stage_meet(story: Story) -> None:
    late = put_forward(story, suggest_stage_words(story, part="reviews", text="Week 3: the mentor\nWeek 4: everybody"))
    shorter = put_forward(story, suggest_weeks(story, "editor", weeks=2), "editor")
    agree(story, late)
    assert shorter.status is Status.TO_CONFIRM
    assert shorter.latest.read_terms["reviews"] == [
        "Week 3: the mentor\nWeek 4: everybody",
        "Week 2: the mentor\nWeek 2: everybody",
    ]


def test_a_review_that_its_stage_is_too_short_for_by_now_is_a_conflict(story: Story) -> None:
    added = put_forward(story, suggest_stage_words(story, key="second", part="reviews", text="Week 4: all\nWeek 8"))
    in_effect(story, suggest_weeks(story, "editor", "second", 3), "editor")
    assert added.status is Status.CONFLICT
    assert story.plan.content.stages[1].reviews == (Review(3),)


def test_a_private_suggestion_that_its_stage_is_too_short_for_needs_fitting(story: Story) -> None:
    in_effect(story, suggest_stage_words(story, key="second", part="reviews", text=""))
    mine = suggest_stage_words(story, key="second", part="reviews", text="Week 4: all")
    assert not mine.needs_fitting(story.plan.content)
    in_effect(story, suggest_weeks(story, "editor", "second", 3), "editor")
    assert mine.needs_fitting(story.plan.content)


@pytest.mark.parametrize(
    ("typed", "start", "waits_for", "said"),
    [
        ("2026-02-02\n", "2026-02-02", "", "2 February 2026"),
        (
            "\nA supervisor is named",
            "",
            "A supervisor is named",
            "a day to be agreed, waiting for: A supervisor is named",
        ),
        ("2026-02-02\nAll agree", "2026-02-02", "All agree", "2 February 2026, waiting for: All agree"),
    ],
)
def test_a_start_is_a_day_or_what_it_waits_for(story: Story, typed: str, start: str, waits_for: str, said: str) -> None:
    author = story.author(story.session, "practitioner")
    change = author.suggest(StartChange.begun(author.plan.content, "", ""), typed, limits=LIMITS)
    assert change.in_words(change.latest.after) == said
    in_effect(story, change)
    assert (story.plan.content.start, story.plan.content.waits_for) == (start, waits_for)


@pytest.mark.parametrize("typed", ["\n", "soon\n", "2026-01-05\n", "2026-02-30\nAll agree", "1999-01-01\n"])
def test_a_start_that_is_neither_no_day_or_the_same_is_refused(story: Story, typed: str) -> None:
    author = story.author(story.session, "practitioner")
    with pytest.raises(Refused) as refused:
        author.suggest(StartChange.begun(author.plan.content, "", ""), typed, limits=LIMITS)
    assert refused.value.field == "start"


def test_another_day_keeps_nothing_that_it_waited_for(story: Story) -> None:
    in_effect(story, suggest_start(story))
    assert (story.plan.content.start, story.plan.content.waits_for) == ("2026-02-02", "")


@pytest.mark.parametrize(("kind", "part"), [("person", "Deputy"), ("activity", "Assessors")])
def test_people_and_activities_are_added_with_their_parts(story: Story, kind: str, part: str) -> None:
    author = story.author(story.session, "practitioner")
    addition = Addition.begun(author.plan.content, "programme", kind)
    in_effect(story, author.suggest(addition, "Mentor", addition.begun_at, limits=LIMITS))
    added = story.plan.content.clause(addition.clause_key)
    assert (added.kind, added.text) == (kind, "Mentor")
    assert part in dict(added.fields)


def test_a_plan_in_the_first_form_knows_no_people(session: Session) -> None:
    story = a_case(session, mark="3")
    with pytest.raises(LookupError):
        Addition.begun(story.plan.content, "programme", "person")
