"""How a plan stands for each reader: one state, one heading, and whether this very reader is asked to act."""

from datetime import UTC, date, datetime

import pytest

from portal.queries.negotiation.turn import Turn
from portal.queries.negotiation.whose_turn import HEADINGS, RULES, State, WhoseTurn
from tests.factories import Story, ask_to_explain, freeze, not_agreed, sign, signed, withdrawn

WHEN, UNTIL = datetime(2025, 11, 3, 9, 0, tzinfo=UTC), date(2025, 11, 20)
ANSWER = Turn(answers=1, since=WHEN)
OWN = Turn(fits=1, since=WHEN)
ASKED = Turn(questions=1, since=WHEN)
ADVISED = Turn(answers=1, since=WHEN, advice=UNTIL)
TALK = Turn(talks=1)
NOTHING = Turn()

NEGOTIATING = [
    ("editor", ANSWER, State.YOURS, "It is your turn"),
    ("signatory", ANSWER, State.YOURS, "It is your turn"),
    ("practitioner", ANSWER, State.YOURS, "It is your turn"),
    ("practitioner", ASKED, State.YOURS, "It is your turn"),
    ("practitioner", TALK, State.YOURS, "It is your turn"),
    ("representative", TALK, State.BESIDE, "It is Test Practitioner’s turn"),
    ("editor", Turn(view=True), State.YOURS, "It is your turn"),
    ("editor", Turn(their_talks=1), State.THEIRS, "It is Test Practitioner’s turn"),
    ("practitioner", ADVISED, State.ADVICE, "You are taking advice"),
    ("representative", ANSWER, State.BESIDE, "It is Test Practitioner’s turn"),
    ("representative", ADVISED, State.BESIDE_ADVICE, "Test Practitioner takes advice"),
    ("practitioner", Turn(theirs=2, organisation=2), State.THEIRS, "It is Harbour Trust’s turn"),
    ("editor", Turn(theirs=2, practitioner=2), State.THEIRS, "It is Test Practitioner’s turn"),
    ("editor", Turn(theirs=1, their_advice=UNTIL), State.THEIR_ADVICE, "Test Practitioner takes advice"),
    ("representative", Turn(theirs=1), State.THEIRS, "It is Harbour Trust’s turn"),
    ("editor", Turn(psr=1), State.PSRS, "It is PSR’s turn"),
    ("editor", Turn(theirs=1, psr=1), State.THEIRS, "It is Test Practitioner’s turn"),
    ("editor", NOTHING, State.OPEN, "Nothing waits for an answer"),
    ("adviser", OWN, State.PSR_ACTS, "It is PSR’s turn"),
    ("reviewer", OWN, State.PSR_READS, "It is PSR’s turn"),
    ("adviser", Turn(organisation=1), State.PARTIES, "Whose turn it is"),
    ("reviewer", Turn(practitioner=1), State.PARTIES, "Whose turn it is"),
    ("adviser", NOTHING, State.OPEN, "Nothing waits for an answer"),
]
AGREED = [
    ("editor", ANSWER, State.SIDES, "It is your side’s turn"),
    ("editor", OWN, State.YOURS, "It is your turn"),
    ("editor", ASKED, State.YOURS, "It is your turn"),
    ("editor", TALK, State.YOURS, "It is your turn"),
    ("signatory", ANSWER, State.YOURS, "It is your turn"),
    ("practitioner", ANSWER, State.YOURS, "It is your turn"),
    ("representative", ANSWER, State.BESIDE, "It is Test Practitioner’s turn"),
    ("practitioner", Turn(theirs=1), State.THEIRS, "It is Harbour Trust’s turn"),
    ("practitioner", NOTHING, State.AGREED, "The plan is agreed"),
    ("adviser", NOTHING, State.AGREED, "The plan is agreed"),
]
ASKED_TO_ACT = {State.YOURS, State.PSR_ACTS}


