"""Somebody is away: a colleague covers on the cases that they choose, never as a signatory, and until a day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.cover import OTHER_ROLE, OTHER_SIDE, Cover, covers_on, why_no_cover
from portal.domain.cases.leaving import LAST_ADVISER
from portal.domain.cases.roles import Role
from portal.domain.record import Event, Stream
from portal.domain.staff import away
from portal.domain.staff.away import Absence, away_on
from portal.policy import may
from tests.factories import (
    Story,
    accept,
    administrator,
    agree_to_cover,
    colleague,
    come_back,
    covered,
    go_away,
    invite,
    refuse_to_cover,
    staff,
    take_off,
    take_off_organisation,
)
from tests.factories.standing_in import place_of


def told(story: Story, *kinds: str) -> list[tuple[str, Stream]]:
    with story.acting() as session:
        wanted = select(Event).where(Event.kind.in_(kinds)).order_by(Event.seq)
        return [(one.kind, one.stream) for one in session.scalars(wanted)]


def here(story: Story, role: str = "stranger", days: int = 0) -> bool:
    with story.acting() as session:
        member = place_of(story, role, session)
        return member is not None and member.holds(story.at.date() + timedelta(days=days))


def who_covers(story: Story, days: int = 0) -> list[tuple[str, str]]:
    with story.acting() as session:
        case, today = story.present_plan(session).case, story.at.date() + timedelta(days=days)
        return [(one.member.name, one.away.name) for one in covers_on(session, case, today)]


def test_a_cover_acts_as_an_editor_until_the_last_day_and_then_no_more(story: Story) -> None:
    colleague(story)
    covered(story, "signatory", days=3)
    with story.acting() as session:
        member, plan = place_of(story, "stranger", session), story.present_plan(session)
        assert member
        assert [one.role for one in member.roles] == [Role.EDITOR]
        assert may(member, Action.ASSENT, plan)
        assert not may(member, Action.SIGN, plan)
    assert [here(story, days=days) for days in (3, 4)] == [True, False]
    assert who_covers(story) == [("Test Stranger", "Test Signatory")]
    assert who_covers(story, days=4) == []
    names = (events.COLLEAGUE_AWAY.name, events.COVER_BEGAN.name)
    assert told(story, *names) == [(names[0], Stream.SHARED), (names[1], Stream.SHARED)]


def test_nobody_is_on_a_case_before_the_cover_says_yes(story: Story) -> None:
    colleague(story)
    absence = go_away(story)
    assert not here(story)
    refuse_to_cover(story, absence)
    assert not here(story)
    with pytest.raises(Refused, match="answered this already"):
        agree_to_cover(story, absence)


def test_who_is_back_ends_it_at_once(story: Story) -> None:
    colleague(story)
    absence = covered(story)
    come_back(story, absence)
    assert not here(story)
    assert who_covers(story) == []
    ends = [events.COVER_ENDED.name, events.COLLEAGUE_BACK.name]
    assert [kind for kind, _ in told(story, *ends)] == ends
    with pytest.raises(Refused, match="over already"):
        come_back(story, absence)
    assert go_away(story).holds(story.at.date())


def test_two_absences_are_covered_until_the_later_day(story: Story) -> None:
    colleague(story)
    covered(story, "editor", days=3)
    later = covered(story, "signatory", days=9)
    assert here(story, days=9)
    come_back(story, later)
    assert [here(story, days=days) for days in (3, 4)] == [True, False]


def test_a_colleague_who_is_on_the_case_covers_and_keeps_their_own_place(story: Story) -> None:
    absence = covered(story, "signatory", "editor")
    assert who_covers(story) == [("Test Editor", "Test Signatory")]
    come_back(story, absence)
    assert here(story, "editor", days=99)


def test_nobody_covers_who_is_or_was_on_another_side_and_only_they_read_why(story: Story) -> None:
    colleague(story, "representative")
    absence = go_away(story, cover="representative")
    with pytest.raises(Refused, match=OTHER_SIDE):
        agree_to_cover(story, absence)
    take_off(story, "representative", by="practitioner")
    with pytest.raises(Refused, match=OTHER_SIDE):
        agree_to_cover(story, absence)
    assert told(story, events.COVER_BEGAN.name) == []


def test_a_second_reader_is_no_adviser_meanwhile_and_the_record_of_one_is_psrs(story: Story) -> None:
    with story.acting() as session:
        adviser, reviewer = story.member("adviser", session), story.people["reviewer"]
        assert why_no_cover(adviser, reviewer, story.at.date()) == OTHER_ROLE
    colleague(story, beside="adviser")
    covered(story, "reviewer")
    assert told(story, events.COLLEAGUE_AWAY.name, events.COVER_BEGAN.name) == [
        (events.COLLEAGUE_AWAY.name, Stream.PSR),
        (events.COVER_BEGAN.name, Stream.PSR),
    ]


def test_a_cover_is_no_adviser_to_leave_a_case_with(story: Story) -> None:
    colleague(story, beside="adviser")
    covered(story, "adviser")
    with story.acting() as session:
        member = place_of(story, "stranger", session)
        assert member
        assert member.has(Role.ADVISER)
    with pytest.raises(Refused, match=LAST_ADVISER):
        take_off(story, "adviser", by="adviser")


def test_who_leaves_the_case_is_covered_no_more(story: Story) -> None:
    colleague(story)
    covered(story)
    take_off(story, "editor", by="signatory")
    assert not here(story)


def test_a_cover_who_was_taken_off_covers_nobody_when_they_come_back(story: Story) -> None:
    colleague(story)
    covered(story)
    with story.acting() as session:
        story.members["cover"] = place_of(story, "stranger", session)  # type: ignore[assignment]
    take_off(story, "cover")
    asked, _ = invite(story, role=Role.EDITOR, email="stranger@example.org")
    accept(story, asked, story.people["stranger"])
    assert who_covers(story) == []
    assert here(story, days=99)


def test_a_cover_can_be_asked_to_stay_for_good_and_then_stays(story: Story) -> None:
    colleague(story)
    absence = covered(story)
    asked, _ = invite(story, role=Role.EDITOR, email="stranger@example.org")
    accept(story, asked, story.people["stranger"])
    come_back(story, absence)
    assert here(story, days=99)
    assert told(story, events.PARTICIPANT_ADDED.name)[-1] == (events.PARTICIPANT_ADDED.name, Stream.SHARED)


def test_who_covered_once_can_be_taken_off_the_organisation(story: Story) -> None:
    colleague(story)
    administrator(story)
    covered(story, days=1)
    story.at += timedelta(days=5)
    take_off_organisation(story, "stranger")
    with story.acting() as session:
        assert staff(story, "stranger", session).left_at


def test_who_left_and_came_back_is_not_away_any_more(story: Story) -> None:
    administrator(story)
    absence = go_away(story, "signatory", cover="")
    take_off_organisation(story, "signatory")
    asked, _ = invite(story, role=Role.SIGNATORY, email="signatory@example.org")
    accept(story, asked, story.people["signatory"])
    with story.acting() as session:
        assert not session.get_one(Absence, absence.id).holds(story.at.date())


def test_a_day_that_has_passed_and_who_is_no_colleague_are_said_at_once(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        go_away(story, cover="adviser", days=-1)
    assert [fault.field for fault in refused.value.faults] == ["until", "cover"]


def test_one_is_away_once_at_a_time_and_again_when_the_day_has_passed(story: Story) -> None:
    go_away(story, cover="", days=2)
    with pytest.raises(Refused, match="already that you are away"):
        go_away(story, cover="")
    story.at += timedelta(days=3)
    assert go_away(story, cover="").until > story.at.date()
    with story.acting() as session:
        assert len(session.scalars(select(Absence)).unique().all()) == 2


def test_a_case_shows_who_is_away_for_its_own_organisation_alone(story: Story) -> None:
    colleague(story, "practitioner", beside="adviser")
    go_away(story, "editor", cover="")
    go_away(story, "adviser", cover="")
    with story.acting() as session:
        case = story.present_plan(session).case
        assert set(away_on(session, case, story.at.date())) == {
            story.members["editor"].id,
            story.members["adviser"].id,
        }
        assert away_on(session, case, story.at.date() + timedelta(days=15)) == {}


def test_a_case_that_was_not_locked_is_never_covered(story: Story) -> None:
    colleague(story)
    absence = go_away(story)
    with story.acting() as session, pytest.raises(Refused, match="came up at this moment"):
        found = session.get_one(Absence, absence.id)
        away.agree_to_cover(session, found, {story.case.id}, at=story.tick(), locked=[])
    with story.acting() as session:
        assert session.scalars(select(Cover)).unique().all() == []
