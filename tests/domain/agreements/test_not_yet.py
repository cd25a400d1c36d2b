"""Not signing yet: an explanation is asked for, or more time; nothing is bound, and a later signature answers it."""

from datetime import timedelta

import pytest

from portal.domain.agreements import events, signing
from portal.domain.agreements.advice import taking_advice
from portal.domain.agreements.agreement import ExplanationRequest
from portal.domain.agreements.not_yet import not_yet
from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.record import Stream
from tests.domain.told import told, told_once
from tests.factories import OPENED, Story, ask_to_explain, freeze, sign, signed

TODAY = OPENED.date()


def test_asking_is_told_to_both_and_signs_nothing(story: Story) -> None:
    frozen = ask_to_explain(story, freeze(story))
    values = {"consequences": '["consequences"]'}
    assert told_once(story, events.EXPLANATION_ASKED, frozen) == (Stream.SHARED, "practitioner", values)
    assert (frozen.waits_for_explanation, frozen.signatures, frozen.is_open) == (True, [], True)


def test_asked_twice_it_is_asked_once(story: Story) -> None:
    frozen = freeze(story)
    for _ in range(2):
        ask_to_explain(story, frozen)
    assert len(told(story, events.EXPLANATION_ASKED)) == 1
    assert story.session.query(ExplanationRequest).count() == 1


def test_a_later_signature_answers_it(story: Story) -> None:
    frozen = ask_to_explain(story, freeze(story))
    sign(story, frozen, by="signatory")
    assert frozen.waits_for_explanation
    sign(story, frozen, by="practitioner")
    assert not frozen.waits_for_explanation
    assert frozen.is_complete


def test_it_ends_with_the_text_that_was_reopened(story: Story) -> None:
    frozen = ask_to_explain(story, freeze(story))
    signing.cancel(story.session, frozen, reason="A word.", by=story.member("editor"), at=story.tick())
    assert not frozen.waits_for_explanation
    assert not freeze(story).waits_for_explanation


def test_more_time_can_be_taken_with_it_or_alone(story: Story) -> None:
    frozen, until = freeze(story), TODAY + timedelta(days=9)
    by = story.member("practitioner")
    not_yet(story.session, frozen, until=until, asks=False, by=by, at=story.tick(), most_days=90)
    assert taking_advice(story.session, story.plan, TODAY) == {Party.PRACTITIONER: until}
    assert not frozen.waits_for_explanation
    ask_to_explain(story, frozen, until=until + timedelta(days=1))
    assert taking_advice(story.session, story.plan, TODAY) == {Party.PRACTITIONER: until + timedelta(days=1)}
    assert frozen.waits_for_explanation


@pytest.mark.parametrize("days", [-1, 91])
def test_a_day_that_cannot_be_asks_for_nothing(story: Story, days: int) -> None:
    frozen = freeze(story)
    with pytest.raises(Refused) as refused:
        ask_to_explain(story, frozen, until=TODAY + timedelta(days=days))
    assert (refused.value.field, frozen.waits_for_explanation) == ("until", False)


@pytest.mark.parametrize("role", ["signatory", "editor", "representative", "adviser"])
def test_only_the_practitioner_asks(story: Story, role: str) -> None:
    frozen = freeze(story)
    with pytest.raises(Refused):
        ask_to_explain(story, frozen, by=role)
    assert told(story, events.EXPLANATION_ASKED) == []


def test_nobody_asks_once_it_is_signed_or_closed(story: Story) -> None:
    half = sign(story, freeze(story))
    with pytest.raises(Refused, match="Your signature is on this plan already"):
        ask_to_explain(story, half)
    sign(story, half, by="signatory")
    with pytest.raises(Refused, match="no longer open"):
        ask_to_explain(story, half)


def test_a_note_stands_with_the_signature_and_in_the_record(story: Story) -> None:
    frozen = sign(story, freeze(story), note="I do not accept 3.1.")
    signature = frozen.signature_of(Party.PRACTITIONER)
    assert signature
    assert signature.note == "I do not accept 3.1."
    assert told(story, events.SIGNED)[0].values["note"] == "I do not accept 3.1."


@pytest.mark.parametrize("read", ["", "another"])
def test_nobody_signs_beside_a_note_that_they_were_not_shown(story: Story, read: str) -> None:
    frozen = sign(story, freeze(story), note="I do not accept 3.1.")
    by = story.member("signatory")
    said = {"digest": frozen.digest, "typed_name": by.name, "statements": []}
    with pytest.raises(Refused, match="Test Practitioner has signed and left a note") as refused:
        signing.sign(story.session, frozen, read_note=read, by=by, at=story.tick(), **said)
    assert (refused.value.field, len(frozen.signatures)) == ("note_read", 1)
    read = str(frozen.signatures[0].id)
    assert signing.sign(story.session, frozen, read_note=read, by=by, at=story.tick(), **said)


def test_who_signed_without_a_note_keeps_nobody_waiting(story: Story) -> None:
    frozen = sign(story, freeze(story))
    by = story.member("signatory")
    said = {"digest": frozen.digest, "typed_name": by.name, "statements": []}
    assert signing.sign(story.session, frozen, by=by, at=story.tick(), **said)


def test_an_agreed_plan_waits_for_no_explanation(story: Story) -> None:
    assert not signed(story).waits_for_explanation
