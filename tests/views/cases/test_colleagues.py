"""Whoever invites somebody of an organisation can choose them from those who act for it."""

import re

import pytest

from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, colleague, staff, take_off

WHO = re.compile(r'<select[^>]* name="colleague".*?</select>', re.DOTALL)


@pytest.fixture
def where(story: Story) -> str:
    """Where people are invited; the stranger acts for the organisation, and is on no case."""
    colleague(story, "stranger")
    return f"/cases/{story.case.id}/invitations"


def offered(client_as: ClientAs, where: str, role: str) -> str:
    found = WHO.search(client_as(role).get(f"{where}/new").text)
    return found[0] if found else ""


def test_a_colleague_is_chosen_without_typing_who_they_are(
    app: Portal, story: Story, where: str, client_as: ClientAs
) -> None:
    assert "Test Stranger" in offered(client_as, where, "editor")
    form = {"role": "organisation editor", "colleague": str(staff(story, "stranger").id)}
    assert client_as("editor").post(where, data=form).status_code == 303
    assert app.outbox.newest(1)[0].letter.to == "stranger@example.org"
    page = client_as("editor").get(f"/cases/{story.case.id}/people").text
    assert "Test Stranger" in page
    asked = re.search(r"/invitations/[0-9a-f-]{36}", page)
    assert asked
    after = client_as("editor").get(f"/cases/{story.case.id}/people?did=invited").text
    assert "A letter to the address of their account" in after
    for text in (page, after, client_as("editor").get(asked[0]).text):
        assert "stranger@example.org" not in text


def test_who_is_on_the_case_for_the_organisation_is_not_in_the_list(
    story: Story, where: str, client_as: ClientAs
) -> None:
    assert "Test Signatory" not in offered(client_as, where, "editor")
    take_off(story, "signatory")
    assert "Test Signatory" in offered(client_as, where, "editor")


def test_the_list_tells_nobody_who_is_on_the_other_side(story: Story, where: str, client_as: ClientAs) -> None:
    colleague(story, "representative")
    assert "Test Representative" in offered(client_as, where, "editor")


def test_the_practitioner_is_shown_nobody_of_an_organisation(where: str, client_as: ClientAs) -> None:
    assert offered(client_as, where, "practitioner") == ""
    assert "Test Stranger" not in client_as("practitioner").get(f"{where}/new").text


def test_psr_chooses_from_both_and_never_somebody_for_the_wrong_side(
    story: Story, where: str, client_as: ClientAs
) -> None:
    colleague(story, "observer", beside="adviser")
    shown = offered(client_as, where, "adviser")
    assert "Test Stranger, Harbour Trust" in shown
    assert "Test Observer, PSR, NHS Resolution" in shown
    form = {"role": "PSR adviser", "colleague": str(staff(story, "stranger").id)}
    answer = client_as("adviser").post(where, data=form)
    assert (answer.status_code, "Test Stranger acts for Harbour Trust" in answer.text) == (422, True)


def test_a_colleague_who_is_not_offered_is_not_taken(story: Story, where: str, client_as: ClientAs) -> None:
    form = {"role": "organisation editor", "colleague": str(staff(story, "reviewer").id)}
    assert client_as("editor").post(where, data=form).status_code == 422


def test_the_case_says_who_prepares_and_who_signs_for_the_organisation(story: Story, client_as: ClientAs) -> None:
    for role in ("practitioner", "editor", "adviser"):
        page = " ".join(client_as(role).get(f"/cases/{story.case.id}").text.split())
        assert 'Prepares for the organisation</dt><dd class="nhsuk-summary-list__value">Test Editor' in page
        assert 'Signs for the organisation</dt><dd class="nhsuk-summary-list__value">Test Signatory' in page
    take_off(story, "signatory")
    assert "Nobody yet" in client_as("practitioner").get(f"/cases/{story.case.id}").text
