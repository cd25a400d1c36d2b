"""The plan as if every open suggestion were agreed: all that go together, and by number those that do not."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.negotiation import negotiation
from portal.domain.plans.structure import Place, place_of
from portal.domain.proposals.kinds.remove import numbers_used
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Proposal
from portal.queries.negotiation.as_if_agreed import AsIfAgreed, as_if_agreed
from portal.queries.plans.plan_page import open_proposals
from tests.factories import (
    LIMITS,
    WORDS,
    Story,
    agree,
    in_effect,
    overtaken,
    put_forward,
    sent,
    sent_weeks,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
    suggest_stage_words,
    suggest_start,
    suggest_weeks,
)

BASE = WORDS["supervision"]
TWICE, LONGER = BASE.replace("once", "twice"), BASE.replace("30", "45")
BOTH = TWICE.replace("30", "45")
THRICE = BASE.replace("once", "three times")


def shown(story: Story, reader: str = "editor") -> AsIfAgreed:
    proposals = open_proposals(story.session, story.plan, story.member(reader))
    return as_if_agreed(story.plan.content, proposals, numbers_used(story.session, story.plan.id))


def words(story: Story, key: str = "supervision") -> str:
    clause = shown(story).content.clause(key)
    return clause.text if clause else ""


def sent_level(story: Story, text: str) -> Proposal:
    return put_forward(story, suggest_stage_words(story, text=text))


def counter(story: Story, answered: Proposal, text: str) -> Proposal:
    """The organisation's own words instead, put forward."""
    author = replace(story.author(story.session, "editor"), answers_to=answered.id)
    return put_forward(
        story, author.suggest(Rewording.begun(author.plan.content, "supervision", ""), text, limits=LIMITS), "editor"
    )


def test_two_rewordings_of_one_clause_are_both_shown(story: Story) -> None:
    sent(story, text=TWICE)
    sent(story, "editor", text=LONGER)
    assert (words(story), shown(story).left_out) == (BOTH, [])


def test_what_is_shown_is_what_agreeing_brings(story: Story) -> None:
    first, second = sent(story, text=TWICE), sent(story, text=LONGER)
    third, weeks = sent(story, key="aim"), sent_weeks(story)
    foreseen = shown(story).content
    agree(story, first)
    author, at = story.member("practitioner"), story.tick()
    negotiation.confirm(story.session, second, digest=second.latest.digest, by=author, at=at)
    for change in (second, third, weeks):
        agree(story, change)
    assert story.plan.content.fingerprint == foreseen.fingerprint


def test_a_rewording_that_does_not_merge_is_left_out_but_not_what_follows_it(story: Story) -> None:
    sent(story, text=TWICE)
    clash = sent(story, text=THRICE)
    sent(story, text=LONGER)
    assert (words(story), shown(story).left_out) == (BOTH, [clash.number])


def test_the_same_words_twice_leave_nothing_out(story: Story) -> None:
    sent(story, text=TWICE)
    sent(story, "editor", text=TWICE)
    assert (words(story), shown(story).left_out) == (TWICE, [])


def test_words_of_one_stage_are_joined_where_they_merge(story: Story) -> None:
    sent_level(story, "Every new case is seen")
    sent_level(story, "Every case is seen and noted")
    clash = sent_level(story, "Every old case is seen")
    stage = shown(story).content.stage("first")
    assert stage
    assert (stage.level, shown(story).left_out) == ("Every new case is seen and noted", [clash.number])


def test_of_two_changes_of_the_same_weeks_the_first_is_shown(story: Story) -> None:
    sent_weeks(story, weeks=6)
    clash = sent_weeks(story, weeks=8)
    same = put_forward(story, suggest_weeks(story, "editor", weeks=6), "editor")
    other = sent_weeks(story, key="second", weeks=10)
    foreseen = shown(story)
    assert [stage.weeks for stage in foreseen.content.stages] == [6, 10]
    assert foreseen.left_out == [clash.number]
    assert not {same.number, other.number} & set(foreseen.left_out)


def test_of_two_starts_the_first_is_shown(story: Story) -> None:
    put_forward(story, suggest_start(story))
    clash = put_forward(story, suggest_start(story, start=date(2026, 3, 2)))
    foreseen = shown(story)
    assert (foreseen.content.start, foreseen.left_out) == ("2026-02-02", [clash.number])


def test_an_answer_with_other_words_is_left_out_even_where_it_merges(story: Story) -> None:
    answer = counter(story, sent(story, text=TWICE), LONGER)
    assert (words(story), shown(story).left_out) == (TWICE, [answer.number])


def test_what_another_takes_away_or_touches_is_left_out(story: Story) -> None:
    removal = put_forward(story, suggest_removal(story))
    words_of_it = sent(story, text=TWICE)
    again = put_forward(story, suggest_removal(story, "editor"), "editor")
    sent(story, key="cases")
    kept = put_forward(story, suggest_removal(story, key="cases"))
    foreseen = shown(story)
    assert foreseen.content.clause("supervision") is None
    assert foreseen.content.clause("cases")
    assert foreseen.left_out == [words_of_it.number, kept.number]
    assert not {removal.number, again.number} & set(foreseen.left_out)


def test_of_two_moves_of_one_clause_the_first_is_shown(story: Story) -> None:
    there = Place("purpose", "aim")
    put_forward(story, suggest_move(story, there))
    clash = put_forward(story, suggest_move(story, Place("agreement", "consequences")))
    foreseen = shown(story)
    assert (place_of(foreseen.content, "supervision"), foreseen.left_out) == (there, [clash.number])


def test_two_clauses_added_at_one_place_are_both_shown(story: Story) -> None:
    added = [put_forward(story, suggest_addition(story, text=text)) for text in ("First.", "Second.")]
    foreseen = shown(story)
    assert all(foreseen.content.clause(one.target()) for one in added)
    assert foreseen.left_out == []


@pytest.mark.parametrize("text", [LONGER, THRICE])
def test_what_waits_for_its_author_is_neither_shown_nor_named(story: Story, text: str) -> None:
    overtaken(story, sent(story, text=TWICE), text)
    suggest(story, "editor", key="aim")
    assert shown(story) == AsIfAgreed(story.plan.content, [])


def test_earlier_changes_in_effect_leave_nothing_out(story: Story) -> None:
    in_effect(story, suggest_weeks(story))
    sent_weeks(story, weeks=9)
    in_effect(story, suggest(story, key="aim"))
    sent(story, text=TWICE)
    assert (words(story), shown(story).left_out) == (TWICE, [])
