"""Questions about a suggested change: who asks, what stops the clock, and what starts it again."""

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event
from portal.domain.talk.events import QUESTION_ASKED
from portal.domain.talk.thread import Audience
from portal.queries.negotiation.turn import Turn, turn_of
from portal.queries.talk.questions import questions_about
from tests.factories import Story, agree, ask, decline, put_forward, reopen, reply, sent, settle, suggest


def turn(story: Story, role: str, *proposals: Proposal) -> Turn:
    return turn_of(proposals, story.member(role), questions_about(story.session, proposals), {})


def test_a_question_is_a_conversation_of_both_parties_and_psr_about_the_change(story: Story) -> None:
    proposal = sent(story)
    question = ask(story, proposal)
    assert (question.audience, question.proposal, question.is_question) == (Audience.SHARED, proposal, True)
    asked = [event for event in story.session.scalars(select(Event)) if event.facts.kind == QUESTION_ASKED.name]
    assert [(event.facts.subject, event.stream.value) for event in asked] == [(str(question.id), "shared")]


def test_a_question_turns_the_waiting_round(story: Story) -> None:
    proposal = sent(story)
    assert (turn(story, "editor", proposal).answers, turn(story, "practitioner", proposal).theirs) == (1, 1)
    question = ask(story, proposal)
    asker, asked = turn(story, "editor", proposal), turn(story, "practitioner", proposal)
    assert (asker.answers, asker.asked, asker.is_yours, asker.theirs) == (0, 1, False, 1)
    assert (asked.questions, asked.is_yours, asked.since) == (1, True, question.at)
    assert (asker.organisation, asker.practitioner) == (0, 1)


def test_a_reply_of_the_other_side_starts_the_clock_again(story: Story) -> None:
    proposal = sent(story)
    question = ask(story, proposal)
    reply(story, question, "editor", "I mean on Fridays.")
    reply(story, question, "adviser", "PSR does not know either.")
    assert not turn(story, "editor", proposal).is_yours
    reply(story, question, "representative")
    replied_at = question.comments[-1].at
    asker, asked = turn(story, "editor", proposal), turn(story, "practitioner", proposal)
    assert (asker.answers, asker.since, asker.asked) == (1, replied_at, 0)
    assert (asked.questions, asked.theirs, asked.their_since) == (0, 1, replied_at)


def test_a_question_settled_without_a_reply_stops_nothing(story: Story) -> None:
    proposal = sent(story)
    question = ask(story, proposal)
    settle(story, question, "editor")
    asker = turn(story, "editor", proposal)
    assert (asker.answers, asker.since) == (1, proposal.put_forward_at)
    reopen(story, question, "editor")
    assert turn(story, "editor", proposal).answers == 0


@pytest.mark.parametrize("role", ["practitioner", "adviser"])
def test_nobody_starts_the_clock_again_by_settling_the_others_question(story: Story, role: str) -> None:
    question = ask(story, sent(story))
    with pytest.raises(Refused):
        settle(story, question, role)
    reply(story, question)
    settle(story, question, role)
    assert not question.is_open


def test_each_question_stops_the_clock_on_its_own_change_only(story: Story) -> None:
    both = sent(story), sent(story, key="aim")
    ask(story, both[0])
    assert turn(story, "editor", *both).answers == 1


def test_a_question_about_psrs_change_waits_for_psr_and_not_for_the_other_party(story: Story) -> None:
    proposal = put_forward(story, suggest(story, "adviser"), "adviser")
    assert turn(story, "editor", proposal).answers == turn(story, "practitioner", proposal).answers == 1
    question = ask(story, proposal)
    assert (turn(story, "editor", proposal).answers, turn(story, "editor", proposal).psr) == (0, 1)
    assert turn(story, "practitioner", proposal).answers == 1
    assert turn(story, "adviser", proposal).questions == 1
    reply(story, question, "practitioner", "I wonder too.")
    assert turn(story, "editor", proposal).answers == 0
    reply(story, question, "adviser")
    assert turn(story, "editor", proposal).answers == 1


def test_of_psrs_change_each_party_waits_for_the_other_once_it_has_agreed(story: Story) -> None:
    proposal = put_forward(story, suggest(story, "adviser"), "adviser")
    assert turn(story, "editor", proposal).from_psr == 1
    agree(story, proposal, by="practitioner")
    mine, theirs = turn(story, "practitioner", proposal), turn(story, "editor", proposal)
    assert (mine.answers, mine.theirs, mine.psr) == (0, 1, 0)
    assert (theirs.answers, theirs.is_yours) == (1, True)


def test_who_asked_may_answer_without_a_reply(story: Story) -> None:
    proposal = sent(story)
    ask(story, proposal)
    assert agree(story, proposal).outcome


@pytest.mark.parametrize("role", ["practitioner", "representative", "adviser"])
def test_only_those_whose_answer_it_waits_for_ask(story: Story, role: str) -> None:
    with pytest.raises(Refused):
        ask(story, sent(story), role)


def test_a_change_with_an_outcome_is_asked_nothing_more(story: Story) -> None:
    with pytest.raises(Refused):
        ask(story, decline(story, sent(story)))


def test_an_empty_question_is_refused(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        ask(story, sent(story), body=" \n")
    assert (refused.value.field, refused.value.sentence) == ("body", "Write your question.")
