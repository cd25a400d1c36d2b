"""A representative hands over with the practitioner's yes, and keeps their place until somebody else has it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.case import Membership
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.roles import Reach
from portal.domain.dates import london_day
from portal.domain.people.person import Person
from portal.domain.record import Stream
from tests.domain.told import told
from tests.factories import (
    Story,
    a_person,
    accept,
    agree_to_handover,
    ask_to_hand_over,
    invite,
    limit,
    name_representative,
    pause,
    refuse_handover,
    take_back_handover,
    take_off,
)

NEW = "bell@example.org"


def newcomer(story: Story, email: str = NEW) -> Person:
    with story.acting() as session:
        return a_person(session, "bell", email=email)


def has_a_place(story: Story, role: str = "representative") -> bool:
    with story.acting() as session:
        return story.member(role, session).holds(london_day(story.at))


def test_asking_sends_nothing_and_ends_nothing(story: Story) -> None:
    asked = ask_to_hand_over(story)
    with story.acting() as session:
        assert session.scalars(select(Invitation)).all() == []
    assert has_a_place(story)
    assert (asked.name, asked.email) == ("K. Bell", NEW)


def test_with_a_yes_the_invitation_has_the_same_reach_and_last_day(story: Story) -> None:
    last_day = london_day(story.at) + timedelta(days=90)
    limit(story, Reach.COMMENT, last_day)
    invitation, _ = agree_to_handover(story, ask_to_hand_over(story))
    assert (invitation.reach, invitation.last_day) == (Reach.COMMENT, last_day)
    member = accept(story, invitation, newcomer(story))
    assert (member.reach, member.last_day) == (Reach.COMMENT, last_day)


def test_the_first_representative_stays_until_the_new_one_accepts(story: Story) -> None:
    invitation, _ = agree_to_handover(story, ask_to_hand_over(story))
    assert has_a_place(story)
    accept(story, invitation, newcomer(story))
    assert not has_a_place(story)


def test_the_practitioner_may_end_the_first_place_at_once(story: Story) -> None:
    invitation, _ = agree_to_handover(story, ask_to_hand_over(story), at_once=True)
    assert not has_a_place(story)
    assert isinstance(accept(story, invitation, newcomer(story)), Membership)


def test_after_a_no_everything_is_as_it_was_and_another_can_be_named(story: Story) -> None:
    asked = ask_to_hand_over(story)
    refuse_handover(story, asked)
    assert has_a_place(story)
    with pytest.raises(Refused, match="answered or taken back"):
        agree_to_handover(story, asked)
    ask_to_hand_over(story, "P. Moor", "moor@example.org")


def test_one_is_asked_at_a_time_until_it_is_taken_back(story: Story) -> None:
    asked = ask_to_hand_over(story)
    with pytest.raises(Refused, match="asked this already"):
        ask_to_hand_over(story, "P. Moor", "moor@example.org")
    take_back_handover(story, asked)
    for act in (agree_to_handover, refuse_handover, take_back_handover):
        with pytest.raises(Refused, match="answered or taken back"):
            act(story, asked)
    ask_to_hand_over(story, "P. Moor", "moor@example.org")


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [
        ("", NEW, "Give their name"),
        ("K. Bell", "bell", "Give an e-mail address"),
        ("L. Grant", "representative@example.org", "on this case already"),
        ("Dr Osei", "practitioner@example.org", "on this case already"),
    ],
)
def test_who_is_named_wrongly_is_refused(story: Story, name: str, email: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        ask_to_hand_over(story, name, email)


def test_nobody_learns_who_is_on_the_other_side_by_naming_them(story: Story) -> None:
    """They are refused when they accept, as by every invitation."""
    invitation, _ = agree_to_handover(story, ask_to_hand_over(story, email="editor@example.org"))
    with pytest.raises(Refused, match="on another side"):
        accept(story, invitation, story.people["editor"])
    assert has_a_place(story)


def test_whoever_has_left_hands_nothing_over(story: Story) -> None:
    asked = ask_to_hand_over(story)
    take_off(story, "representative", by="practitioner")
    for act in (agree_to_handover, refuse_handover):
        with pytest.raises(Refused, match="no longer on this case"):
            act(story, asked)


def test_whose_last_day_has_passed_hands_nothing_over(story: Story) -> None:
    limit(story, Reach.DRAFT, london_day(story.at))
    asked = ask_to_hand_over(story)
    story.at += timedelta(days=1)
    with pytest.raises(Refused, match="no longer on this case"):
        agree_to_handover(story, asked)


def test_whose_last_day_has_passed_can_be_invited_anew(story: Story) -> None:
    limit(story, Reach.DRAFT, london_day(story.at))
    name_representative(story)
    story.at += timedelta(days=1)
    with pytest.raises(Refused, match="no longer on this case"):
        limit(story, Reach.COMMENT)
    email = "representative@example.org"
    invitation, _ = invite(story, "practitioner", story.members["representative"].roles[0].role, email)
    member = accept(story, invitation, story.people["representative"])
    assert member.holds(london_day(story.at))
    assert (member.last_day, member.is_named) == (None, False)
    assert member.begun_at == story.at


def test_while_the_case_is_paused_nothing_is_asked_or_sent(story: Story) -> None:
    asked = ask_to_hand_over(story)
    pause(story)
    with pytest.raises(Refused, match="paused"):
        agree_to_handover(story, asked)


def test_only_the_practitioners_own_side_is_told(story: Story) -> None:
    refuse_handover(story, ask_to_hand_over(story))
    take_back_handover(story, ask_to_hand_over(story))
    agree_to_handover(story, ask_to_hand_over(story))
    kinds = (events.HANDOVER_ASKED, events.HANDOVER_REFUSED, events.HANDOVER_TAKEN_BACK, events.HANDOVER_AGREED)
    assert [[one.stream for one in told(story, kind)] for kind in kinds] == [
        [Stream.PRACTITIONER] * 3,
        *[[Stream.PRACTITIONER]] * 3,
    ]
