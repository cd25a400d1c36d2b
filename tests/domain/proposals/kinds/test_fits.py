"""When a private suggestion still fits the plan, and what is said where nothing stands any more."""

import json
from collections.abc import Callable

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.content import Content, Stage
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.kinds.move import Move
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.stage_change import written
from portal.domain.proposals.kinds.stage_less import StageRemoval
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Said
from tests.factories import (
    LIMITS,
    Story,
    in_effect,
    suggest,
    suggest_removal,
    suggest_stage,
    suggest_stage_less,
    suggest_stage_words,
    suggest_start,
    suggest_title,
    suggest_weeks,
)

Make = Callable[[Story, str], Proposal]
TAKES: dict[str, Make] = {
    "another start": suggest_start,
    "other weeks": lambda story, by: suggest_weeks(story, by, "second", 9),
    "its own words": suggest_stage_words,
    "a title": suggest_title,
}
OPEN: dict[str, Make] = {"weeks": suggest_weeks, "stage more": suggest_stage, "stage less": suggest_stage_less}
FITS = {("weeks", "its own words"), ("stage more", "its own words"), *((each, "a title") for each in OPEN)}


@pytest.mark.parametrize("takes", TAKES)
@pytest.mark.parametrize("stands", OPEN)
def test_a_change_of_time_fits_while_the_dates_it_was_written_with_are_the_same(
    story: Story, stands: str, takes: str
) -> None:
    mine = OPEN[stands](story, "practitioner")
    assert not mine.needs_fitting(story.plan.content)
    in_effect(story, TAKES[takes](story, "editor"), "editor")
    assert mine.needs_fitting(story.plan.content) is ((stands, takes) not in FITS)


def test_a_change_of_time_that_is_only_begun_fits_nothing_yet(story: Story) -> None:
    content = story.plan.content
    begun = DurationChange.begun(content, "first", "")
    assert not begun.dates_are_as_written(content)
    assert not begun.fits(content, Said("4", "6"))


@pytest.mark.parametrize(
    ("make", "weeks", "end"),
    [
        (suggest_stage, 15, "2026-04-19"),
        (suggest_stage_less, 8, "2026-03-01"),
        (suggest_weeks, 14, "2026-04-12"),
        (suggest_start, 12, "2026-04-26"),
    ],
)
def test_the_dates_that_come_of_a_change_of_time_are_part_of_what_both_agree_to(
    story: Story, make: Make, weeks: int, end: str
) -> None:
    terms = make(story, "practitioner").latest.read_terms
    assert (terms["weeks"], terms["last_day"]) == ([12, weeks], ["2026-03-29", end])


@pytest.mark.parametrize(("weeks", "words"), [("1", "1 week"), ("2", "2 weeks"), ("12", "12 weeks")])
def test_weeks_are_said_in_words(weeks: str, words: str) -> None:
    assert DurationChange(stage_key="first").in_words(weeks) == words


@pytest.mark.parametrize(("end", "fits"), [(["2026-03-30", "2026-04-13"], True), (["2026-03-29", "2026-04-12"], False)])
def test_a_version_that_named_the_day_after_the_last_one_still_says_the_same(
    story: Story, end: list[str], fits: bool
) -> None:
    mine = suggest_weeks(story)
    terms = json.loads(mine.latest.terms)
    assert terms.pop("last_day") == ["2026-03-29", "2026-04-12"]
    mine.latest.__dict__["read_terms"] = terms | {"end": end}
    assert mine.needs_fitting(story.plan.content) is not fits


def test_where_nothing_stands_any_more_it_is_said(story: Story) -> None:
    content, nothing = story.plan.content, Said("", "")
    move, words, less = Move(clause_key="gone"), Rewording(clause_key="gone"), StageRemoval(stage_key="gone")
    for change in (move, words, less):
        assert (change.stood(nothing), change.stands_now(content, nothing)) == ("", "No longer in the plan")
    assert move.suggested(content, nothing) == ""
    assert (move.present(content), words.present(content), less.present(content)) == ("", "", "")
    assert less.effect(content, nothing) is None


def test_a_part_of_an_objective_is_named_with_it(story: Story) -> None:
    change = Rewording(clause_key="cases", clause_part="Measure")
    assert change.where(story.plan.content) == "paragraph 2.2, measure"
    assert change.heading("paragraph 2.2, measure") == "paragraph 2.2, measure"


def test_a_part_that_an_objective_does_not_have_is_not_found_and_not_reworded(story: Story) -> None:
    content = story.plan.content
    with pytest.raises(LookupError):
        Rewording.begun(content, "cases", "Measure")
    with pytest.raises(Refused, match="part of the objective"):
        Rewording(clause_key="cases", clause_part="Measure").expected(content, "Ten audits", None, LIMITS)


def test_words_of_a_paragraph_that_is_gone_are_not_changed_back(story: Story) -> None:
    change = in_effect(story, suggest(story))
    in_effect(story, suggest_removal(story))
    with pytest.raises(Refused, match="no longer in the plan, so it cannot be changed back"):
        reversal_of(story.session, change)


def test_a_paragraph_that_is_in_the_plan_again_is_not_brought_back(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story))
    back = reversal_of(story.session, removed)
    author = story.author(story.session, "practitioner")
    again = author.suggest(Addition.of(back.clause), back.value, back.place, limits=LIMITS)
    in_effect(story, again)
    with pytest.raises(Refused, match="before this change already"):
        reversal_of(story.session, removed)


def test_a_stage_is_said_with_the_facts_that_it_has() -> None:
    facts = written(Content(""), Stage("key", "Café rounds", "", 1, ""))
    assert facts == '{"title": "Café rounds", "level": "", "weeks": 1, "review": ""}'
    change = StageRemoval(stage_key="key")
    assert change.in_words(facts) == "“Café rounds”, 1 week."
    assert change.in_words("") == ""
