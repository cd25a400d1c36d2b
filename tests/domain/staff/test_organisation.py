"""Organisations, and who acts for them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Case, Profession
from portal.domain.cases.roles import Role
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.asked_by_letter import asked_by
from portal.domain.people.organisation import (
    Organisation,
    OrganisationKind,
    Staff,
    healthcare_organisation,
    psr,
    staff_of,
)
from portal.domain.people.staff_invitation import StaffInvitation
from tests.factories import (
    OPENED,
    Story,
    a_person,
    accept,
    administrator,
    ask_colleague,
    colleague,
    come,
    invite,
    take_off,
    the_organisation,
)


def here(story: Story) -> set[str]:
    with story.acting() as session:
        return {one.name for one in staff_of(session, the_organisation(story))}


def opened(session: Session, story: Story, reference: str, organisation: str) -> Case:
    facts = {"practitioner": "Dr Hill", "profession": Profession.DOCTOR, "key_contact": "R. Malik", "at": OPENED}
    by = session.merge(story.people["adviser"])
    return Case.open(session, by=by, reference=reference, organisation=organisation, **facts)


@pytest.mark.parametrize("name", ["harbour  trust", "HARBOUR TRUST", " Harbour Trust "])
def test_names_that_read_the_same_are_one_organisation(story: Story, name: str) -> None:
    with story.acting() as session:
        case = opened(session, story, "PSR/2025/0002", name)
        assert (case.organisation_id, case.organisation) == (story.case.organisation_id, "Harbour Trust")


def test_another_name_is_another_organisation(story: Story) -> None:
    with story.acting() as session:
        case = opened(session, story, "PSR/2025/0002", "Harbour Trust North")
        assert case.organisation_id != story.case.organisation_id


def test_a_case_is_never_opened_with_psr_as_its_organisation(story: Story) -> None:
    with story.acting() as session:
        called = psr(session, OPENED).name
        with pytest.raises(Refused, match="is no healthcare organisation") as refused:
            healthcare_organisation(session, called, OPENED)
        assert refused.value.field == "organisation"


def test_who_acts_on_a_case_for_an_organisation_is_among_its_people(story: Story) -> None:
    assert here(story) == {"Test Editor", "Test Signatory"}
    with story.acting() as session:
        assert {one.name for one in staff_of(session, psr(session, OPENED))} == {"Test Adviser", "Test Reviewer"}
        places = session.scalars(select(Staff)).all()
        assert {one.person.name for one in places}.isdisjoint({"Test Practitioner", "Test Representative"})
    invitation, _ = invite(story, role=Role.EDITOR, email="stranger@example.org")
    accept(story, invitation, story.people["stranger"])
    assert "Test Stranger" in here(story)


def test_who_leaves_a_case_still_acts_for_the_organisation(story: Story) -> None:
    take_off(story, "signatory")
    assert "Test Signatory" in here(story)


def test_who_accepts_acts_for_the_organisation_and_their_account_tells_it(story: Story) -> None:
    administrator(story)
    asked, token = ask_colleague(story, email="stranger@example.org")
    with story.acting() as session:
        assert asked_by(session, StaffInvitation, token, story.at)
        assert token not in {str(value) for value in vars(asked).values()}
    place = come(story, asked, story.people["stranger"])
    assert not place.is_administrator
    assert "Test Stranger" in here(story)
    with story.acting() as session:
        (told,) = changes_of(session, story.people["stranger"].id)
        assert (told.change, told.said) == (AccountChange.JOINED_STAFF, "Harbour Trust")
        assert told.by_id == story.people["editor"].id
        assert asked_by(session, StaffInvitation, token, story.at) is None
    with pytest.raises(Refused, match="no longer holds"):
        come(story, asked, story.people["stranger"])


def test_who_is_asked_as_an_administrator_is_one(story: Story) -> None:
    administrator(story)
    asked, _ = ask_colleague(story, email="stranger@example.org", is_administrator=True)
    assert come(story, asked, story.people["stranger"]).is_administrator


def test_nobody_accepts_what_is_for_another_address_or_ran_out(story: Story) -> None:
    administrator(story)
    asked, _ = ask_colleague(story, email="stranger@example.org")
    with pytest.raises(Refused, match="another e-mail address"):
        come(story, asked, story.people["practitioner"])
    story.at += timedelta(days=15)
    with pytest.raises(Refused, match="no longer holds"):
        come(story, asked, story.people["stranger"])
    assert "Test Stranger" not in here(story)


def test_who_is_here_or_asked_already_is_not_asked_again(story: Story) -> None:
    administrator(story)
    ask_colleague(story)
    with pytest.raises(Refused, match="has an invitation already"):
        ask_colleague(story, email="Colleague@example.org")
    with pytest.raises(Refused, match="act for Harbour Trust already") as refused:
        ask_colleague(story, email="signatory@example.org")
    assert refused.value.field == "invited_email"
    with pytest.raises(Refused) as refused:
        ask_colleague(story, email="none", name="")
    assert [fault.field for fault in refused.value.faults] == ["invited_name", "invited_email"]


def test_there_is_one_psr(session: Session) -> None:
    assert psr(session, OPENED) is psr(session, OPENED)
    kinds = session.scalars(select(Organisation.kind)).all()
    assert kinds == [OrganisationKind.PSR]


def test_somebody_may_act_for_several_organisations(story: Story) -> None:
    colleague(story, "editor", beside="adviser")
    assert "Test Editor" in here(story)
    with story.acting() as session:
        assert "Test Editor" in {one.name for one in staff_of(session, psr(session, OPENED))}
        assert a_person(session, "nobody else").id not in {one.person_id for one in session.scalars(select(Staff))}
