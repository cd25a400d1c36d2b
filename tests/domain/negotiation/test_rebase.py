"""What happens to open suggestions when another takes effect: nothing is guessed, nobody's words change unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.forecast import OVERLAPS, Given, foresee
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.structure import Place, place_of
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind
from portal.domain.record import Event, Stream
from portal.text import merge
from tests.factories import (
    LIMITS,
    WORDS,
    Story,
    agree,
    in_effect,
    put_forward,
    sent,
    sent_weeks,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
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


def test_changes_of_other_words_are_joined_and_wait_for_their_author(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    takes_effect(story, LONGER)
    assert proposal.status is Status.TO_CONFIRM
    assert (proposal.latest.before, proposal.latest.after) == (LONGER, BOTH)
    assert not proposal.assented(Party.PRACTITIONER)


def test_a_confirmed_change_can_take_effect(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    takes_effect(story, LONGER)
    author = story.member("practitioner")
    negotiation.confirm(story.session, proposal, digest=proposal.latest.digest, by=author, at=story.tick())
    agree(story, proposal)
    assert story.plan.content.clause("supervision").text == BOTH


def test_changes_of_the_same_words_are_a_conflict_and_keep_what_was_written(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    takes_effect(story, CALLING)
    assert proposal.status is Status.CONFLICT
    assert (proposal.latest.before, proposal.latest.after) == (CALLING, SEEING)


def test_a_conflict_stays_one_when_the_words_change_again(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    takes_effect(story, CALLING)
    takes_effect(story, CALLING.replace("30", "45"))
    assert proposal.status is Status.CONFLICT
    assert proposal.latest.before == CALLING.replace("30", "45")


def test_the_same_words_are_superseded(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    takes_effect(story, SEEING)
    assert proposal.status is Status.SUPERSEDED


def test_words_that_hold_the_change_already_are_superseded(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    takes_effect(story, BOTH)
    assert proposal.status is Status.SUPERSEDED


@pytest.mark.parametrize("counter_wins", [True, False])
def test_of_a_change_and_its_counter_proposal_one_takes_effect(story: Story, counter_wins: bool) -> None:
    first, counter = suggest(story, text=SEEING), suggest(story, by="editor", text=LONGER)
    counter.answers_to = first.id
    put_forward(story, first)
    put_forward(story, counter, by="editor")
    agree(story, counter, by="practitioner") if counter_wins else agree(story, first)
    assert (first if counter_wins else counter).status is Status.SUPERSEDED


def test_other_paragraphs_are_left_alone(story: Story) -> None:
    proposal = sent(story, key="aim")
    takes_effect(story, SEEING)
    assert (proposal.status, len(proposal.versions)) == (Status.OPEN, 1)


def test_weeks_of_the_same_stage_are_a_conflict(story: Story) -> None:
    proposal = sent_weeks(story, weeks=6)
    agree(story, sent_weeks(story, by="editor", weeks=5), by="practitioner")
    assert proposal.status is Status.CONFLICT
    assert (proposal.latest.before, proposal.latest.after) == ("5", "6")


def test_the_same_weeks_are_superseded(story: Story) -> None:
    proposal = sent_weeks(story, weeks=6)
    agree(story, sent_weeks(story, by="editor", weeks=6), by="practitioner")
    assert proposal.status is Status.SUPERSEDED


def test_weeks_of_another_stage_move_the_end_date_and_wait_for_their_author(story: Story) -> None:
    proposal = sent_weeks(story, key="second", weeks=10)
    shown = proposal.latest.digest
    agree(story, sent_weeks(story, by="editor", weeks=6), by="practitioner")
    assert (proposal.status, proposal.latest.after) == (Status.TO_CONFIRM, "10")
    assert proposal.latest.digest != shown


def test_words_and_weeks_do_not_touch_each_other(story: Story) -> None:
    words, weeks = sent(story, text=SEEING), sent_weeks(story, weeks=6)
    takes_effect(story, LONGER.replace("30", "50"))
    agree(story, sent_weeks(story, by="editor", key="second", weeks=9), by="practitioner")
    assert len(words.versions) == 2
    assert len(weeks.versions) == 2


def brought_back(story: Story, removed: Proposal, by: str, text: str) -> Addition:
    back, author = reversal_of(story.session, removed), story.author(story.session, by)
    return author.suggest(Addition.of(back.clause), text, back.place, limits=LIMITS)


@pytest.mark.parametrize(("text", "becomes"), [("Ten cases.", Status.SUPERSEDED), ("Five cases.", Status.CONFLICT)])
def test_of_two_that_bring_back_a_paragraph_the_second_has_come_true_only_in_the_same_words(
    story: Story, text: str, becomes: Status
) -> None:
    removed = in_effect(story, suggest_removal(story, key="cases"))
    one, other = (
        brought_back(story, removed, "editor", "Ten cases."),
        brought_back(story, removed, "practitioner", text),
    )
    put_forward(story, other)
    in_effect(story, one, "editor")
    assert (other.status, other.latest.after) == (becomes, text)
    assert story.plan.content.clause("cases").text == "Ten cases."


def test_a_paragraph_that_later_says_what_would_be_brought_back_settles_it(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="cases"))
    one, other = (
        brought_back(story, removed, by, text) for by, text in (("editor", "Ten."), ("practitioner", "Five."))
    )
    put_forward(story, other)
    in_effect(story, one, "editor")
    in_effect(story, suggest(story, "editor", "cases", "Five."), "editor")
    assert other.status is Status.SUPERSEDED


@pytest.fixture
def last(story: Story) -> str:
    """The key of a third paragraph of the programme."""
    return in_effect(story, suggest_addition(story, after="cases")).target()


def test_a_move_that_another_change_made_true_is_superseded(story: Story, last: str) -> None:
    move = put_forward(story, suggest_move(story, Place("programme", "supervision"), key=last))
    in_effect(story, suggest_removal(story, "editor", "cases"), "editor")
    assert place_of(story.plan.content, last) == move.latest.place
    assert move.status is Status.SUPERSEDED


def test_a_move_after_the_next_one_has_come_true_when_that_is_taken_out(story: Story, last: str) -> None:
    move = put_forward(story, suggest_move(story, Place("programme", last), key="cases"))
    in_effect(story, suggest_removal(story, "editor", last), "editor")
    assert move.status is Status.SUPERSEDED


def test_a_move_that_still_moves_something_stays(story: Story, last: str) -> None:
    move = put_forward(story, suggest_move(story, Place("programme", ""), key=last))
    in_effect(story, suggest_removal(story, "editor", "cases"), "editor")
    assert (move.status, len(move.versions)) == (Status.OPEN, 1)


def test_of_two_moves_that_come_to_the_same_one_goes_and_the_other_waits(story: Story, last: str) -> None:
    first = put_forward(story, suggest_move(story, Place("programme", last), key="cases"))
    second = put_forward(story, suggest_move(story, Place("programme", "supervision"), key=last))
    answers = [Given(one, one.latest.digest, AnswerKind.AGREE) for one in (first, second)]
    foreseen = foresee(story.session, story.plan, answers, party=Party.ORGANISATION)
    assert [one.proposal for one in foreseen.going] == [first]
    assert [one.sentence for one in foreseen.waiting] == [OVERLAPS.format(number=first.number)]
    agree(story, first)
    assert second.status is Status.SUPERSEDED


TOKENS = st.lists(st.sampled_from(["may ", "must ", "not ", "meet ", "weekly ", "30 ", "minutes "]), max_size=8)


@given(TOKENS, TOKENS, TOKENS)
def test_a_rebase_does_not_depend_on_the_order(base: list[str], ours: list[str], theirs: list[str]) -> None:
    texts = "".join(base), "".join(ours), "".join(theirs)
    assert merge(*texts).text == merge(texts[0], texts[2], texts[1]).text


@given(TOKENS, TOKENS)
def test_a_rebase_onto_unchanged_words_changes_nothing(base: list[str], ours: list[str]) -> None:
    assert merge("".join(base), "".join(base), "".join(ours)).text == "".join(ours)