def whose(story: Story, role: str, turn: Turn, variations: int = 0) -> WhoseTurn:
    return WhoseTurn(story.present_plan(story.session), story.member(role), turn, variations)


@pytest.mark.parametrize(("role", "turn", "state", "heading"), NEGOTIATING)
def test_while_it_is_negotiated(story: Story, role: str, turn: Turn, state: State, heading: str) -> None:
    found = whose(story, role, turn)
    assert (found.state, found.heading) == (state, heading)
    assert found.is_for_the_reader is (state in ASKED_TO_ACT)
    assert not found.holds_meanwhile


@pytest.mark.parametrize(("role", "turn", "state", "heading"), AGREED)
def test_once_it_is_agreed(story: Story, role: str, turn: Turn, state: State, heading: str) -> None:
    signed(story)
    found = whose(story, role, turn)
    assert (found.state, found.heading) == (state, heading)
    assert found.is_for_the_reader is (state in ASKED_TO_ACT)
    assert found.holds_meanwhile is (turn is not NOTHING)


def test_what_was_agreed_since_is_said_when_nothing_waits(story: Story) -> None:
    signed(story)
    assert whose(story, "editor", NOTHING, variations=2).state is State.VARIED
    assert whose(story, "editor", ANSWER, variations=2).state is State.SIDES


def test_a_final_text_waits_for_those_who_sign_it(story: Story) -> None:
    agreement = freeze(story)
    waiting = {role: whose(story, role, ANSWER).state for role in story.members if role != "observer"}
    signers = {"signatory", "practitioner"}
    assert {role for role, state in waiting.items() if state is State.TO_SIGN} == signers
    assert {state for role, state in waiting.items() if role not in signers} == {State.FINAL}
    sign(story, agreement, "practitioner")
    assert whose(story, "practitioner", ANSWER).state is State.FINAL
    assert whose(story, "signatory", ANSWER).state is State.TO_SIGN
    assert {whose(story, role, ANSWER).heading for role in waiting} == {"The final text is ready to sign"}


def test_who_asked_for_an_explanation_waits_and_the_organisation_is_asked_to_explain(story: Story) -> None:
    agreement = ask_to_explain(story, freeze(story))
    states = {role: whose(story, role, NOTHING).state for role in story.members if role != "observer"}
    assert states == {
        "editor": State.EXPLAIN,
        "signatory": State.TO_SIGN,
        "practitioner": State.EXPLAINED_FIRST,
        "representative": State.FINAL,
        "adviser": State.FINAL,
        "reviewer": State.FINAL,
    }
    assert {role for role in states if whose(story, role, NOTHING).explains} == {"editor", "signatory"}
    assert whose(story, "editor", NOTHING).heading == "Test Practitioner asks for an explanation"
    sign(story, agreement, "practitioner")
    assert {whose(story, role, NOTHING).state for role in ("editor", "practitioner")} == {State.FINAL}


def test_a_plan_that_was_not_agreed_waits_for_nobody(story: Story) -> None:
    freeze(story)
    not_agreed(story)
    for role in ("signatory", "practitioner", "adviser"):
        found = whose(story, role, ANSWER)
        assert (found.state, found.is_for_the_reader) == (State.NOT_AGREED, False)


def test_an_offer_to_talk_has_no_clock() -> None:
    assert (TALK.is_yours, TALK.is_pressing, Turn(view=True).is_pressing) == (True, False, False)


def test_a_plan_that_psr_withdrew_waits_for_nobody(story: Story) -> None:
    freeze(story)
    withdrawn(story)
    for role in ("signatory", "practitioner", "adviser"):
        found = whose(story, role, ANSWER)
        assert (found.state, found.is_for_the_reader) == (State.WITHDRAWN, False)


def test_every_state_has_a_rule_and_a_heading() -> None:
    assert [state for state, _ in RULES] == list(State) == list(HEADINGS)
