"""Private suggestions: no act touches them, and their own side fits them to what the plan says by then."""

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import Fit
from portal.domain.record import Event, Stream
from tests.domain.statements import statements
from tests.factories import (
    WORDS,
    Story,
    agree,
    fit,
    in_effect,
    put_forward,
    sent,
    suggest,
    suggest_addition,
    suggest_removal,
    withdrawn,
)

BASE = WORDS["supervision"]
SEEING, CALLING = BASE.replace("meet", "see"), BASE.replace("meet", "telephone")
LONGER = BASE.replace("30", "45")
BOTH = BASE.replace("meet", "see").replace("30", "45")


def takes_effect(story: Story, text: str) -> None:
    agree(story, sent(story, "editor", text=text), by="practitioner")


def streams_of(story: Story, proposal: Proposal) -> set[Stream]:
    found = story.session.scalars(select(Event))
    return {event.stream for event in found if event.facts.subject == str(proposal.id)}


@pytest.mark.parametrize(("text", "fits_as"), [(LONGER, Fit.REBASED), (CALLING, Fit.CONFLICT)])
def test_a_private_suggestion_is_fitted_by_its_own_side_in_its_own_stream(
    story: Story, text: str, fits_as: Fit
) -> None:
    proposal = suggest(story, text=SEEING)
    takes_effect(story, text)
    assert len(proposal.versions) == 1
    fit(story, proposal)
    assert (proposal.latest.fit, proposal.put_forward_at, proposal.number) == (fits_as, None, None)
    assert streams_of(story, proposal) == {Stream.PRACTITIONER}


def test_a_private_suggestion_that_came_true_is_superseded_in_private(story: Story) -> None:
    proposal = suggest(story, text=SEEING)
    takes_effect(story, SEEING)
    assert fit(story, proposal).status is Status.SUPERSEDED
    assert streams_of(story, proposal) == {Stream.PRACTITIONER}


def test_a_private_suggestion_is_sent_only_after_it_was_fitted(story: Story) -> None:
    proposal = suggest(story, text=SEEING)
    takes_effect(story, LONGER)
    with pytest.raises(Refused, match="Fit it to the new words"):
        put_forward(story, proposal)
    fit(story, proposal)
    assert put_forward(story, proposal).status is Status.OPEN
    assert proposal.latest.after == BOTH


def test_what_fits_already_is_not_fitted_again(story: Story) -> None:
    with pytest.raises(Refused, match="fits"):
        fit(story, suggest(story, text=SEEING))


def test_what_was_sent_or_taken_back_is_not_fitted_so(story: Story) -> None:
    mine, taken_back = sent(story, text=SEEING), suggest(story, text=SEEING)
    negotiation.withdraw(story.session, taken_back, by=story.member("practitioner"), at=story.tick())
    takes_effect(story, CALLING)
    for one in (mine, taken_back):
        with pytest.raises(Refused, match=r"^Only a suggestion that has not been sent is fitted so"):
            fit(story, one)


def test_nothing_is_fitted_on_a_plan_that_was_withdrawn(story: Story) -> None:
    mine = suggest(story, text=SEEING)
    takes_effect(story, LONGER)
    withdrawn(story)
    with pytest.raises(Refused, match="withdrawn"):
        fit(story, mine)


def test_a_private_answer_to_what_took_effect_is_no_longer_needed(story: Story) -> None:
    theirs, answer = suggest(story, "editor", text=LONGER), suggest(story, text=SEEING)
    answer.answers_to = theirs.id
    in_effect(story, theirs, "editor")
    assert fit(story, answer).status is Status.SUPERSEDED


def test_an_act_tells_nothing_of_what_the_other_side_prepares(story: Story) -> None:
    first, second = sent(story, "editor", "aim"), sent(story, "editor", "cases")
    without = statements(story, lambda: agree(story, first, by="practitioner"))
    for _ in range(20):
        suggest(story, key="cases", text="Ten cases are kept.")
        suggest_removal(story, key="programme")
    assert statements(story, lambda: agree(story, second, by="practitioner")) == without


def test_a_private_answer_that_would_still_fit_is_not_sent_once_what_it_answers_took_effect(story: Story) -> None:
    theirs, answer = suggest_addition(story, "editor"), suggest_addition(story, text="A second deputy is named.")
    answer.answers_to = theirs.id
    in_effect(story, theirs, "editor")
    with pytest.raises(Refused):
        put_forward(story, answer)
    assert fit(story, answer).status is Status.SUPERSEDED
