"""Somebody is taken off an organisation: off its cases at once, and off nothing else."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.case import Case, Profession
from portal.domain.cases.invitation import invitations_to
from portal.domain.cases.roles import Role
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.organisation import Staff
from portal.domain.people.person import Person
from portal.domain.record import ADMINISTRATOR, Event, Stream
from portal.domain.staff.taking_off import cases_concerned, take_off_staff
from portal.queries.staff.people import leaving_of, without_signatory
from tests.factories import (
    OPENED,
    Story,
    administrator,
    colleague,
    invite,
    staff,
    take_off,
    take_off_organisation,
    the_organisation,
    withdrawn,
)


def left(story: Story) -> list[Event]:
    with story.acting() as session:
        wanted = select(Event).where(Event.kind == events.PARTICIPANT_LEFT.name).order_by(Event.seq)
        return list(session.scalars(wanted))


def has_place(story: Story, role: str) -> bool:
    with story.acting() as session:
        return not story.member(role, session).ended_at


def signatorys_places(session: Session) -> Sequence[Staff]:
    theirs = select(Staff).join(Staff.person).where(Person.email == "signatory@example.org")
    return session.scalars(theirs).all()


def another_case(story: Story, organisation: str, **roles: Role) -> None:
    """A second case, with these people of the story on it."""
    with story.acting() as session:
        by = session.merge(story.people["adviser"])
        facts = {"practitioner": "Dr Hill", "profession": Profession.DOCTOR, "key_contact": "R. Malik", "at": OPENED}
        case = Case.open(session, by=by, reference="PSR/2025/0002", organisation=organisation, **facts)
        for name, role in roles.items():
            case.add(session, session.merge(story.people[name]), role, by=case.memberships[0], at=OPENED)


def test_their_places_end_at_once_and_the_record_and_their_account_tell_it(story: Story) -> None:
    administrator(story)
    take_off_organisation(story, "signatory")
    assert not has_place(story, "signatory")
    (told,) = left(story)
    assert (told.stream, told.actor) == (Stream.SHARED, str(story.members["editor"].id))
    with story.acting() as session:
        (change,) = changes_of(session, story.people["signatory"].id)
        assert (change.change, change.by_id) == (AccountChange.LEFT_STAFF, story.people["editor"].id)
    with pytest.raises(Refused, match="no longer among the people"):
        take_off_organisation(story, "signatory")


def test_an_administrator_who_is_not_on_the_case_is_told_as_one(story: Story) -> None:
    colleague(story, "stranger")
    administrator(story, "stranger")
    take_off_organisation(story, "editor", by="stranger")
    assert [one.actor for one in left(story)] == [str(ADMINISTRATOR)]


def test_an_administrator_takes_nobody_off_who_is_on_another_side_of_a_case(story: Story) -> None:
    colleague(story, "representative")
    administrator(story, "representative")
    with pytest.raises(Refused, match="on another side of a case"):
        take_off_organisation(story, "editor", by="representative")
    assert has_place(story, "editor")
    take_off(story, "representative", by="practitioner")
    take_off_organisation(story, "editor", by="representative")
    assert [one.actor for one in left(story)] == [str(ADMINISTRATOR)]


def test_what_somebody_is_on_another_case_for_themselves_or_for_others_stays(story: Story) -> None:
    colleague(story, "practitioner")
    administrator(story)
    another_case(story, "Quay Trust", signatory=Role.SIGNATORY)
    take_off_organisation(story, "practitioner")
    assert has_place(story, "practitioner")
    with story.acting() as session:
        harbour = next(one for one in signatorys_places(session) if one.organisation.name == "Harbour Trust")
        by = staff(story, "editor", session)
        locked = cases_concerned(session, harbour, OPENED.date())
        assert locked == [story.case.id]
        take_off_staff(session, harbour, by=by, at=story.tick(), locked=locked)
    with story.acting() as session:
        open_ones = [one.organisation.name for one in signatorys_places(session) if not one.left_at]
        assert open_ones == ["Quay Trust"]
        other = session.scalars(select(Case).where(Case.reference == "PSR/2025/0002")).one()
        assert "Test Signatory" in {one.name for one in other.memberships if not one.ended_at}


def test_what_they_were_asked_to_and_what_they_asked_others_to_is_taken_back(story: Story) -> None:
    administrator(story)
    invite(story, by="signatory", email="other@example.org")
    invite(story, by="adviser", role=Role.EDITOR, email="signatory@example.org")
    invite(story, by="practitioner", role=Role.REPRESENTATIVE, email="signatory@example.org")
    take_off_organisation(story, "signatory")
    with story.acting() as session:
        still = [one.role for one in invitations_to(session, session.get_one(Case, story.case.id)) if one.is_open]
        assert still == [Role.REPRESENTATIVE]


def test_an_administrator_on_another_side_takes_back_nothing_that_was_asked_there(story: Story) -> None:
    colleague(story)
    colleague(story, "practitioner")
    administrator(story, "practitioner")
    asked, _ = invite(story, by="adviser", role=Role.EDITOR, email="stranger@example.org")
    with pytest.raises(Refused, match="on another side of a case"):
        take_off_organisation(story, "stranger", by="practitioner")
    with story.acting() as session:
        (found,) = invitations_to(session, session.get_one(Case, story.case.id))
        assert found.id == asked.id
        assert found.is_open


def test_the_last_administrator_stays(story: Story) -> None:
    administrator(story)
    with pytest.raises(Refused, match="always has an administrator"):
        take_off_organisation(story, "editor")
    assert has_place(story, "editor")


def test_a_case_is_never_without_an_adviser_of_psr(story: Story) -> None:
    administrator(story, "reviewer")
    with pytest.raises(Refused, match="only adviser of PSR on PSR/2025/0001"):
        take_off_organisation(story, "adviser", by="reviewer")
    assert has_place(story, "adviser")


def test_nothing_is_done_where_another_case_came_up_that_was_not_locked(story: Story) -> None:
    administrator(story)
    with story.acting() as session, pytest.raises(Refused, match="at this moment"):
        leaving, by = staff(story, "signatory", session), staff(story, "editor", session)
        take_off_staff(session, leaving, by=by, at=story.tick(), locked=[])
    assert has_place(story, "signatory")


def test_a_signatory_who_is_left_without_a_replacement_is_pointed_out(story: Story) -> None:
    administrator(story)
    with story.acting() as session:
        by = staff(story, "editor", session)
        leaving = leaving_of(session, staff(story, "signatory", session), by, OPENED.date())
        assert (leaving.cases, leaving.unsigned, leaving.needed) == (1, ["PSR/2025/0001"], [])
        assert leaving_of(session, by, by, OPENED.date()).unsigned == []
        assert without_signatory(session, the_organisation(story)) == []
    take_off_organisation(story, "signatory")
    with story.acting() as session:
        assert without_signatory(session, the_organisation(story)) == ["PSR/2025/0001"]
    withdrawn(story)
    with story.acting() as session:
        assert without_signatory(session, the_organisation(story)) == []
