"""Why a change cannot take effect where what it is about is gone: its own sentence, not that of a change back."""

from dataclasses import replace

import pytest

from portal.domain.base import Refused
from portal.domain.plans.structure import Place, place_of
from portal.domain.proposals.kinds.move import Move
from portal.domain.proposals.kinds.remove import Removal
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.stage_less import StageRemoval
from portal.domain.proposals.kinds.stage_words import StageAmendment
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Proposal
from tests.factories import LIMITS, Story

NO_STAGE, NO_PARAGRAPH = "That stage is no longer in the plan.", "That paragraph is no longer in the plan."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (DurationChange(stage_key="first"), NO_STAGE),
        (StageAmendment(stage_key="first", stage_part="level"), NO_STAGE),
        (StageRemoval(stage_key="first"), NO_STAGE),
        (Rewording(clause_key="gone", clause_part=""), NO_PARAGRAPH),
        (Move(clause_key="gone"), NO_PARAGRAPH),
        (Removal(clause_key="gone"), NO_PARAGRAPH),
    ],
)
def test_it_says_what_is_gone(story: Story, change: Proposal, sentence: str) -> None:
    plan = replace(story.plan.content, stages=story.plan.content.stages[1:])
    assert change.misfit(plan, None) == sentence


def test_what_is_gone_is_not_changed_and_the_only_section_not_taken_out(story: Story) -> None:
    content = story.plan.content
    with pytest.raises(Refused, match=NO_PARAGRAPH):
        Removal(clause_key="gone").expected(content, "", None, LIMITS)
    with pytest.raises(Refused, match=NO_PARAGRAPH):
        Rewording(clause_key="gone", clause_part="").expected(content, "Other words.", None, LIMITS)
    only = replace(content, clauses=content.clauses[:1])
    with pytest.raises(Refused, match="at least one section"):
        Removal(clause_key="purpose").expected(only, "", None, LIMITS)
    assert Removal(clause_key="purpose").expected(content, "", None, LIMITS) == ""


def test_what_stands_there_already_is_not_moved_there(story: Story) -> None:
    content, move = story.plan.content, Move(clause_key="cases")
    for place, sentence in ((place_of(content, "cases"), "stands there already"), (None, "Choose a place")):
        with pytest.raises(Refused, match=sentence) as refused:
            move.expected(content, "", place, LIMITS)
        assert refused.value.field == "place"
    elsewhere = Place("purpose", "aim")
    assert move.expected(content, "", elsewhere, LIMITS) == elsewhere.written()
