"""A change is its author's to take back until another party has said yes to its words."""

from collections.abc import Callable

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal, Status
from tests.factories import WORDS, Story, agree, freeze, overtaken, put_forward, sent, sign, suggest

LONGER = WORDS["supervision"].replace("30", "45")


def of_psr(story: Story, yes: str = "practitioner") -> Proposal:
    return agree(story, put_forward(story, suggest(story, by="adviser"), by="adviser"), by=yes)


def shown_by_an_editor(story: Story) -> Proposal:
    sign(story, sign(story, freeze(story)), by="signatory")
    return agree(story, sent(story, "editor"), by="practitioner")


HELD: dict[str, tuple[str, Callable[[Story], Proposal]]] = {
    "PSR's, the practitioner agreed": ("adviser", of_psr),
    "PSR's, the organisation agreed": ("adviser", lambda story: of_psr(story, "editor")),
    "a variation that the signatory has not agreed to": ("editor", shown_by_an_editor),
    "the same, taken back by the signatory": ("signatory", shown_by_an_editor),
}


def take_back(story: Story, proposal: Proposal, by: str) -> None:
    negotiation.withdraw(story.session, proposal, by=story.member(by), at=story.tick())


@pytest.mark.parametrize("held", HELD)
def test_after_another_partys_yes_it_cannot_be_taken_back(story: Story, held: str) -> None:
    author, begun = HELD[held]
    proposal = begun(story)
    assert not proposal.can_be_withdrawn
    with pytest.raises(Refused, match="has agreed to this change, so it can no longer be taken back"):
        take_back(story, proposal, author)
    assert proposal.status is Status.OPEN


def test_the_refusal_names_who_agreed_and_who_answers_now(story: Story) -> None:
    sentence = of_psr(story).held_by_a_yes
    assert sentence.startswith("Test Practitioner has agreed")
    assert "Harbour Trust answers it now, with a yes or a no." in sentence


@pytest.mark.parametrize("by", ["practitioner", "adviser"])
def test_its_own_partys_yes_does_not_hold_it(story: Story, by: str) -> None:
    proposal = put_forward(story, suggest(story, by=by), by=by)
    take_back(story, proposal, by)
    assert proposal.status is Status.WITHDRAWN


def test_a_yes_to_words_that_have_changed_since_holds_nothing(story: Story) -> None:
    proposal = overtaken(story, of_psr(story), LONGER)
    assert proposal.status is Status.TO_CONFIRM
    take_back(story, proposal, "adviser")
    assert proposal.status is Status.WITHDRAWN


def test_once_it_is_answered_nothing_holds_it_any_more(story: Story) -> None:
    assert agree(story, of_psr(story)).held_by_a_yes == ""
