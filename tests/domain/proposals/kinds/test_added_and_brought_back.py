"""What is added, and what is brought back: what their forms begin with, and where they stand."""

import json
from dataclasses import replace

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.content import Clause
from portal.domain.plans.structure import Place, without
from portal.domain.proposals.kinds.add import Addition, brought
from portal.domain.proposals.kinds.move import Move
from portal.domain.proposals.kinds.stage_change import written
from portal.domain.proposals.kinds.stage_more import StageAddition
from portal.domain.proposals.said import Said
from tests.factories import LIMITS, WORDS, Story, in_effect, some_content, suggest_removal, suggest_stage

CASES = some_content().clause("cases")


def test_what_is_brought_back_begins_with_its_own_words(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="cases"))
    back = reversal_of(story.session, removed)
    addition = Addition.of(back.clause)
    addition.begun_at = back.place
    asked = addition.asked(story.plan.content, None)
    assert (asked.about, asked.value, asked.part) == ("bringing back paragraph 2.2", WORDS["cases"], "paragraph")
    assert (asked.place, asked.anchor, asked.brings) == (back.place.written(), "clause-supervision", [])
    assert addition.asked(story.plan.content, Said("", "Ten cases.", back.place)).value == "Ten cases."
    assert not addition.is_back(story.plan.content)
    assert addition.is_back(some_content())
    where = addition.where(story.plan.content, Said("", "", back.place))
    assert where == "paragraph 2.2, brought back after 2.1"


def test_what_would_be_brought_back_says_how_the_plan_is_now() -> None:
    again, said = Addition.of(CASES), Said("", "", Place("programme", "supervision"))
    there_again = some_content().with_text("cases", "Ten cases.")
    assert again.stands_now(there_again, said) == "Ten cases."
    assert again.stands_now(without(there_again, "cases"), said) == "No longer in the plan"
    assert again.stands_now(without(there_again, "programme"), said) == "The place you chose is gone"


def test_both_agree_that_a_paragraph_is_about_health() -> None:
    content, place, again = without(some_content(), "cases"), Place("programme", "supervision"), Addition.of(CASES)
    assert "health" not in again.terms(content, "Words.", place)
    again.health = True
    assert again.terms(content, "Words.", place)["health"] is True


def test_what_is_new_is_never_back(story: Story) -> None:
    assert not Addition.begun(story.plan.content, "cases", "").is_back(story.plan.content)


def test_what_comes_back_with_a_clause_is_listed_beside_its_words() -> None:
    goal = Clause("goal", "2.3", "objective", "Clear notes.", (("Measure", "Ten audits"),), (CASES,))
    assert brought(goal) == ["Measure: Ten audits", f"2.2 {WORDS['cases']}"]


@pytest.mark.parametrize(
    ("place", "home"),
    [
        (Place("programme", "cases"), "cases"),
        (Place("programme", ""), "programme"),
        (Place("", ""), "purpose"),
    ],
)
def test_an_added_clause_stands_beside_the_one_before_it(story: Story, place: Place, home: str) -> None:
    addition = Addition.begun(story.plan.content, "cases", "")
    assert addition.home(story.plan.content, Said("", "", place)) == home
    assert addition.home(story.plan.content) == addition.clause_key


@pytest.mark.parametrize(
    ("key", "part", "kind", "place"),
    [
        ("cases", "", "paragraph", Place("programme", "cases")),
        ("programme", "", "paragraph", Place("programme", "")),
        ("programme", "section", "section", Place("", "programme")),
        ("cases", "objective", "objective", Place("programme", "cases")),
    ],
)
def test_its_form_begins_after_what_was_chosen(story: Story, key: str, part: str, kind: str, place: Place) -> None:
    addition = Addition.begun(story.plan.content, key, part)
    assert (addition.clause_kind, addition.begun_at) == (kind, place)
    assert addition.asked(story.plan.content, None).place == place.written()


def test_a_kind_or_a_clause_that_there_is_not_is_not_found(story: Story) -> None:
    for key, part in (("cases", "poem"), ("nowhere", "")):
        with pytest.raises(LookupError):
            Addition.begun(story.plan.content, key, part)


