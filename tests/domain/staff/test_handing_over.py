"""Several cases are handed over at once: each has its own invitation, event and outcome."""

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.case import Case
from portal.domain.cases.invitation import OTHER_SIDE
from portal.domain.cases.roles import Role
from portal.domain.record import Event
from tests.domain.staff.test_taking_off import another_case
from tests.factories import Story, colleague, covered, hand_over_cases, pause, take_over
from tests.factories.standing_in import place_of

SECOND = "PSR/2025/0002"


def on(story: Story, name: str) -> list[str]:
    """The references of the cases on which this person has a place."""
    with story.acting() as session:
        cases = session.scalars(select(Case).order_by(Case.reference)).all()
        return [one.reference for one in cases if any(m.name == name and not m.ended_at for m in one.memberships)]


def test_each_case_has_its_own_event_and_who_hands_over_stays_until_it_is_taken(story: Story) -> None:
    another_case(story, "Harbour Trust", editor=Role.EDITOR)
    colleague(story)
    asked = hand_over_cases(story)
    assert sorted(one.case.reference for one in asked) == [story.case.reference, SECOND]
    with story.acting() as session:
        sent = session.scalars(select(Event).where(Event.kind == events.INVITED.name)).all()
        assert {one.case_id for one in sent} == {one.case_id for one in asked}
    assert on(story, "Test Editor") == [story.case.reference, SECOND]
    take_over(story)
    assert on(story, "Test Editor") == []
    assert on(story, "Test Stranger") == [story.case.reference, SECOND]


def test_a_case_that_cannot_be_handed_over_is_named(story: Story) -> None:
    another_case(story, "Harbour Trust", editor=Role.EDITOR)
    colleague(story)
    pause(story)
    with pytest.raises(Refused, match=f"Case {story.case.reference}: PSR has paused this case"):
        hand_over_cases(story)


def test_who_is_on_the_other_side_is_asked_like_anybody_and_learns_alone_why_not(story: Story) -> None:
    another_case(story, "Harbour Trust", editor=Role.EDITOR)
    colleague(story, "representative")
    assert len(hand_over_cases(story, to="representative")) == 2
    with pytest.raises(Refused, match=f"Case {story.case.reference}: {OTHER_SIDE}"):
        take_over(story, "representative")


def test_who_does_two_things_on_a_case_hands_both_over(story: Story) -> None:
    with story.acting() as session:
        by = story.member("editor", session)
        by.case.add(session, by.person, Role.SIGNATORY, by=by, at=story.tick())  # type: ignore[arg-type]
    colleague(story)
    assert sorted(one.role.name for one in hand_over_cases(story)) == ["EDITOR", "SIGNATORY"]
    take_over(story)
    with story.acting() as session:
        taken = place_of(story, "stranger", session)
        assert taken
        assert taken.has_for_good(Role.SIGNATORY)
        assert taken.has_for_good(Role.EDITOR)


def test_a_case_that_somebody_only_covers_is_not_theirs_to_hand_over(story: Story) -> None:
    colleague(story)
    covered(story)
    with pytest.raises(Refused, match="Tick the cases"):
        hand_over_cases(story, "stranger", to="signatory")


def test_a_case_and_a_colleague_are_asked_for_at_once(story: Story) -> None:
    another = colleague(story, beside="adviser")
    with pytest.raises(Refused) as refused:
        hand_over_cases(story, "editor", to="stranger")
    assert [fault.field for fault in refused.value.faults] == ["colleague"]
    assert another.organisation.is_psr
