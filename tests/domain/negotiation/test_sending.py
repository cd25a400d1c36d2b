"""Several answers at once: all or none, foreseen exactly, and only what was shown."""

from itertools import permutations

import pytest

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.negotiation.forecast import Given
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind, Assent
from portal.domain.record import KINDS, Kind, Stream
from tests.domain.answering import foreseen, no, send, yes
from tests.factories import (
    WORDS,
    Story,
    agree,
    freeze,
    put_forward,
    sent,
    signed,
    suggest,
    suggest_addition,
    suggest_move,
)

SEEING = WORDS["supervision"].replace("meet", "see")
CALLING = WORDS["supervision"].replace("meet", "telephone")
LONGER = WORDS["supervision"].replace("30", "45")
TWICE = WORDS["supervision"].replace("once", "twice")
TOGETHER = WORDS["supervision"].replace("meet", "see").replace("30", "45")


def test_what_is_sent_does_exactly_what_was_foreseen(story: Story) -> None:
    one, other, third = sent(story, key="aim"), sent(story, key="cases"), sent(story, text=SEEING)
    added = put_forward(story, suggest_addition(story, after="cases"))
    moved = put_forward(story, suggest_move(story, Place("purpose", ""), key="supervision"))
    prospect = send(story, yes(one), no(other), yes(third), yes(added), yes(moved))
    assert story.plan.content == prospect.result
    assert [proposal.status.value for proposal in (one, other, third, added, moved)] == [
        "in effect",
        "declined",
        "in effect",
        "in effect",
        "in effect",
    ]
    assert other.outcome.reason == "Not now."


def test_two_changes_of_one_paragraph_take_effect_in_their_joint_words(story: Story) -> None:
    one, other = sent(story, text=SEEING), sent(story, text=LONGER)
    prospect = send(story, yes(one), yes(other))
    assert prospect.result.clause("supervision").text == TOGETHER
    assert story.plan.content.clause("supervision").text == TOGETHER
    assert (one.status, other.status) == (Status.IN_EFFECT, Status.IN_EFFECT)


def test_both_parties_yes_stands_under_the_joint_words(story: Story) -> None:
    one, other = sent(story, text=SEEING), sent(story, text=LONGER)
    author = other.latest.assents[0]
    send(story, yes(one), yes(other))
    assert other.latest.after == TOGETHER
    assert {assent.party for assent in other.latest.assents} == set(Party)
    carried: Assent = next(assent for assent in other.latest.assents if assent.party is Party.PRACTITIONER)
    assert (carried.by_id, carried.at) == (author.by_id, author.at)


def test_a_change_that_was_not_answered_with_them_still_waits_for_its_author(story: Story) -> None:
    one, other = sent(story, text=SEEING), sent(story, text=LONGER)
    send(story, yes(one))
    assert other.status is Status.TO_CONFIRM
    assert other.latest.assents == []


def test_the_order_of_the_answers_changes_nothing(story: Story) -> None:
    changes = [sent(story, text=text) for text in (SEEING, LONGER, TWICE)] + [sent(story, key="aim")]
    orders = [foreseen(story, *map(yes, order)) for order in permutations(changes)]
    assert len({(prospect.digest, prospect.fingerprint) for prospect in orders}) == 1
    assert orders[0].result.clause("supervision").text == TOGETHER.replace("once", "twice")
    assert send(story, *map(yes, reversed(changes))).fingerprint == story.plan.current.fingerprint


def test_changes_that_overlap_do_not_go_together(story: Story) -> None:
    one, other = sent(story, text=SEEING), sent(story, text=CALLING)
    prospect = send(story, yes(one), yes(other))
    assert [waiting.given.proposal for waiting in prospect.waiting] == [other]
    assert "the same words as change 1" in prospect.waiting[0].sentence
    assert (one.status, other.status) == (Status.IN_EFFECT, Status.CONFLICT)


def test_of_two_changes_in_one_chain_only_one_goes(story: Story) -> None:
    one = sent(story, text=SEEING)
    other = suggest(story, text=LONGER)
    other.answers_to = one.id
    put_forward(story, other)
    prospect = foreseen(story, yes(one), yes(other))
    assert [given.proposal for given in prospect.going] == [one]
    assert "It stands against change 1" in prospect.waiting[0].sentence


def test_one_change_can_be_declined_and_its_answer_agreed_to(story: Story) -> None:
    one, other = sent(story, text=SEEING), suggest(story, text=CALLING)
    other.answers_to = one.id
    put_forward(story, other)
    send(story, yes(other), no(one))
    assert (one.status, other.status) == (Status.DECLINED, Status.IN_EFFECT)