def test_a_plan_has_no_more_paragraphs_than_the_limit(story: Story) -> None:
    content, place = story.plan.content, Place("programme", "cases")
    addition, clauses = Addition.begun(content, "cases", ""), sum(1 for _ in content.walk())

    class Few:
        max_clause_characters, max_clauses, max_levels = 100, clauses, 20

    with pytest.raises(Refused, match=f"more than {clauses} paragraphs"):
        addition.expected(content, "New.", place, Few)  # type: ignore[arg-type]
    Few.max_clauses += 1
    assert addition.expected(content, "New.", place, Few) == "New."  # type: ignore[arg-type]


def test_paragraphs_stand_no_deeper_under_each_other_than_the_limit(story: Story) -> None:
    content, under = story.plan.content, Place("supervision", "")
    limits = replace(LIMITS, max_levels=2)
    addition = Addition.begun(content, "supervision", "")
    move = Move.begun(content, "cases", "")
    for change, words in ((addition, "New."), (move, "")):
        with pytest.raises(Refused, match="more than 2 levels") as refused:
            change.expected(content, words, under, limits)
        assert refused.value.field == "place"
        assert change.expected(content, words, under, replace(LIMITS, max_levels=3))
    assert addition.expected(content, "New.", Place("programme", "supervision"), limits) == "New."


def test_without_a_place_nothing_is_added_or_moved(story: Story) -> None:
    addition = Addition.begun(story.plan.content, "cases", "")
    with pytest.raises(Refused) as refused:
        addition.expected(story.plan.content, "New.", None, LIMITS)
    assert (refused.value.field, refused.value.sentence) == ("place", "Choose a place.")
    with pytest.raises(LookupError):
        addition.applied(story.plan.content, Said("", "New."))


@pytest.mark.parametrize(
    ("key", "place", "about"),
    [("first", Place("stages", ""), "a new first stage"), ("second", Place("stages", "second"), "")],
)
def test_a_stage_more_begins_where_it_was_chosen(story: Story, key: str, place: Place, about: str) -> None:
    addition, content = StageAddition.begun(story.plan.content, key, ""), story.plan.content
    asked = addition.asked(content, None)
    assert (asked.place, asked.anchor) == (place.written(), f"stage-{place.after}" if place.after else "stages")
    where = addition.where(content, Said("", "", place))
    assert where == (about or "a new stage after “Lighter supervision”")
    assert addition.counter(content)[1] == key


def test_the_parts_of_a_stage_are_typed_one_by_one(story: Story) -> None:
    addition = StageAddition.begun(story.plan.content, "first", "")
    typed = addition.typed({"title": " Shared lists ", "weeks": "3", "level": "All"})
    empty = {"review": "", "reviews": "", "step": ""}
    assert addition.parts(typed) == {"title": " Shared lists ", "level": "All", "weeks": "3"} | empty
    assert addition.parts("no stage") == addition.parts("[]") == empty | dict.fromkeys(("title", "level", "weeks"), "")
    said = addition.expected(story.plan.content, typed, Place("stages", ""), LIMITS)
    assert json.loads(said) == {"title": "Shared lists", "level": "All", "weeks": 3, "review": ""}


def test_the_title_of_a_stage_is_one_line(story: Story) -> None:
    addition, place = StageAddition.begun(story.plan.content, "first", ""), Place("stages", "")
    with pytest.raises(Refused, match="on one line") as refused:
        addition.expected(story.plan.content, addition.typed({"title": "Shared\nlists", "weeks": "3"}), place, LIMITS)
    assert refused.value.field == "title"


def test_a_new_stage_is_written_as_it_stands_in_the_plan_afterwards(story: Story) -> None:
    change = in_effect(story, suggest_stage(story, title="Café rounds"))
    stage = story.plan.content.stage(change.target())
    assert stage
    assert change.latest.after == written(story.plan.content, stage)


def test_a_new_first_stage_stands_first(story: Story) -> None:
    in_effect(story, suggest_stage(story, after=""))
    assert story.plan.content.stages[0].title == "Shared lists"
