"""That a practitioner hears of an action for safety from a person: said by the organisation, or rung about by PSR."""

from datetime import date, timedelta

import pytest

from portal.domain.base import Refused
from portal.domain.cases.roles import Side
from portal.domain.record import Stream
from portal.domain.safety.events import PRACTITIONER_TOLD, RANG, RING_ASKED, RING_TRIED
from portal.domain.safety.telling import note_ring, say_told
from portal.domain.safety.told import Company, Step, Told
from tests.domain.told import told_once
from tests.factories import Story, act_for_safety, ring_about, tell_of_safety

NOTHING = {"who": "", "day": "", "with": ""}
TALK = Told("Jo Patel, her manager", date(2025, 11, 3), Company.THEIR_OWN)
SAID = {"who": "Jo Patel, her manager", "day": "2025-11-03", "with": "somebody of their own"}


def test_psr_is_asked_to_ring_where_nobody_has_told_them(story: Story) -> None:
    action = act_for_safety(story)
    assert (action.heard, action.waits_for_psr) == (None, True)
    assert told_once(story, RING_ASKED, action) == (Stream.SHARED, "editor", NOTHING)


def test_nobody_is_asked_to_ring_where_somebody_told_them(story: Story) -> None:
    action = act_for_safety(story, told=TALK)
    assert ([one.step for one in action.steps], action.waits_for_psr) == ([Step.TOLD], False)
    assert told_once(story, PRACTITIONER_TOLD, action) == (Stream.SHARED, "editor", SAID)


def test_safety_waits_for_none_of_the_answers(story: Story) -> None:
    assert act_for_safety(story, told=Told()).heard


@pytest.mark.parametrize("day", [timedelta(days=1), -timedelta(days=40_000)])
def test_a_talk_was_held_on_a_day_that_can_be_meant(story: Story, day: timedelta) -> None:
    with pytest.raises(Refused) as refused:
        act_for_safety(story, told=Told(day=story.at.date() + day))
    assert refused.value.field == "told_on"
    action = act_for_safety(story)
    with pytest.raises(Refused) as refused:
        tell_of_safety(story, action, Told(day=story.at.date() + day))
    assert refused.value.field == "told_on"


@pytest.mark.parametrize("by", ["editor", "signatory"])
def test_the_organisation_says_later_who_told_them(story: Story, by: str) -> None:
    action = tell_of_safety(story, act_for_safety(story), TALK, by)
    assert (action.heard.who, action.heard.company, action.waits_for_psr) == (TALK.who, TALK.company, False)
    assert told_once(story, PRACTITIONER_TOLD, action) == (Stream.SHARED, by, SAID)


def test_psr_rings_until_it_has_spoken_with_them(story: Story) -> None:
    action = ring_about(story, act_for_safety(story), spoke=False)
    assert action.waits_for_psr
    assert ring_about(story, action, spoke=True).waits_for_psr is False
    day = {"day": story.at.date().isoformat()}
    assert told_once(story, RING_TRIED, action) == (Stream.PRACTITIONER_PSR, "adviser", NOTHING | day)
    assert told_once(story, RANG, action) == (Stream.SHARED, "adviser", NOTHING | day)


def test_that_psr_reached_nobody_is_hidden_from_the_organisation(story: Story) -> None:
    action = ring_about(story, act_for_safety(story), spoke=False)
    tried = next(one for one in action.steps if one.step is Step.TRIED)
    assert tried.readers == {Side.PRACTITIONER, Side.PSR}
    assert tried not in action.steps_for(story.member("editor"))
    assert tried in action.steps_for(story.member("representative"))


def test_it_is_said_once(story: Story) -> None:
    action = act_for_safety(story, told=TALK)
    with pytest.raises(Refused):
        tell_of_safety(story, action, TALK)
    with pytest.raises(Refused):
        ring_about(story, action, spoke=True)


@pytest.mark.parametrize("role", ["practitioner", "representative", "adviser", "reviewer", "observer"])
def test_only_the_organisation_says_who_told_them(story: Story, role: str) -> None:
    with pytest.raises(Refused):
        say_told(story.session, act_for_safety(story), TALK, by=story.member(role), at=story.tick())


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "reviewer", "observer"])
def test_only_psrs_adviser_says_that_psr_rang(story: Story, role: str) -> None:
    facts = {"spoke": True, "day": story.at.date(), "by": story.member(role), "at": story.tick()}
    with pytest.raises(Refused):
        note_ring(story.session, act_for_safety(story), **facts)


@pytest.mark.parametrize("days", [-1, 1])
def test_psr_rang_on_a_day_since_it_was_asked(story: Story, days: int) -> None:
    action = act_for_safety(story)
    day, by, at = story.at.date() + timedelta(days=days), story.member("adviser"), story.tick()
    with pytest.raises(Refused) as refused:
        note_ring(story.session, action, spoke=True, day=day, by=by, at=at)
    assert refused.value.field == "day"


def test_an_action_from_before_that_was_asked_is_not_rung_about(story: Story) -> None:
    action = act_for_safety(story)
    action.steps.clear()
    assert not action.waits_for_psr
    with pytest.raises(Refused):
        note_ring(story.session, action, spoke=True, day=story.at.date(), by=story.member("adviser"), at=story.tick())
    story.session.expunge_all()