def test_the_same_words_twice_are_settled_once(story: Story) -> None:
    one, other = sent(story, text=SEEING), sent(story, text=SEEING)
    prospect = send(story, yes(one), yes(other))
    assert "settled with that one" in prospect.waiting[0].sentence
    assert other.status is Status.SUPERSEDED


def test_a_place_that_moves_with_another_answer_waits(story: Story) -> None:
    moved = put_forward(story, suggest_move(story, Place("purpose", ""), key="supervision"))
    added = put_forward(story, suggest_addition(story, after="supervision"))
    assert [one.given.proposal for one in foreseen(story, yes(moved), yes(added)).waiting] == [added]


def test_a_no_needs_its_reason(story: Story) -> None:
    change = sent(story)
    prospect = foreseen(story, no(change, ""))
    assert (prospect.going, prospect.waiting[0].given.proposal) == ([], change)
    left_out = Given(change, change.latest.digest, AnswerKind.DECLINE)
    assert foreseen(story, left_out).going == []


def test_a_yes_that_is_not_the_last_is_only_written_down(story: Story) -> None:
    change = put_forward(story, suggest(story, by="adviser", text=SEEING), by="adviser")
    prospect = send(story, yes(change))
    assert (prospect.effective, change.status, story.plan.current.number) == (set(), Status.OPEN, 1)
    assert change.assented(Party.ORGANISATION)


def test_a_yes_that_is_not_the_last_waits_for_one_on_the_same_words(story: Story) -> None:
    asked = put_forward(story, suggest(story, by="adviser", text=LONGER), by="adviser")
    change = sent(story, text=SEEING)
    prospect = foreseen(story, yes(asked), yes(change))
    assert [given.proposal for given in prospect.going] == [change]
    assert [waiting.given.proposal for waiting in prospect.waiting] == [asked]


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda story, one, other: agree(story, sent(story, "editor", text=LONGER), by="practitioner"),
        lambda story, one, other: agree(story, sent(story, "editor", "consequences"), by="practitioner"),
        lambda story, one, other: agree(story, other),
    ],
    ids=["the words changed", "the plan changed elsewhere", "one was answered"],
)
def test_when_something_changed_nothing_is_sent(story: Story, meanwhile: object) -> None:
    one, other = sent(story, text=SEEING), sent(story, key="aim")
    answers = [yes(one), yes(other)]
    shown = foreseen(story, *answers)
    meanwhile(story, one, other)
    before = (one.status, other.status, story.plan.current.number)
    with pytest.raises(Refused):
        send(story, *answers, shown=shown)
    assert (one.status, other.status, story.plan.current.number) == before


def test_another_reason_or_answer_than_was_shown_is_not_sent(story: Story) -> None:
    one, other = sent(story), sent(story, key="aim")
    shown = foreseen(story, yes(one), no(other))
    for answers in ([yes(one), no(other, "Another reason.")], [yes(one), yes(other)], [yes(one)]):
        with pytest.raises(Refused):
            send(story, *answers, shown=shown)
    assert (one.status, other.status) == (Status.OPEN, Status.OPEN)


def test_nothing_is_sent_by_somebody_who_speaks_for_no_party_or_while_the_text_is_final(story: Story) -> None:
    change = sent(story, by="editor")
    for by in ("representative", "adviser"):
        with pytest.raises(Refused, match="Only the parties themselves"):
            send(story, yes(change), by=by)
    theirs = sent(story)
    freeze(story)
    with pytest.raises(Refused, match="final"):
        send(story, yes(theirs))
    assert theirs.status is Status.OPEN


def test_changes_of_an_agreed_plan_are_not_sent_together(story: Story) -> None:
    signed(story)
    change = sent(story)
    with pytest.raises(Refused, match=r"^The plan is agreed. Each change of it is answered on its own page"):
        send(story, yes(change))
    assert change.status is Status.OPEN


def test_there_must_be_something_to_send(story: Story) -> None:
    with pytest.raises(Refused):
        send(story)


def test_sending_one_together_is_the_same_as_answering_it(story: Story) -> None:
    one, other = sent(story, key="aim"), sent(story, key="cases")
    agree(story, one)
    send(story, yes(other))
    assert kinds(story, one) == kinds(story, other)


def kinds(story: Story, proposal: Proposal) -> list[Kind]:
    events = record.events(story.session, story.case.id, list(Stream))
    return [KINDS[event.facts.kind] for event in events if event.facts.subject == str(proposal.id)]
