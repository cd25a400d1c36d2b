"""Changing back what is in effect: the former words beside what has changed since."""

from datetime import date

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation.reversal import Reversal, reversal_of
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from tests.factories import (
    WORDS,
    Story,
    in_effect,
    sent,
    some_content,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
    suggest_stage_words,
    suggest_start,
    suggest_weeks,
)

LONGER = WORDS["supervision"].replace("30", "45")
SEEING = WORDS["supervision"].replace("meet", "see")


def back(story: Story, proposal: Proposal) -> Reversal:
    return reversal_of(story.session, proposal)


def test_words_go_back_and_later_words_stay(story: Story) -> None:
    change = in_effect(story, suggest(story, text=LONGER))
    assert back(story, change) == Reversal(ProposalKind.REWORD, "supervision", "", WORDS["supervision"])
    in_effect(story, suggest(story, text=LONGER.replace("meet", "see")))
    assert back(story, change).value == SEEING


def test_words_that_do_not_merge_go_back_whole(story: Story) -> None:
    change = in_effect(story, suggest(story, text=LONGER))
    in_effect(story, suggest(story, text=LONGER.replace("45", "60")))
    assert back(story, change).value == WORDS["supervision"]


def test_an_added_paragraph_goes_and_a_removed_one_comes_back_where_it_stood(story: Story) -> None:
    added = in_effect(story, suggest_addition(story))
    assert back(story, added) == Reversal(ProposalKind.REMOVE, added.clause_key)
    removed = in_effect(story, suggest_removal(story, key="cases"))
    place, clause = Place("programme", added.clause_key), some_content().clause("cases")
    assert back(story, removed) == Reversal(ProposalKind.ADD, "cases", "paragraph", WORDS["cases"], place, clause)
    in_effect(story, suggest_removal(story, key=added.clause_key))
    assert back(story, removed).place == Place("programme", "supervision")


def test_a_moved_paragraph_moves_back(story: Story) -> None:
    moved = in_effect(story, suggest_move(story, Place("purpose", ""), key="cases"))
    assert back(story, moved) == Reversal(ProposalKind.MOVE, "cases", place=Place("programme", "supervision"))


def test_stages_and_dates_go_back(story: Story) -> None:
    level, weeks, start = (
        in_effect(story, make(story)) for make in (suggest_stage_words, suggest_weeks, suggest_start)
    )
    assert back(story, level) == Reversal(ProposalKind.STAGE, "first", "level", "Every case is seen")
    assert back(story, weeks) == Reversal(ProposalKind.DURATION, "first", "", "4")
    assert back(story, start) == Reversal(ProposalKind.START, "", "", date(2026, 1, 5).isoformat())


def test_what_is_back_already_or_gone_or_not_in_effect_is_refused(story: Story) -> None:
    change, open_one = in_effect(story, suggest(story, text=LONGER)), sent(story, key="aim")
    in_effect(story, suggest(story, text=WORDS["supervision"]))
    moved = in_effect(story, suggest_move(story, Place("purpose", ""), key="cases"))
    in_effect(story, suggest_removal(story, key="cases"))
    for proposal in (change, moved, open_one):
        with pytest.raises(Refused) as refused:
            back(story, proposal)
    assert refused.value.sentence == "Only a change that is in the plan can be changed back."
