"""A call that somebody asks PSR for: told to their own side and PSR, settled by PSR, taken back by who asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.domain.base import Refused
from portal.domain.record import Stream
from portal.domain.talk.call import StepKind, note_call, open_call_of
from portal.domain.talk.events import CALL_ASKED, CALL_MADE, CALL_TAKEN_BACK, CALL_TRIED
from tests.domain.told import told_once
from tests.factories import Story, ask_for_call, take_back_call
from tests.factories import note_call as note

SIDES = [
    ("practitioner", Stream.PRACTITIONER_PSR),
    ("representative", Stream.PRACTITIONER_PSR),
    ("editor", Stream.ORGANISATION_PSR),
    ("signatory", Stream.ORGANISATION_PSR),
]


@pytest.mark.parametrize(("role", "stream"), SIDES)
def test_each_of_a_side_asks_and_only_their_side_and_psr_are_told(story: Story, role: str, stream: Stream) -> None:
    call = ask_for_call(story, role, times="After 5pm.", phone="07700 900123", about="The weeks.")
    said = {"times": "After 5pm.", "phone": "07700 900123", "about": "The weeks."}
    assert told_once(story, CALL_ASKED, call) == (stream, role, said)
    assert {side.value for side in call.readers} == {story.member(role).side.value, "psr"}
    assert open_call_of(story.session, story.member(role)) is call


@pytest.mark.parametrize("role", ["adviser", "reviewer", "observer"])
def test_nobody_else_asks(story: Story, role: str) -> None:
    with pytest.raises(Refused):
        ask_for_call(story, role)


def test_it_needs_times_and_nothing_else(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        ask_for_call(story, times=" ")
    assert refused.value.field == "times"
    assert ask_for_call(story, phone="", about="").is_open


def test_one_note_of_a_person_waits_at_a_time(story: Story) -> None:
    first = ask_for_call(story)
    ask_for_call(story, "representative")
    with pytest.raises(Refused):
        ask_for_call(story)
    take_back_call(story, first)
    assert ask_for_call(story).is_open


def test_a_try_without_an_answer_leaves_it_open_and_a_talk_settles_it(story: Story) -> None:
    call = ask_for_call(story)
    note(story, call, spoke=False)
    day = {"day": story.at.date().isoformat()}
    assert call.is_open
    note(story, call)
    assert not call.is_open
    assert [(step.kind, step.day) for step in call.steps] == [
        (StepKind.TRIED, story.at.date()),
        (StepKind.SPOKE, story.at.date()),
    ]
    assert told_once(story, CALL_TRIED, call) == (Stream.PRACTITIONER_PSR, "adviser", day)
    assert told_once(story, CALL_MADE, call) == (Stream.PRACTITIONER_PSR, "adviser", day)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_call_is_noted_for_a_day_between_the_asking_and_today(story: Story, days: int) -> None:
    call, by, at = ask_for_call(story), story.member("adviser"), story.tick()
    with pytest.raises(Refused) as refused:
        note_call(story.session, call, spoke=True, day=at.date() + timedelta(days=days), by=by, at=at)
    assert refused.value.field == "day"


def test_who_asked_takes_it_back_and_nobody_else(story: Story) -> None:
    call = ask_for_call(story)
    with pytest.raises(Refused):
        take_back_call(story, call, "representative")
    take_back_call(story, call)
    assert told_once(story, CALL_TAKEN_BACK, call)[:2] == (Stream.PRACTITIONER_PSR, "practitioner")


@pytest.mark.parametrize("settle", [note, take_back_call])
def test_once_it_is_settled_it_stays_so(story: Story, settle: Callable[..., object]) -> None:
    call = ask_for_call(story)
    settle(story, call)
    for again in (note, take_back_call):
        with pytest.raises(Refused):
            again(story, call)
