"""What can be done with a suggested change, and what an answer to it covers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Proposal
from portal.text import diff, flags
from tests.factories import (
    LIMITS,
    WORDS,
    Story,
    agree,
    decline,
    fit,
    freeze,
    keep,
    overtaken,
    put_forward,
    sent,
    sent_weeks,
    signed,
    suggest,
    suggest_addition,
    suggest_removal,
    withdrawn,
)

BASE = WORDS["supervision"]
SEEING, CALLING = BASE.replace("meet", "see"), BASE.replace("meet", "telephone")
LONGER = BASE.replace("30", "45")
WRITTEN, CONFIRMED, SENT, TAKEN_BACK = "be written", "be confirmed", "be sent", "be taken back"

STATES: dict[str, tuple[Callable[[Story], Proposal], set[str]]] = {
    "private": (lambda story: suggest(story, text=SEEING), {WRITTEN, SENT, TAKEN_BACK}),
    "private, beside other words": (
        lambda story: overtaken(story, suggest(story, text=SEEING), LONGER),
        {WRITTEN, TAKEN_BACK},
    ),
    "private, in conflict": (
        lambda story: fit(story, overtaken(story, suggest(story, text=SEEING), CALLING)),
        {WRITTEN, TAKEN_BACK},
    ),
    "open": (lambda story: sent(story, text=SEEING), {TAKEN_BACK}),
    "to be confirmed": (
        lambda story: overtaken(story, sent(story, text=SEEING), LONGER),
        {WRITTEN, CONFIRMED, TAKEN_BACK},
    ),
    "in conflict": (lambda story: overtaken(story, sent(story, text=SEEING), CALLING), {WRITTEN, TAKEN_BACK}),
    "in effect": (lambda story: agree(story, sent(story, text=SEEING)), set()),
    "declined": (lambda story: decline(story, sent(story, text=SEEING)), set()),
}


def can(proposal: Proposal) -> set[str]:
    offered = {
        WRITTEN: proposal.can_be_written_now,
        CONFIRMED: proposal.can_be_confirmed,
        SENT: proposal.can_be_sent,
        TAKEN_BACK: proposal.can_be_withdrawn,
    }
    return {name for name, is_offered in offered.items() if is_offered}


@pytest.mark.parametrize("state", STATES)
def test_what_a_page_offers(story: Story, state: str) -> None:
    make, offered = STATES[state]
    assert can(make(story)) == offered


@pytest.mark.parametrize("state", STATES)
def test_a_page_offers_nothing_on_a_plan_that_was_withdrawn(story: Story, state: str) -> None:
    proposal = STATES[state][0](story)
    withdrawn(story)
    assert can(proposal) == set()


def test_a_private_suggestion_is_not_sent_while_the_text_is_final(story: Story) -> None:
    proposal = suggest(story, text=SEEING)
    freeze(story)
    assert can(proposal) == {WRITTEN, TAKEN_BACK}


def test_nothing_is_kept_for_later_while_the_text_is_final(story: Story) -> None:
    proposal = sent(story)
    freeze(story)
    with pytest.raises(Refused, match="final"):
        keep(story, proposal)


def test_what_an_editor_shows_of_an_agreed_plan_lacks_its_own_partys_yes(story: Story) -> None:
    signed(story)
    proposal = sent(story, "editor")
    assert proposal.lacks_its_own_yes
    assert (proposal.awaits(Party.ORGANISATION), proposal.awaits(Party.PRACTITIONER), proposal.awaits(None)) == (
        True,
        True,
        False,
    )
    agree(story, proposal, by="signatory")
    assert not proposal.lacks_its_own_yes


def test_what_psr_suggests_lacks_no_yes_of_its_own(story: Story) -> None:
    assert not put_forward(story, suggest(story, "adviser"), "adviser").lacks_its_own_yes


def test_an_answer_covers_what_the_change_answers(story: Story) -> None:
    one = sent(story, text=SEEING)
    assert (one.latest.read_terms["answers"], one.latest.read_terms["kind"]) == ("", "reword")
    author = replace(story.author(story.session, "editor"), answers_to=one.id)
    other = author.suggest(Rewording.begun(author.plan.content, "supervision", ""), LONGER, limits=LIMITS)
    assert other.latest.read_terms["answers"] == str(one.id)


def test_changed_words_are_shown_in_a_redline_and_other_facts_are_not(story: Story) -> None:
    words, weeks, removal = sent(story, text=LONGER), sent_weeks(story), suggest_removal(story, key="cases")
    assert words.latest.edits == diff(BASE, LONGER)
    assert words.latest.flags == flags(BASE, LONGER) != []
    assert weeks.latest.edits == weeks.latest.flags == []
    assert removal.latest.edits == diff(removal.latest.before, "")


def test_what_an_added_or_removed_paragraph_holds_is_told(story: Story) -> None:
    addition, removal = suggest_addition(story, text="She must keep ten logs."), suggest_removal(story, key="cases")
    assert addition.latest.flags == ["Adds: “must keep”, ten logs."]
    assert removal.latest.flags == ["Takes out: twenty cases."]


def test_versions_are_numbered_in_their_order(story: Story) -> None:
    proposal, by = suggest(story, text=SEEING), story.member("practitioner")
    negotiation.rewrite(story.session, proposal, CALLING, reason="", by=by, at=story.tick(), limits=LIMITS)
    assert [(one.number, one.after) for one in proposal.versions] == [(1, SEEING), (2, CALLING)]
    assert (proposal.latest.by_id, proposal.latest.made_at) == (by.id, story.at)
