"""The programme as a picture: everything in its place, nothing guessed, and no words over others."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.domain.plans.content import V2, Content, Review, Stage
from portal.domain.plans.steps import STEPS
from portal.queries.plans.picture import Band, Line, Picture, picture_of, pictures_of
from portal.queries.plans.picture_labels import WIDTHS, Label, box
from portal.queries.plans.picture_words import Row
from tests.factories import some_content

WATCHING = Stage("a", "Watching", weeks=2, step="watching only", reviews=(Review(2),))
ON_SITE = Stage("b", "On the lists", weeks=4, step="on site", reviews=(Review(2, "everybody"), Review(4)))
ALONE = Stage("c", "Alone", weeks=4, step="within reach", reviews=(Review(4),))
PLAN = Content("A plan", start="2027-02-01", stages=(WATCHING, ON_SITE, ALONE), schema=V2)
ALL = tuple(width.name for width in WIDTHS)


def drawn(content: Content, today: date | None = None, *, runs: bool = False) -> Picture:
    picture = picture_of(content, today, runs=runs)
    assert picture
    return picture


def said(picture: Picture, width: str) -> set[str]:
    """What words a picture shows at this width."""
    return {one.text for one in picture.labels if width in one.widths}


def label(picture: Picture, text: str) -> Label:
    return next(one for one in picture.labels if one.text == text)


def with_weeks(key: str, weeks: int) -> Content:
    return PLAN.with_weeks(key, weeks)


def test_stages_steps_and_reviews_stand_to_scale() -> None:
    picture = drawn(PLAN)
    assert picture.bands == [Band(0, 20, 24, 146, 0), Band(20, 40, 60, 110, 2), Band(60, 40, 78, 92, 3)]
    assert picture.steps == [
        Line(0, 20, 24, 24),
        Line(20, 60, 60, 60),
        Line(60, 100, 78, 78),
        Line(20, 20, 24, 60),
        Line(60, 60, 60, 78),
    ]
    assert picture.reviews == [20, 40, 60, 100]
    assert picture.ticks == [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    assert (picture.lead, picture.end, picture.today, picture.height) == (0, 100, None, 220)


def test_its_words_stand_beside_what_they_are_about() -> None:
    picture = drawn(PLAN)
    assert label(picture, "On site") == Label(20, 52, "On site", anchor="start", shift=6, widths=ALL)
    assert label(picture, "End 11 Apr") == Label(100, 14, "End", "11 Apr", "end", -8, widths=ALL)
    assert label(picture, "28 Feb") == Label(40, 197, words="28 Feb", look="tl-d", widths=ALL)
    assert label(picture, "Stage 2") == Label(40, 140, "Stage 2", widths=ALL)
    assert label(picture, "2 wk").hidden == "no-s no-m no-l"


def test_words_shorten_and_then_give_way_where_there_is_no_room() -> None:
    picture = drawn(PLAN.with_weeks("b", 48).with_weeks("c", 2))
    assert {"Stage 2", "48 weeks"} < said(picture, "xs")
    assert not {"Stage 1", "1"} & said(picture, "xs")
    assert {"1"} < said(picture, "m")
    assert "Within reach" not in said(picture, "xs")


@pytest.mark.parametrize(
    ("today", "at", "lead", "lines"),
    [
        (date(2026, 11, 26), 3.6, 12, [Line(3.6, 3.6, 100, 170), Line(3.6, 3.6, 184, 224)]),
        (date(2027, 2, 1), 0, 0, [Line(0, 0, 24, 124), Line(0, 0, 184, 224)]),
        (date(2027, 2, 25), 34.29, 0, [Line(34.29, 34.29, 60, 124), Line(34.29, 34.29, 184, 224)]),
        (date(2027, 4, 12), None, 0, []),
    ],
)
def test_today_stands_in_its_week_and_before_the_start_out_of_scale(
    today: date, at: float | None, lead: float, lines: list[Line]
) -> None:
    picture = drawn(PLAN, today)
    assert (picture.today, picture.lead, picture.today_lines) == (at, lead, lines)
    assert picture.height == (220 if at is None else 244)


def test_a_plan_that_nobody_has_signed_is_in_no_week() -> None:
    today = date(2027, 2, 25)
    assert (drawn(PLAN, today).headline, drawn(PLAN, today, runs=True).headline) == (
        "10 weeks in 3 stages",
        "Week 4 of 10",
    )
    assert drawn(PLAN, today).caption == "Monday 1 February to Sunday 11 April 2027"
    assert drawn(PLAN, today, runs=True).caption == (
        "Stage 2 of 3. The next review meeting is on 28 February 2027, at the end of week 4."
    )
    assert "2 weeks, done" in said(drawn(PLAN, today, runs=True), "l") - said(drawn(PLAN, today), "l")


def test_its_description_says_all_that_it_shows() -> None:
    assert drawn(PLAN, date(2027, 2, 25)).description == (
        "10 weeks, from 1 February 2027 to 11 April 2027. "
        "Stage 1, Watching: 2 weeks, 1 February 2027 to 14 February 2027; supervision: watching only; "
        "review meeting at the end of week 2. "
        "Stage 2, On the lists: 4 weeks, 15 February 2027 to 14 March 2027; supervision: on site; "
        "review meeting at the end of week 4; review meeting at the end of week 6. "
        "Stage 3, Alone: 4 weeks, 15 March 2027 to 11 April 2027; supervision: within reach; "
        "review meeting at the end of week 10. "
        "Today, 25 February 2027, is in week 4."
    )


def test_no_step_is_drawn_that_the_plan_does_not_hold() -> None:
    picture = drawn(some_content())
    assert (picture.stepped, picture.steps) == (False, [])
    assert [(one.top, one.height, one.tint) for one in picture.bands] == [(60, 110, 3)] * 2
    assert "the picture draws no steps" in picture.description
    one_without = replace(PLAN, stages=(WATCHING, replace(ON_SITE, step="", level="Close supervision"), ALONE))
    assert drawn(one_without).steps == []


def test_words_that_are_just_the_name_of_a_step_are_that_step() -> None:
    first, second = some_content().stages
    named = replace(some_content(), stages=(replace(first, level="On site."), replace(second, level="looks back")))
    assert drawn(named).stepped


def test_supervision_that_stays_is_said_once_and_may_rise_again() -> None:
    stages = (WATCHING, replace(ON_SITE, step="watching only"), replace(ALONE, step="watching only"))
    assert drawn(replace(PLAN, stages=stages)).steps == [Line(0, 100, 24, 24)]
    rising = drawn(replace(PLAN, stages=(ON_SITE, WATCHING)))
    assert rising.steps[-1] == Line(66.67, 66.67, 60, 24)


def test_without_a_start_it_counts_in_weeks() -> None:
    picture = drawn(replace(PLAN, start="", waits_for="A supervisor is named"), date(2027, 2, 25))
    assert picture.today is None
    assert picture.caption == "The dates follow when the start of the plan is known."
    assert {"End week 10", "week 6"} < said(picture, "l")


def test_a_plan_without_weeks_has_no_picture() -> None:
    assert picture_of(replace(PLAN, stages=())) is None
    assert pictures_of(PLAN, replace(PLAN, stages=())) is None


def test_weeks_more_are_marked_in_what_is_suggested_and_both_have_one_scale() -> None:
    pair = pictures_of(PLAN, with_weeks("b", 6))
    assert pair
    assert (pair.now.end, pair.suggested.end) == (83.33, 100)
    assert (pair.now.patches, pair.suggested.patches) == ([], [Band(50, 16.67, 60, 110)])
    assert label(pair.suggested, "+2 weeks").widths == ("m", "l")
    assert label(pair.suggested, "+2").widths == ("xs", "s")
    assert pair.suggested.headline == "As suggested: 12 weeks, to 25 April 2027"
    assert pair.suggested.description.endswith("2 weeks added in stage 2.")


def test_weeks_less_are_marked_in_what_is_now() -> None:
    pair = pictures_of(PLAN, with_weeks("c", 2))
    assert pair
    assert (pair.now.end, pair.suggested.end) == (100, 80)
    assert (pair.now.patches, pair.suggested.patches) == ([Band(80, 20, 78, 92)], [])
    assert label(pair.now, "−2 weeks").widths == ("m", "l")
    assert pair.now.description.endswith("2 weeks taken out in stage 3.")


def test_a_stage_more_or_less_is_marked_whole() -> None:
    more = pictures_of(replace(PLAN, stages=(WATCHING, ALONE)), PLAN)
    less = pictures_of(PLAN, replace(PLAN, stages=(WATCHING, ALONE)))
    assert more
    assert less
    assert more.suggested.patches == less.now.patches == [Band(20, 40, 60, 110)]
    assert "+4 weeks" in said(more.suggested, "l")
    assert "−4 weeks" in said(less.now, "l")
    assert less.rows == [
        Row("The plan", "10 weeks, to 11 April 2027", "6 weeks, to 14 March 2027"),
        Row("Watching", "2 weeks, 1 February 2027 to 14 February 2027", "2 weeks, 1 February 2027 to 14 February 2027"),
        Row("Alone", "4 weeks, 15 March 2027 to 11 April 2027", "4 weeks, 15 February 2027 to 14 March 2027"),
        Row("On the lists", "4 weeks, 15 February 2027 to 14 March 2027", "taken out"),
    ]


def test_what_leaves_weeks_and_stages_as_they_are_has_no_pair() -> None:
    assert pictures_of(PLAN, replace(PLAN, start="2027-03-01")) is None
    assert pictures_of(PLAN, PLAN.with_stage("b", step="looks back")) is None


def test_steps_are_drawn_in_both_of_a_pair_or_in_neither() -> None:
    pair = pictures_of(PLAN, replace(PLAN, stages=(*PLAN.stages, Stage("d", "More", "In its own words", 2))))
    assert pair
    assert (pair.now.steps, pair.suggested.steps) == ([], [])


@some.composite
def a_stage(draw: some.DrawFn, key: str) -> Stage:
    weeks = draw(some.integers(1, 104))
    reviews = draw(some.sets(some.integers(1, weeks), max_size=4))
    step = draw(some.sampled_from(list(STEPS)))
    return Stage(key, f"Stage {key}", weeks=weeks, step=step, reviews=tuple(Review(one) for one in sorted(reviews)))


@some.composite
def programmes(draw: some.DrawFn) -> Content:
    stages = [draw(a_stage(str(number))) for number in range(draw(some.integers(1, 8)))]
    return replace(PLAN, stages=tuple(stages), start=draw(some.sampled_from(["", "2027-02-01"])))


def must_hold(picture: Picture) -> None:
    """Everything lies within the picture, and at no width do words cover others."""
    blocks = [*picture.bands, *picture.patches]
    across = [*picture.ticks, *picture.reviews, picture.end, *(one.x for one in (*blocks, *picture.labels))]
    across += [x for one in (*picture.steps, *picture.today_lines) for x in (one.x1, one.x2)]
    assert all(0 <= x <= 100 for x in across)
    assert all(one.width >= 0 and one.x + one.width <= 100.01 and 0 <= one.top < 170 for one in blocks)
    for width in WIDTHS:
        boxes = [box(one, width) for one in picture.labels if width.name in one.widths]
        assert all(one.left >= -8 and one.right <= width.pixels + 8 for one in boxes)
        assert not [(one, other) for one, other in combinations(boxes, 2) if one.meets(other)]


@given(programmes(), some.integers(-400, 6_000))
def test_everything_lies_within_the_picture_and_no_words_cover_others(content: Content, days: int) -> None:
    must_hold(drawn(content, date(2027, 2, 1) + timedelta(days=days), runs=days % 2 == 0))


@given(programmes(), programmes())
def test_the_same_holds_of_both_of_a_pair(before: Content, after: Content) -> None:
    if pair := pictures_of(before, after):
        must_hold(pair.now)
        must_hold(pair.suggested)
