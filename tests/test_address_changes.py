"""Another address for one's own account: asked for with the password, used by a button behind a link, told to both."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.people import address_change
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.address_change import AddressChange
from portal.web import letters
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.test_cli import run
from tests.test_password_resets import choose, signs_in
from tests.test_password_resets import link as reset_link

NEW, ASKED = "/account/address/new", "/account/address"
ADDRESS = "new@example.net"
CHOSEN = "Harbour lantern quietly seven"


def ask(client: FlaskClient, **fields: str) -> TestResponse:
    return client.post(ASKED, data={"email": " New@Example.net", "password": PASSWORD} | fields)


def link(app: Portal) -> str:
    """The path in the newest letter."""
    found = re.search(r"http://localhost(/address/\S+)", app.outbox.newest(1)[0].letter.body)
    assert found
    return found[1]


@pytest.fixture
def where(app: Portal, story: Story, client_as: ClientAs) -> str:
    """The link that the editor was sent."""
    assert ask(client_as("editor")).status_code == 303
    return link(app)


def test_an_address_is_changed_by_the_button_behind_the_link_and_both_are_told(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    client, away, other = client_as("editor"), client_as("editor"), app.test_client()
    assert "invitation is for the address that it was sent to" in client.get(NEW).text
    answer = ask(client)
    assert answer.location == "/account/address/sent"
    [sent] = app.outbox.newest(9)
    assert sent.letter.to == ADDRESS
    assert "Test Editor" not in sent.letter.body
    page = link(app)
    for _ in range(2):
        assert ADDRESS in other.get(page).text
        assert "Test Editor" not in other.get(page).text
    assert (signs_in(app, "editor", PASSWORD), away.get("/").status_code) == (True, 200)
    assert client.post(page).location == "/account"
    assert (client.get("/").status_code, away.get("/").status_code) == (200, 401)
    assert ADDRESS in client.get("/account").text
    told = [kept.letter for kept in app.outbox.newest(2)]
    assert {(one.to, one.subject) for one in told} == {
        ("editor@example.org", letters.MOVED),
        (ADDRESS, letters.MOVED),
    }
    assert [one.to for one in told if ADDRESS in one.body] == []
    assert not signs_in(app, "editor", PASSWORD)
    signing_in = app.test_client().post("/sign-in", data={"email": ADDRESS, "password": PASSWORD})
    assert signing_in.location == "/"
    with app.database.reading() as session:
        change = changes_of(session, story.people["editor"].id)[0]
        assert (change.change, change.by_id) == (AccountChange.MOVED, story.people["editor"].id)


def test_on_a_device_where_nobody_is_signed_in_everybody_is_signed_out(
    app: Portal, where: str, client_as: ClientAs
) -> None:
    client = client_as("editor")
    assert app.test_client().post(where).location == "/sign-in"
    assert client.get("/").status_code == 401


def test_somebody_else_who_opens_the_link_stays_who_they_are(app: Portal, where: str, client_as: ClientAs) -> None:
    other = client_as("signatory")
    assert other.post(where).location == "/sign-in"
    assert "signatory@example.org" in other.get("/account").text


def test_a_link_works_once_and_for_an_hour(app: Portal, where: str) -> None:
    client = app.test_client()
    assert (client.post(where).status_code, client.post(where).status_code) == (303, 410)
    assert client.get(where).status_code == 410
    assert client.get("/address/none").status_code == client.post("/address/none").status_code == 410


def test_a_link_is_worth_nothing_after_an_hour(app: Portal, where: str) -> None:
    with app.database.writing() as session:
        [wanted] = session.scalars(select(AddressChange)).all()
        assert wanted.expires_at - wanted.made_at == timedelta(hours=1)
        wanted.expires_at = wanted.made_at
    assert app.test_client().post(where).status_code == 410
    assert signs_in(app, "editor", PASSWORD)


@pytest.mark.meanwhile
def test_of_many_who_press_the_button_at_once_one_changes_it(app: Portal, where: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: app.test_client().post(where).status_code, range(4)))
    assert sorted(answers) == [303, 410, 410, 410]


def test_of_a_link_only_its_hash_is_kept(app: Portal, where: str) -> None:
    with app.database.reading() as session:
        [wanted] = session.scalars(select(AddressChange)).all()
    assert where.rpartition("/")[2] not in {str(value) for value in vars(wanted).values()}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": ""}, address_change.NO_ADDRESS),
        ({"email": "no address"}, address_change.NO_ADDRESS),
        ({"email": "Editor@example.org"}, address_change.AS_BEFORE),
        ({"password": ""}, "Give your password again"),
        ({"password": "wrong"}, "That is not your password."),
    ],
)
def test_with_a_mistake_nothing_is_sent(
    app: Portal, client_as: ClientAs, fields: dict[str, str], sentence: str
) -> None:
    refused = ask(client_as("editor"), **fields)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert app.outbox.newest(9) == []


def test_all_that_is_wrong_is_said_at_once(client_as: ClientAs) -> None:
    refused = ask(client_as("editor"), email="", password="wrong").text
    assert address_change.NO_ADDRESS in refused
    assert "That is not your password." in refused


def test_nobody_learns_whether_another_account_has_an_address(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    free, taken = ask(client), ask(client, email="signatory@example.org")
    assert (free.status_code, free.location) == (taken.status_code, taken.location)
    assert [kept.letter.to for kept in app.outbox.newest(9)] == [ADDRESS]


def test_an_address_that_another_account_got_meanwhile_stays_theirs(app: Portal, where: str) -> None:
    why = ("--why", "They asked.")
    assert run(app, "people", "move", "--email", "signatory@example.org", "--to", ADDRESS, *why).exit_code == 0
    assert app.test_client().post(where).status_code == 410
    assert signs_in(app, "editor", PASSWORD)


def test_the_link_ends_with_another_one_and_with_another_password(app: Portal, where: str, client_as: ClientAs) -> None:
    client = client_as("editor")
    ask(client, email="other@example.net")
    assert app.test_client().get(where).status_code == 410
    second = link(app)
    changed = client.post("/account/password", data={"password": PASSWORD, "new_password": CHOSEN})
    assert changed.status_code == 303
    assert app.test_client().post(second).status_code == 410


def test_a_link_for_a_new_password_ends_with_the_address(app: Portal, where: str) -> None:
    reset = reset_link(app)
    assert app.test_client().post(where).status_code == 303
    assert choose(app.test_client(), reset).status_code == 410


def test_a_closed_account_gets_no_other_address(app: Portal, where: str) -> None:
    run(app, "people", "close", "--email", "editor@example.org", "--why", "She left.")
    assert app.test_client().post(where).status_code == 410


def test_letters_are_limited_for_an_address_and_a_source(app: Portal, client_as: ClientAs) -> None:
    client, most = client_as("editor"), app.settings.resets_per_address
    assert {ask(client).status_code for _ in range(most + 1)} == {303}
    assert len(app.outbox.newest(9)) == most
    app.settings = replace(app.settings, resets_per_source=most + 1)
    refused = ask(client)
    assert refused.status_code == 422
    assert "Too many letters" in refused.text
