"""Several changes that take effect one after the other: what becomes of the others, and what can no longer be."""

from collections.abc import Callable

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation.rebase import TakingEffect
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.remove import numbers_used
from portal.domain.proposals.proposal import Proposal, Status
from portal.queries.negotiation.as_if_agreed import as_if_agreed
from portal.queries.plans.plan_page import open_proposals
from tests.factories import (
    WORDS,
    Story,
    fit,
    in_effect,
    put_forward,
    sent,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
)

BASE = WORDS["supervision"]
SEEING, CALLING = BASE.replace("meet", "see"), BASE.replace("meet", "telephone")


def takes_effect(story: Story, change: Proposal) -> Proposal:
    return in_effect(story, change, "editor")


def test_a_conflict_keeps_what_its_author_wrote_when_other_words_change_too(story: Story) -> None:
    mine, longer = suggest(story, text=SEEING), CALLING.replace("30", "45")
    takes_effect(story, suggest(story, "editor", text=CALLING))
    takes_effect(story, suggest(story, "editor", text=longer))
    fit(story, mine)
    assert (mine.status, mine.latest.before, mine.latest.after) == (Status.CONFLICT, longer, SEEING)


def test_a_move_in_conflict_keeps_the_place_that_it_has_come_to(story: Story) -> None:
    mine = suggest_move(story, Place("programme", "cases"), key="aim")
    takes_effect(story, suggest_removal(story, "editor", "cases"))
    for place in (Place("agreement", ""), Place("agreement", "consequences")):
        takes_effect(story, suggest_move(story, place, "editor", "aim"))
    fit(story, mine)
    assert (mine.status, mine.latest.place) == (Status.CONFLICT, Place("programme", "supervision"))


def test_a_section_is_not_moved_into_itself_after_the_one_that_it_would_follow(story: Story) -> None:
    mine = put_forward(story, suggest_move(story, Place("", "agreement"), key="programme"))
    takes_effect(story, suggest_move(story, Place("programme", ""), "editor", "agreement"))
    assert mine.status is Status.CONFLICT


def test_a_number_that_would_go_is_not_given_to_what_would_come_after_it(story: Story) -> None:
    added = in_effect(story, suggest_addition(story))
    assert story.plan.content.clause(added.target()).label == "2.1A"
    put_forward(story, suggest_removal(story, key=added.target()))
    other = put_forward(story, suggest_addition(story, text="Another deputy is named."))
    proposals = open_proposals(story.session, story.plan, story.member("editor"))
    foreseen = as_if_agreed(story.plan.content, proposals, numbers_used(story.session, story.plan.id)).content
    assert (foreseen.clause(added.target()), foreseen.clause(other.target()).label) == (None, "2.1B")


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (lambda story: put_forward(story, suggest_removal(story)), "That paragraph is no longer in the plan"),
        (lambda story: sent(story, text=CALLING), "under suggested change 2"),
    ],
)
def test_what_no_longer_fits_does_not_take_effect(story: Story, first: Callable[[Story], Proposal], why: str) -> None:
    changes = [first(story), sent(story, text=SEEING)]
    by, at = story.member("editor"), story.tick()
    taking = TakingEffect(story.session, story.plan, changes, by=by, at=at)
    taking.take(changes[0])
    with pytest.raises(Refused, match=why):
        taking.take(changes[1])
    assert changes[1].outcome is None
