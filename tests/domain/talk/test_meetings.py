"""A meeting of both parties with PSR: asked for by either, told to everybody, settled by PSR."""

import pytest

from portal.domain.base import Refused
from portal.domain.record import Stream
from portal.domain.talk import events
from portal.domain.talk.meeting import MeetingEnd
from tests.domain.told import told_once
from tests.factories import Story, ask_to_meet, not_agreed, settle_meeting, signed


@pytest.mark.parametrize("role", ["practitioner", "editor", "signatory"])
def test_either_party_asks_and_everybody_is_told(story: Story, role: str) -> None:
    meeting = ask_to_meet(story, role, "The weeks.")
    assert told_once(story, events.MEETING_ASKED, meeting) == (Stream.SHARED, role, {"words": "The weeks."})


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer"])
def test_nobody_else_asks(story: Story, role: str) -> None:
    with pytest.raises(Refused):
        ask_to_meet(story, role)


def test_one_is_asked_for_at_a_time_and_another_once_it_is_settled(story: Story) -> None:
    first = ask_to_meet(story)
    with pytest.raises(Refused):
        ask_to_meet(story, "editor")
    settle_meeting(story, first)
    assert ask_to_meet(story, "editor").outcome is None


@pytest.mark.parametrize(
    ("kind", "by", "event"),
    [
        (MeetingEnd.HELD, "adviser", events.MEETING_HELD),
        (MeetingEnd.NOT_HELD, "adviser", events.MEETING_NOT_HELD),
        (MeetingEnd.TAKEN_BACK, "practitioner", events.MEETING_TAKEN_BACK),
    ],
)
def test_what_became_of_it_is_told_to_everybody(story: Story, kind: MeetingEnd, by: str, event: object) -> None:
    meeting = settle_meeting(story, ask_to_meet(story), kind, by, "You both went on in writing.")
    said = {"day": story.at.date().isoformat(), "words": "You both went on in writing."}
    assert told_once(story, event, meeting) == (Stream.SHARED, by, said)
    with pytest.raises(Refused):
        settle_meeting(story, meeting, kind, by, "Again.")


def test_psr_says_why_it_does_not_meet_both(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        settle_meeting(story, ask_to_meet(story), MeetingEnd.NOT_HELD)
    assert refused.value.field == "words"


def test_a_party_takes_back_its_own_only_and_settles_none(story: Story) -> None:
    meeting = ask_to_meet(story)
    for kind, by in ((MeetingEnd.TAKEN_BACK, "editor"), (MeetingEnd.HELD, "practitioner")):
        with pytest.raises(Refused):
            settle_meeting(story, meeting, kind, by)
    with pytest.raises(Refused):
        settle_meeting(story, meeting, MeetingEnd.TAKEN_BACK, "adviser")


def test_an_agreed_plan_can_be_met_about_and_a_closed_one_not(story: Story) -> None:
    assert ask_to_meet(story)
    not_agreed(story)
    with pytest.raises(Refused):
        ask_to_meet(story, "editor")


def test_parties_who_signed_can_still_ask(story: Story) -> None:
    signed(story)
    assert ask_to_meet(story)
