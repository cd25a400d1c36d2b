"""PSR's administrators find an organisation, invite its first administrator, and name one; they take nobody off."""

import re

import pytest

from portal.domain.people.organisation import healthcare_organisation
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import OPENED, Story, administrator, staff, take_off_organisation, the_organisation
from tests.views.staff.test_organisations import asked, link, page_of


@pytest.fixture
def where(story: Story) -> str:
    """The page of the organisation; the reviewer is an administrator of PSR, and is on the case."""
    administrator(story, "reviewer")
    return page_of(story)


def test_organisations_that_nobody_looks_after_are_shown_first(story: Story, where: str, client_as: ClientAs) -> None:
    reviewer = client_as("reviewer")
    assert where in reviewer.get("/organisations").text
    assert "/organisations" in reviewer.get("/account").text
    administrator(story)
    assert where not in reviewer.get("/organisations").text
    assert "Every organisation has somebody" in reviewer.get("/organisations").text


def test_an_organisation_is_found_by_its_name(story: Story, where: str, client_as: ClientAs) -> None:
    administrator(story)
    reviewer = client_as("reviewer")
    found = reviewer.post("/organisations/searches", data={"find": "HARBOUR"}).text
    assert where in found
    assert "Test Editor" in found
    assert "No organisation has these words" in reviewer.post("/organisations/searches", data={"find": "%"}).text
    assert reviewer.post("/organisations/searches", data={"find": ""}).status_code == 422


def test_a_long_list_says_that_there_is_more(app: Portal, where: str, client_as: ClientAs) -> None:
    object.__setattr__(app.settings, "accounts_shown", 1)
    with app.database.writing() as session:
        healthcare_organisation(session, "Harbour Trust North", OPENED)
    page = client_as("reviewer").post("/organisations/searches", data={"find": "harbour"}).text
    assert ("Type more of the name" in page, where in page, "North" in page) == (True, True, False)


def test_the_list_is_for_psrs_administrators_alone(story: Story, where: str, client_as: ClientAs) -> None:
    administrator(story)
    for role in ("editor", "adviser", "practitioner", "stranger"):
        assert client_as(role).get("/organisations").status_code == 404
        assert client_as(role).post("/organisations/searches", data={"find": "harbour"}).status_code == 404


def test_psr_invites_the_first_administrator_and_the_letter_page_says_who_asks(
    app: Portal, story: Story, where: str, client_as: ClientAs
) -> None:
    reviewer = client_as("reviewer")
    asked(reviewer, story, is_administrator="yes")
    page = " ".join(app.test_client().get(link(app)).text.split())
    assert "Test Reviewer of PSR, NHS Resolution, invites Dr Noor Hadid to act for Harbour Trust" in page
    assert "You also look after the people" in page
    found = re.search(r"/staff-invitations/[0-9a-f-]{36}", reviewer.get(f"{where}?did=invited").text)
    assert found
    assert reviewer.post(f"{found[0]}/withdrawals").status_code == 303


def test_psr_names_an_administrator_and_takes_nobody_off(story: Story, where: str, client_as: ClientAs) -> None:
    reviewer, somebody = client_as("reviewer"), f"/staff/{staff(story, 'signatory').id}"
    assert "Take Test Signatory off" not in reviewer.get(somebody).text
    assert reviewer.post(f"{somebody}/administrators").status_code == 303
    assert reviewer.post(f"{somebody}/removals").status_code == 403
    assert client_as("signatory").get(where).status_code == 200


def test_psr_reads_no_case_on_these_pages(story: Story, where: str, client_as: ClientAs) -> None:
    administrator(story)
    take_off_organisation(story, "signatory")
    assert story.case.reference in client_as("editor").get(where).text
    assert story.case.reference not in client_as("reviewer").get(where).text


def test_an_administrator_of_an_organisation_looks_after_no_other(story: Story, client_as: ClientAs) -> None:
    administrator(story)
    of_psr = staff(story, "adviser").organisation_id
    assert of_psr != the_organisation(story).id
    editor = client_as("editor")
    assert editor.get(f"/organisations/{of_psr}").status_code == 404
    assert editor.post(f"/organisations/{of_psr}/invitations").status_code == 404


def test_psrs_administrator_says_who_of_psr_opens_cases(story: Story, where: str, client_as: ClientAs) -> None:
    reviewer, adviser = client_as("reviewer"), client_as("adviser")
    own = f"/staff/{staff(story, 'reviewer').id}"
    assert reviewer.get("/cases/new").status_code == 404
    answer = reviewer.post(f"{own}/case-openers")
    assert "They may open cases now" in reviewer.get(answer.location.partition("#")[0]).text
    assert reviewer.get("/cases/new").status_code == 200
    assert "You may open cases for PSR" in reviewer.get("/account").text
    assert reviewer.post(f"{own}/case-openers").status_code == 422
    assert reviewer.post(f"{own}/case-opener-ends").status_code == 303
    assert reviewer.get("/cases/new").status_code == 404
    assert adviser.post(f"{own}/case-openers").status_code == 404


def test_nobody_opens_cases_for_an_organisation(story: Story, where: str, client_as: ClientAs) -> None:
    administrator(story)
    somebody = f"/staff/{staff(story, 'signatory').id}/case-openers"
    answer = client_as("editor").post(somebody)
    assert (answer.status_code, "Only PSR opens cases" in answer.text) == (422, True)
    assert client_as("reviewer").post(somebody).status_code == 403
