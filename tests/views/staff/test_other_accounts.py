"""PSR's administrators find an account and change it, with their reason, their name and the owner's knowledge."""

import re

import pytest
from sqlalchemy import select

from portal.domain.agreements.agreement import Signature
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.person import Person
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story, administrator, signed
from tests.phones import phone_of
from tests.test_password_resets import signs_in

WHY = "She rang, and I rang back."


@pytest.fixture
def where(story: Story) -> str:
    """The account of the practitioner; the adviser is an administrator of PSR."""
    administrator(story, "adviser")
    return f"/people/{story.people['practitioner'].id}"


def said(app: Portal, story: Story, role: str = "practitioner") -> list[tuple[AccountChange, str, str]]:
    """What happened to this account, what was said of it and by whom, the newest first."""
    with app.database.reading() as session:
        names = {one: session.get_one(Person, person.id).name for one, person in story.people.items()}
        by = {person.id: names[one] for one, person in story.people.items()}
        found = changes_of(session, story.people[role].id)
        return [(one.change, one.said, by[one.by_id] if one.by_id else "") for one in found]


def test_an_account_is_found_by_words_of_its_name_or_address(where: str, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    assert "Test Practitioner" not in adviser.get("/people").text
    for words in ("practitioner", "TEST pract", "practitioner@example"):
        assert where in adviser.post("/people/searches", data={"find": words}).text
    assert "Nobody has an account" in adviser.post("/people/searches", data={"find": "nobody at all"}).text
    assert adviser.post("/people/searches", data={"find": " "}).status_code == 422


def test_a_long_list_says_that_there_is_more(app: Portal, where: str, client_as: ClientAs) -> None:
    object.__setattr__(app.settings, "accounts_shown", 2)
    page = client_as("adviser").post("/people/searches", data={"find": "example"}).text
    assert (page.count('href="/people/'), "Type more of the name" in page) == (2, True)


def test_the_pages_are_for_psrs_administrators_alone(where: str, client_as: ClientAs) -> None:
    for role in ("editor", "practitioner", "reviewer", "stranger"):
        assert {client_as(role).get(one).status_code for one in ("/people", where)} == {404}
        assert client_as(role).post("/people/searches", data={"find": "test"}).status_code == 404


def test_a_closed_account_signs_nobody_in_until_it_is_opened(
    app: Portal, story: Story, where: str, client_as: ClientAs
) -> None:
    adviser, owner = client_as("adviser"), client_as("practitioner")
    answer = adviser.post(f"{where}/closures", data={"account_why": WHY})
    page = adviser.get(answer.location.partition("#")[0]).text
    assert "The account is closed" in page
    assert f"{WHY}" in page
    assert owner.get("/").status_code == 401
    assert not signs_in(app, "practitioner", PASSWORD)
    assert said(app, story) == [(AccountChange.CLOSED, WHY, "Test Adviser")]
    assert adviser.post(f"{where}/closures", data={"account_why": WHY}).status_code == 422
    assert adviser.post(f"{where}/links").status_code == 422
    adviser.post(f"{where}/openings", data={"account_why": "She is back."})
    assert signs_in(app, "practitioner", PASSWORD)


def test_every_change_takes_its_reason_and_keeps_what_was_typed(where: str, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    for act in ("closures", "sign-outs"):
        answer = adviser.post(f"{where}/{act}", data={"account_why": ""})
        assert (answer.status_code, "Say why, and how you know who asked" in answer.text) == (422, True)
    answer = adviser.post(f"{where}/names", data={"account_why": "", "new_name": "Dr Testa"})
    assert (answer.status_code, 'value="Dr Testa"' in answer.text) == (422, True)


def test_a_corrected_name_shows_everywhere_and_signed_papers_keep_the_old(
    app: Portal, story: Story, where: str, client_as: ClientAs
) -> None:
    story.everybody_has_read_the_first_page()
    signed(story)
    client_as("adviser").post(f"{where}/names", data={"account_why": WHY, "new_name": "Dr Amara Testa"})
    assert "Dr Amara Testa" in client_as("editor").get(f"/cases/{story.case.id}/people").text
    with app.database.reading() as session:
        assert set(session.scalars(select(Signature.typed_name))) == {"Test Practitioner", "Test Signatory"}


def test_who_is_signed_out_is_out_on_every_device(app: Portal, story: Story, where: str, client_as: ClientAs) -> None:
    devices = [client_as("practitioner"), client_as("practitioner")]
    client_as("adviser").post(f"{where}/sign-outs", data={"account_why": WHY})
    assert [one.get("/").status_code for one in devices] == [401, 401]
    again = client_as("practitioner").get("/account").text
    assert "You were signed out everywhere" in again
    assert WHY not in again


def test_the_link_for_a_password_goes_to_the_owner_alone(
    app: Portal, story: Story, where: str, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    answer = adviser.post(f"{where}/links")
    letter = app.outbox.newest(1)[0].letter
    assert letter.to == "practitioner@example.org"
    token = re.search(r"/password-reset/(\S+)", letter.body)
    assert token
    assert token[1] not in adviser.get(answer.location.partition("#")[0]).text
    for _ in range(app.settings.resets_per_address):
        last = adviser.post(f"{where}/links")
    assert (last.status_code, "As many letters as may be" in last.text) == (422, True)


def test_a_lost_second_step_takes_a_check_and_the_administrators_own_password(
    app: Portal, story: Story, where: str, client_as: ClientAs
) -> None:
    adviser, restorations = client_as("adviser"), f"{where}/restorations"
    assert "Take a lost second step off" not in adviser.get(where).text
    phone_of(app, story, "practitioner")
    assert "Take a lost second step off" in adviser.get(where).text
    refused = adviser.post(restorations, data={"checked_how": "", "password": "wrong"})
    assert refused.status_code == 422
    assert "Say how you checked who they are" in refused.text
    assert "That is not your password" in refused.text
    owner_there = client_as("practitioner")
    done = adviser.post(restorations, data={"checked_how": "I saw her passport.", "password": PASSWORD})
    assert "The second step is taken off" in adviser.get(done.location.partition("#")[0]).text
    assert owner_there.get("/").status_code == 401
    assert app.outbox.newest(1)[0].letter.subject == "The second step for signing in was taken off"
    change, how, by = said(app, story)[0]
    assert (change, how, by) == (
        AccountChange.FACTOR_REMOVED,
        "Checked by Test Adviser: I saw her passport.",
        "Test Adviser",
    )


def test_nobody_changes_their_own_account_there(story: Story, where: str, client_as: ClientAs) -> None:
    adviser, own = client_as("adviser"), f"/people/{story.people['adviser'].id}"
    assert "This is your own account" in adviser.get(own).text
    for act in ("closures", "names", "sign-outs", "links", "restorations"):
        assert adviser.post(f"{own}/{act}", data={"account_why": WHY, "new_name": "X"}).status_code == 403
