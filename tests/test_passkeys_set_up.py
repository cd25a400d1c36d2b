"""Passkeys are added and taken off by their owner, with the password, and nobody is left without a second step."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from webauthn.helpers import base64url_to_bytes

from portal.config import REQUIRED
from portal.domain.people import passkey, recovery
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.challenge import SpentChallenge
from portal.domain.people.passkey import Passkey
from portal.web import passkeys
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.devices import ADDED, NEW, ORIGIN, SIGN_IN, Device, add, half_signed_in, made_by, options_in, show, shown_by
from tests.factories import PASSWORD, Story
from tests.phones import Phone, give_code, phone_of
from tests.test_second_step_set_up import recovery_in

CODES = "/account/recovery-codes"


@pytest.fixture(autouse=True)
def at_its_address(app: Portal) -> Iterator[None]:
    before = app.settings
    app.settings = replace(before, public_url=f"{ORIGIN}/")
    yield
    app.settings = before


@pytest.fixture
def phone(app: Portal, story: Story) -> Phone:
    """Whoever signs in as the editor has an app too."""
    return phone_of(app, story)


@pytest.fixture
def device(phone: Phone, client_as: ClientAs) -> Device:
    """A passkey of the editor, beside the app."""
    made = Device()
    assert add(client_as("editor"), made).status_code == 303
    return made


def page_of(client: FlaskClient, device_name: str = "This device") -> str:
    """The address at which a passkey of this name is taken off."""
    account = client.get("/account").text
    found = re.search(rf'<a href="(/account/passkeys/[^"]+)">{device_name}</a>', account)
    assert found
    return found[1]


def test_a_first_passkey_is_set_up_with_recovery_codes_and_signs_in(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    client, away, device = client_as("editor"), client_as("editor"), Device()
    assert "Set up a passkey" in client.get("/account").text
    done = add(client, device, passkey_name="  My phone ")
    codes = recovery_in(done)
    assert len(codes) == recovery.CODES
    assert away.get("/").status_code == 401
    assert ">My phone</a>" in client.get("/account").text
    assert "Not used yet." in client.get("/account").text
    other, page = half_signed_in(app)
    assert "Use your passkey" in page.text
    answer = other.post(SIGN_IN, data=shown_by(device, page) | {"next": "/account"})
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Last used on" in other.get("/account").text
    third, _ = half_signed_in(app)
    assert give_code(third, codes[0]).status_code == 303
    with app.database.reading() as session:
        [event] = [one for one in changes_of(session, story.people["editor"].id) if one.said]
        assert (event.change, event.said) == (AccountChange.PASSKEY_ADDED, "My phone")
    [kept] = app.outbox.newest(9)
    assert (kept.letter.to, kept.letter.subject) == ("editor@example.org", "A passkey was added for signing in")
    assert "My phone" not in kept.letter.body


def test_what_was_made_for_another_site_is_not_taken(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    assert add(client, Device(origin="https://evil.example")).status_code == 422
    assert add(client, Device(), passkey="{}").status_code == 422
    host = made_by(Device(), client.get(NEW))
    assert client.post(ADDED, data=host | {"passkey_name": "x", "password": PASSWORD}).status_code == 200


def test_a_key_is_one_persons_alone(device: Device, client_as: ClientAs) -> None:
    taken = add(client_as("signatory"), device)
    assert taken.status_code == 422
    assert passkey.THERE_ALREADY in taken.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password": ""}, "Give your password again"),
        ({"password": "wrong"}, "That is not your password."),
        ({"passkey_name": " "}, "Give this passkey a name"),
        ({"passkey_name": "n" * 61}, "60"),
        ({"passkey": ""}, "They need JavaScript"),
        ({"sealed_challenge": "forged"}, "more than ten minutes"),
    ],
)
def test_with_a_mistake_none_is_added_and_the_name_is_kept(
    app: Portal, client_as: ClientAs, fields: dict[str, str], sentence: str
) -> None:
    client = client_as("editor")
    again = add(client, Device(), **{"passkey_name": "Old tablet"} | fields)
    assert again.status_code == 422
    assert sentence in again.text
    assert ("Old tablet" in again.text) == ("passkey_name" not in fields)
    with app.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Passkey)) == 0
        assert session.scalar(select(func.count()).select_from(SpentChallenge)) == 0


def test_all_that_is_wrong_is_said_at_once(client_as: ClientAs) -> None:
    again = add(client_as("editor"), Device(), passkey_name="", password="wrong", passkey="").text
    for sentence in ("Give this passkey a name", "That is not your password.", "They need JavaScript"):
        assert sentence in again


def test_an_account_has_so_many_passkeys_and_no_more(app: Portal, device: Device, client_as: ClientAs) -> None:
    app.settings = replace(app.settings, max_passkeys=2)
    client = client_as("editor")
    assert add(client, Device(), passkey_name="Second").status_code == 303
    refused = add(client, Device(), passkey_name="Third")
    assert refused.status_code == 422
    assert "You have 2 passkeys already" in refused.text


def test_a_device_that_has_one_is_told_so(device: Device, client_as: ClientAs) -> None:
    [excluded] = options_in(client_as("editor").get(NEW))["excludeCredentials"]
    assert base64url_to_bytes(excluded["id"]) == device.key_id


def test_a_passkey_is_taken_off_with_the_password_and_opens_nothing_any_more(
    app: Portal, story: Story, device: Device, client_as: ClientAs
) -> None:
    client, away = client_as("editor"), client_as("editor")
    page = page_of(client)
    assert client.post(f"{page}/removals", data={"password": "wrong"}).status_code == 422
    waiting = half_signed_in(app)
    assert client.post(f"{page}/removals", data={"password": PASSWORD}).status_code == 303
    assert away.get("/").status_code == 401
    assert show(*waiting, device).status_code == 422
    assert client.get(page).status_code == client.post(f"{page}/removals").status_code == 404
    assert "A passkey for signing in was taken off" in client.get("/account").text
    assert app.outbox.newest(1)[0].letter.subject == "A passkey for signing in was taken off"
    with app.database.reading() as session:
        change = changes_of(session, story.people["editor"].id)[0]
        assert (change.change, change.said) == (AccountChange.PASSKEY_REMOVED, "This device")


def test_nobody_finds_the_passkey_of_another(device: Device, client_as: ClientAs) -> None:
    page, other = page_of(client_as("editor")), client_as("signatory")
    assert other.get(page).status_code == 404
    assert other.post(f"{page}/removals", data={"password": PASSWORD}).status_code == 404


def test_the_last_second_step_is_not_taken_off(client_as: ClientAs) -> None:
    client = client_as("editor")
    add(client, Device())
    refused = client.post(f"{page_of(client)}/removals", data={"password": PASSWORD})
    assert refused.status_code == 422
    assert "the only second step that you have" in refused.text
    add(client, Device(), passkey_name="Second")
    assert client.post(f"{page_of(client)}/removals", data={"password": PASSWORD}).status_code == 303


def test_a_passkey_is_enough_where_a_second_step_is_required(app: Portal, client_as: ClientAs) -> None:
    app.settings = replace(app.settings, second_factor=REQUIRED)
    client = client_as("editor")
    assert client.get("/").location == "/account/second-step"
    assert client.get(NEW).status_code == 200
    add(client, Device())
    assert client.get("/").status_code == 200


def test_recovery_codes_are_renewed_with_a_passkey_and_never_with_one_of_them(app: Portal, client_as: ClientAs) -> None:
    client, device = client_as("editor"), Device()
    codes = recovery_in(add(client, device))
    assert client.post(CODES, data={"code": codes[0], "password": PASSWORD}).status_code == 422
    sent = shown_by(device, client.get(CODES)) | {"password": PASSWORD}
    assert client.post(CODES, data=sent | {"password": "wrong"}).status_code == 422
    new = recovery_in(client.post(CODES, data=sent))
    assert len(new) == recovery.CODES
    assert client.post(CODES, data=sent).status_code == 422
    for code, status in ((codes[1], 422), (new[0], 303)):
        other, _ = half_signed_in(app)
        assert give_code(other, code).status_code == status


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://plans.example.org", ("plans.example.org", "https://plans.example.org")),
        ("https://Plans.example.org:443/", ("plans.example.org", "https://plans.example.org")),
        ("https://plans.example.org:8443", ("plans.example.org", "https://plans.example.org:8443")),
        ("http://localhost:5000", ("localhost", "http://localhost:5000")),
        ("http://plans.example.org", None),
        ("http://127.0.0.1:5000", None),
        ("https://[::1]", None),
        ("", None),
    ],
)
def test_passkeys_are_for_the_address_in_the_settings(
    app: Portal, client_as: ClientAs, address: str, site: tuple[str, str] | None
) -> None:
    client = client_as("editor")
    app.settings = replace(app.settings, public_url=address)
    page = client.get(NEW)
    if site is None:
        assert "cannot be used at this address" in page.text
        assert passkeys.NOT_HERE in client.post(ADDED, data={"passkey_name": "x", "password": PASSWORD}).text
    else:
        assert options_in(page)["rp"]["id"] == site[0]
        assert add(client, Device(origin=site[1])).status_code == 200
