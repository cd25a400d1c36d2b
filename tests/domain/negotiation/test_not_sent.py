"""Answers that are not sent together, and suggestions that are not prepared."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation, sending
from portal.domain.negotiation.authoring import refuse_above
from portal.domain.negotiation.forecast import Given, Prospect, foresee
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind
from tests.factories import Story, sent, signed, suggest, withdrawn


def yes(proposal: Proposal) -> Given:
    return Given(proposal, proposal.latest.digest, AnswerKind.AGREE)


def foreseen(story: Story, *answers: Given) -> Prospect:
    return foresee(story.session, story.plan, answers, party=Party.ORGANISATION)


def send(story: Story, shown: Prospect, *answers: Given, by: str = "signatory") -> None:
    member, seen = story.member(by), {"digest": shown.digest, "fingerprint": shown.fingerprint}
    sending.answer_together(story.session, story.plan, answers, **seen, by=member, at=story.tick())


def test_changes_of_an_agreed_plan_are_not_answered_together(story: Story) -> None:
    signed(story)
    change = sent(story)
    with pytest.raises(Refused, match="with your password"):
        send(story, foreseen(story, yes(change)), yes(change))
    assert change.status is Status.OPEN


def test_nothing_is_sent_when_the_plan_would_not_be_as_it_was_shown(story: Story) -> None:
    change = sent(story)
    shown = replace(foreseen(story, yes(change)), result=story.plan.content)
    with patch.object(sending, "foresee", lambda *_, **__: shown), pytest.raises(Refused, match="nothing was sent"):
        send(story, shown, yes(change))


def test_nothing_is_suggested_on_a_plan_that_was_withdrawn(story: Story) -> None:
    withdrawn(story)
    with pytest.raises(Refused, match="withdrawn"):
        suggest(story)


def test_a_side_has_so_many_suggestions_open_and_no_more(story: Story) -> None:
    first, *_ = suggest(story), sent(story, key="aim"), suggest(story, key="consequences")
    suggest(story, "editor", "cases")
    mine, theirs = story.member("practitioner"), story.member("editor")
    refuse_above(4, story.session, story.plan, mine)
    refuse_above(2, story.session, story.plan, theirs)
    with pytest.raises(Refused, match="3 suggested changes open"):
        refuse_above(3, story.session, story.plan, mine)
    negotiation.withdraw(story.session, first, by=mine, at=story.tick())
    refuse_above(3, story.session, story.plan, mine)
    with pytest.raises(Refused):
        refuse_above(2, story.session, story.plan, mine)


def test_where_there_are_none_the_first_is_refused_only_at_none(story: Story) -> None:
    by = story.member("practitioner")
    refuse_above(1, story.session, story.plan, by)
    with pytest.raises(Refused):
        refuse_above(0, story.session, story.plan, by)
