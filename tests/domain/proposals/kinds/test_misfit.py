"""Why a change cannot take effect where what it is about is gone: its own sentence, not that of a change back."""

from dataclasses import replace

import pytest

from portal.domain.proposals.kinds.move import Move
from portal.domain.proposals.kinds.remove import Removal
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.stage_less import StageRemoval
from portal.domain.proposals.kinds.stage_words import StageAmendment
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Proposal
from tests.factories import Story

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
