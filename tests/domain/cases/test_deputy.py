"""A deputy signs in the place of the signatory who named them, and both sides are told."""

import pytest
from sqlalchemy import select

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.deputy import deputises_for, who_may_sign
from portal.domain.cases.roles import Party, Role
from portal.domain.record import Event, Stream
from portal.policy import may
from portal.queries.cases.people import still_missing
from tests.factories import (
    Story,
    accept,
    colleague,
    come_back,
    covered,
    end_deputy,
    freeze,
    invite,
    name_deputy,
    sign,
    take_off,
)
from tests.factories.standing_in import place_of


def signs(story: Story, role: str = "editor") -> bool:
    with story.acting() as session:
        member = place_of(story, role, session)
        return member is not None and may(member, Action.SIGN, story.present_plan(session))


def test_a_deputy_signs_until_it_is_taken_back_and_everybody_is_told(story: Story) -> None:
    editor = story.members["editor"]
    assert not signs(story)
    name_deputy(story, editor)
    assert signs(story)
    with story.acting() as session:
        signatory = deputises_for(story.member("editor", session))
        assert signatory
        assert signatory.name == "Test Signatory"
        case = story.present_plan(session).case
        assert who_may_sign(case, Party.ORGANISATION) == ["Test Signatory", "Test Editor (deputy)"]
        assert who_may_sign(case, Party.PRACTITIONER) == ["Test Practitioner"]
    end_deputy(story, editor)
    assert not signs(story)
    with story.acting() as session:
        wanted = select(Event).where(Event.kind.in_([events.DEPUTY_NAMED.name, events.DEPUTY_ENDED.name]))
        assert [one.stream for one in session.scalars(wanted)] == [Stream.SHARED] * 2


def test_one_signature_of_the_two_is_enough(story: Story) -> None:
    name_deputy(story, story.members["editor"])
    signed = sign(story, sign(story, freeze(story), "practitioner"), "editor")
    assert signed.is_complete


def test_a_deputy_names_nobody_and_nobody_is_named_twice(story: Story) -> None:
    name_deputy(story, story.members["editor"])
    with pytest.raises(Refused, match="sign for the organisation already"):
        name_deputy(story, story.members["editor"])
    colleague(story)
    covered(story)
    with story.acting() as session:
        cover = place_of(story, "stranger", session)
        assert cover
    with pytest.raises(Refused, match="names a deputy"):
        name_deputy(story, cover, by="editor")
    with pytest.raises(Refused, match="nobody’s place"):
        end_deputy(story, story.members["signatory"])


def test_a_deputy_signs_no_more_once_the_signatory_is_off_the_case(story: Story) -> None:
    name_deputy(story, story.members["editor"])
    take_off(story, "signatory", by="editor")
    assert not signs(story)
    with story.acting() as session:
        assert still_missing(story.present_plan(session).case) == [Role.SIGNATORY]


def test_a_cover_signs_only_as_a_deputy_and_only_while_they_cover(story: Story) -> None:
    colleague(story)
    absence = covered(story, "signatory")
    assert not signs(story, "stranger")
    with story.acting() as session:
        cover = place_of(story, "stranger", session)
        assert cover
    name_deputy(story, cover)
    assert signs(story, "stranger")
    come_back(story, absence)
    with story.acting() as session:
        cover = place_of(story, "stranger", session)
        assert cover
        assert not cover.holds(story.at.date())


def test_a_deputy_who_is_invited_to_sign_signs_in_their_own_right(story: Story) -> None:
    name_deputy(story, story.members["editor"])
    asked, _ = invite(story, "signatory", email="editor@example.org", replaces="signatory")
    accept(story, asked, story.people["editor"])
    with story.acting() as session:
        case = story.present_plan(session).case
        assert who_may_sign(case, Party.ORGANISATION) == ["Test Editor"]
