"""Stages that went or came: where they come back, and what is refused when their place is gone."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.stage_less import StageRemoval
from portal.domain.proposals.kinds.stage_more import StageAddition
from portal.domain.proposals.kinds.stage_words import StageAmendment
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Said
from tests.factories import (
    LIMITS,
    Story,
    in_effect,
    some_content,
    suggest_stage,
    suggest_stage_less,
    suggest_stage_words,
    suggest_weeks,
)

STAGES = "stages"


@pytest.mark.parametrize(
    ("key", "named", "after"),
    [("first", "first", ""), ("second", "first", "first")],
)
def test_a_stage_comes_back_where_it_stood(story: Story, key: str, named: str, after: str) -> None:
    back = reversal_of(story.session, in_effect(story, suggest_stage_less(story, key=key)))
    assert (back.key, back.place) == (named, Place(STAGES, after))
    assert json.loads(back.value)["title"] == some_content().stage(key).title


def test_a_stage_comes_back_after_the_nearest_earlier_one_that_stands(story: Story) -> None:
    in_effect(story, suggest_stage(story, after="second", title="Third"))
    third = story.plan.content.stages[2].key
    gone = in_effect(story, suggest_stage_less(story, key=third))
    in_effect(story, suggest_stage_less(story, key="second"))
    assert reversal_of(story.session, gone).place == Place(STAGES, "first")


def test_a_stage_that_is_there_or_never_was_is_not_brought_back() -> None:
    content, change = some_content(), StageRemoval(stage_key="first")
    without = replace(content, stages=content.stages[1:])
    for former, now in ((content, content), (without, without)):
        with pytest.raises(Refused, match="before this change already"):
            change.back(former, now, Said("", ""))


CHANGES: list[Callable[[Story], Proposal]] = [suggest_weeks, suggest_stage_words]


@pytest.mark.parametrize("make", CHANGES)
def test_what_a_stage_said_is_not_changed_back_once_it_is_gone(story: Story, make: Callable[[Story], Proposal]) -> None:
    change = in_effect(story, make(story))
    in_effect(story, suggest_stage_less(story))
    with pytest.raises(Refused, match="no longer in the plan, so it cannot be changed back"):
        reversal_of(story.session, change)


@pytest.mark.parametrize(
    "change", [DurationChange(stage_key="gone"), StageAmendment(stage_key="gone", stage_part="level")]
)
def test_a_stage_that_is_gone_is_not_changed(change: Proposal) -> None:
    with pytest.raises(Refused, match="That stage is no longer in the plan"):
        change.expected(some_content(), "7", None, LIMITS)


def test_a_fact_that_a_stage_does_not_have_is_not_found() -> None:
    with pytest.raises(LookupError):
        StageAmendment.begun(some_content(), "first", "colour")
    assert StageAmendment.begun(some_content(), "first", "").part == "level"


def test_another_stage_may_stand_first_or_after_each(story: Story) -> None:
    addition, content = suggest_stage(story), story.plan.content
    assert addition.asked(content, None).places == [
        ('["stages", ""]', "First"),
        ('["stages", "first"]', "After “Close supervision”"),
        ('["stages", "second"]', "After “Lighter supervision”"),
    ]
    assert (addition.matter(None), addition.matter(Place(STAGES, "first"))) == (
        (STAGES, "", ""),
        (STAGES, "", '["stages", "first"]'),
    )


@pytest.mark.parametrize("place", [None, Place("", ""), Place(STAGES, "gone")])
def test_a_stage_without_a_place_in_the_programme_is_refused(place: Place | None) -> None:
    addition = StageAddition.begun(some_content(), "first", "")
    with pytest.raises(Refused) as refused:
        addition.expected(some_content(), '{"title": "A", "weeks": "2"}', place, LIMITS)
    assert refused.value.field == "place"


def test_a_stage_with_less_supervision_than_is_required_is_pointed_out() -> None:
    change = StageAmendment(stage_key="first", stage_part="level")
    plan = some_content().with_text("aim", "The GMC’s conditions require close supervision.")
    assert len(change.pointers(plan, Said("", "Supervision at hand"))) == 1
    assert change.pointers(plan, Said("", "Close supervision")) == []
