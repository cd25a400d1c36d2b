"""Those who run the service name the first administrators, by commands."""

from dataclasses import replace

import pytest
from click.testing import Result

from portal.domain.people.organisation import named, psr, staff_of
from portal.web.http import Portal
from tests.factories import OPENED, Story, the_organisation
from tests.test_cli import run

TRUST, NOBODY = "Harbour Trust", "noor@example.org"
ASKED = ("invite", "--name", "Dr Noor Hadid", "--job", "Dean", "--email", NOBODY)


@pytest.fixture
def at(app: Portal, story: Story) -> Portal:
    """The portal, which knows where people find it."""
    app.settings = replace(app.settings, public_url="https://plans.example.org/")
    return app


def people(app: Portal, command: str, *more: str, of: str = TRUST) -> Result:
    return run(app, "people", command, *more, "--organisation", of)


def administrators(app: Portal, name: str) -> list[str]:
    with app.database.writing() as session:
        organisation = psr(session, OPENED) if name == "PSR" else named(session, name)
        assert organisation
        return [one.name for one in staff_of(session, organisation) if one.is_administrator]


def test_somebody_who_has_an_account_is_made_an_administrator(at: Portal) -> None:
    answer = people(at, "administrator", "--email", "editor@example.org", of="harbour  trust")
    assert (answer.exit_code, "Test Editor is an administrator of Harbour Trust." in answer.output) == (0, True)
    assert administrators(at, TRUST) == ["Test Editor"]
    again = people(at, "administrator", "--email", "editor@example.org")
    assert (again.exit_code, "is an administrator already" in again.output) == (1, True)


def test_psrs_first_administrator_needs_no_page(at: Portal) -> None:
    assert people(at, "administrator", "--email", "stranger@example.org", of="PSR").exit_code == 0
    assert administrators(at, "PSR") == ["Test Stranger"]


def test_who_has_no_account_is_asked_by_a_letter_and_comes_as_an_administrator(at: Portal) -> None:
    assert people(at, *ASKED, "--administrator").exit_code == 0
    [kept] = at.outbox.newest(9)
    assert kept.letter.to == NOBODY
    link = next(word for word in kept.letter.body.split() if word.startswith("https://plans.example.org/join/"))
    guest, where = at.test_client(), link.removeprefix("https://plans.example.org")
    assert "PSR, NHS Resolution, invites Dr Noor Hadid to act for Harbour Trust" in guest.get(where).text
    assert guest.post(where, data={"new_password": "Harbour lantern quietly seven"}).status_code == 303
    assert administrators(at, TRUST) == ["Dr Noor Hadid"]


def test_an_organisation_is_made_only_when_that_is_said(at: Portal) -> None:
    who = ("administrator", "--email", "stranger@example.org")
    answer = people(at, *who, of="Quay Trust")
    assert (answer.exit_code, "There is no organisation called Quay Trust." in answer.output) == (1, True)
    assert people(at, *who, "--new", of="Quay Trust").exit_code == 0
    assert administrators(at, "Quay Trust") == ["Test Stranger"]
    assert administrators(at, TRUST) == []


def test_without_an_address_of_the_portal_nobody_is_asked(app: Portal, story: Story) -> None:
    answer = people(app, *ASKED)
    assert (answer.exit_code, "PUBLIC_URL is not set" in answer.output) == (1, True)
    assert app.outbox.newest(9) == []
    assert the_organisation(story).name == TRUST


def test_who_opens_cases_acts_for_psr_from_the_start(at: Portal) -> None:
    new = ("add", "--email", NOBODY, "--name", "Noor Hadid", "--password", "Harbour lantern quietly seven")
    assert run(at, "people", *new, "--opens-cases").exit_code == 0
    with at.database.writing() as session:
        assert "Noor Hadid" in {one.name for one in staff_of(session, psr(session, OPENED))}


def test_somebody_is_signed_out_by_a_command_that_asks_why(at: Portal) -> None:
    assert run(at, "people", "sign-out", "--email", "editor@example.org", "--why", " ").exit_code == 1
    answer = run(at, "people", "sign-out", "--email", "editor@example.org", "--why", "She rang.")
    assert (answer.exit_code, "Test Editor is signed out." in answer.output) == (0, True)
