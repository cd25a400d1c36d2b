"""PSR puts a practitioner on the case who does not use a computer; everybody reads so, and only PSR reads how."""

import pytest
from sqlalchemy import select

from portal.domain.cases.case import Case, Membership, Profession
from portal.domain.cases.roles import Role
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import OPENED, Story

FORM = {"invited_name": "Dr Quill", "checked": "I rang the register, and then at home."}
ON_PAPER = "Answers and signs on paper, through PSR, and has no account here."


@pytest.fixture
def alone(story: Story) -> str:
    """The address of another case with everybody but a practitioner."""
    with story.acting() as session:
        adviser = session.merge(story.people["adviser"])
        case = Case.open(
            session,
            by=adviser,
            reference="PSR/2025/0002",
            organisation="Harbour Trust",
            practitioner="Dr Quill",
            profession=Profession.DOCTOR,
            key_contact="Test Adviser",
            at=OPENED,
        )
        for role in ("editor", "signatory"):
            person = session.merge(story.people[role])
            case.add(session, person, Role[role.upper()], by=case.memberships[0], at=OPENED)
        return f"/cases/{case.id}"


def test_psr_puts_them_on_the_case_by_name(app: Portal, alone: str, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    assert f"{alone}/served-on-paper/new" in adviser.get(f"{alone}/people").text
    told = adviser.post(f"{alone}/served-on-paper", data=FORM, follow_redirects=True).text
    assert "They are on the case, on paper" in told
    assert ON_PAPER in told
    assert "served-on-paper" not in adviser.get(f"{alone}/people").text
    assert adviser.get(f"{alone}/served-on-paper/new").headers["Location"].endswith(f"{alone}/people")
    with app.database.reading() as session:
        member = session.scalars(select(Membership).where(Membership.name_on_paper.is_not(None))).unique().one()
        assert (member.name, member.person_id) == ("Dr Quill", None)
    page = client_as("editor").get(f"{alone}/people").text
    assert ON_PAPER in page
    assert "I rang the register" not in page + client_as("editor").get(f"{alone}/record").text


def test_a_second_one_is_refused_and_all_that_is_missing_is_said(alone: str, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    answer = adviser.post(f"{alone}/served-on-paper", data={"invited_name": "", "checked": ""})
    assert answer.status_code == 422
    for sentence in ("Give the name as it should stand", "Say how you made sure"):
        assert sentence in answer.text
    adviser.post(f"{alone}/served-on-paper", data=FORM)
    again = adviser.post(f"{alone}/served-on-paper", data=FORM)
    assert (again.status_code, "has its practitioner already" in again.text) == (422, True)


@pytest.mark.parametrize("role", ["editor", "signatory"])
def test_no_organisation_may(alone: str, client_as: ClientAs, role: str) -> None:
    client = client_as(role)
    assert client.get(f"{alone}/served-on-paper/new").status_code == 403
    assert client.post(f"{alone}/served-on-paper", data=FORM).status_code == 403
