"""The second step is set up, moved and renewed by its owner, and where it is required nobody goes on without it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.config import REQUIRED
from portal.domain.people import recovery, second_factor
from portal.web.http import Portal
from tests.addresses import PLACES, addresses, routes
from tests.conftest import ClientAs
from tests.factories import PASSWORD, WORDS, Story
from tests.phones import give_code, give_password, phone_of
from tests.test_routes import OPEN_TO_ALL

PAGE, CODES = "/account/second-step", "/account/recovery-codes"
BEFORE = {
    "accounts.show",
    "accounts.stay",
    "passwords.edit",
    "passwords.update",
    "sign_ins.end",
    "sign_ins.end_others",
    "second_steps.new",
    "second_steps.create",
    "recovery_codes.new",
    "recovery_codes.create",
    "address_changes.new",
    "address_changes.create",
    "address_changes.sent",
    "passkeys.new",
    "passkeys.create",
    "passkeys.show",
    "passkey_removals.create",
}


def sealed_in(page: TestResponse) -> str:
    found = re.search(r'name="sealed_secret" value="([^"]*)"', page.text)
    assert found
    return unescape(found[1])


def secret_in(page: TestResponse) -> str:
    found = re.search(r'class="by-hand">([A-Z2-7 ]+)<', page.text)
    assert found
    return found[1].replace(" ", "")


def recovery_in(page: TestResponse) -> list[str]:
    return re.findall(r"<li>((?:\d{4} ?){6})</li>", page.text)


def send(client: FlaskClient, page: TestResponse, **fields: str) -> TestResponse:
    code = pyotp.TOTP(secret_in(page)).now()
    return client.post(PAGE, data={"sealed_secret": sealed_in(page), "code": code, "password": PASSWORD} | fields)


def test_an_app_is_set_up_and_its_recovery_codes_are_shown_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    client, away = client_as("editor"), client_as("editor")
    assert "Set up a second step" in client.get("/account").text
    page = client.get(PAGE)
    assert page.text.count("<svg") == 1
    assert "style=" not in page.text
    done = send(client, page)
    assert done.status_code == 200
    shown = recovery_in(done)
    assert len(shown) == recovery.CODES
    account = client.get("/account").text
    assert "It has been on since" in account
    assert "You have 10 recovery codes left." in account
    assert "A second step was set up for signing in" in account
    assert not [one for one in shown if one in account + client.get(PAGE).text + client.get(CODES).text]
    assert away.get("/").status_code == 401
    other = app.test_client()
    give_password(other)
    assert give_code(other, shown[4]).status_code == 303
    assert "You have 9 recovery codes left." in client.get("/account").text
    assert [kept.letter.to for kept in app.outbox.newest(9)] == ["editor@example.org"]
    assert secret_in(page) not in app.outbox.newest(1)[0].letter.body


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"code": "12"}, "That is not the code"),
        ({"code": ""}, "That is not the code"),
        ({"password": ""}, "Give your password again"),
        ({"password": "wrong"}, "That is not your password."),
    ],
)
def test_with_a_mistake_the_same_secret_is_shown_again_and_nothing_that_was_typed(
    app: Portal, story: Story, client_as: ClientAs, fields: dict[str, str], sentence: str
) -> None:
    client = client_as("editor")
    page = client.get(PAGE)
    again = send(client, page, **fields)
    assert again.status_code == 422
    assert sentence in again.text
    assert (secret_in(again), sealed_in(again)) == (secret_in(page), sealed_in(page))
    assert 'value="12"' not in again.text
    with app.database.reading() as session:
        assert second_factor.of(session, story.people["editor"].id) is None
    assert recovery_in(send(client, again))


def test_all_that_is_wrong_is_said_at_once(client_as: ClientAs) -> None:
    client = client_as("editor")
    again = send(client, client.get(PAGE), code="12", password="wrong").text
    assert "That is not the code" in again
    assert "That is not your password." in again


def test_the_secret_of_another_or_of_an_old_page_is_not_taken(
    client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, signatory = client_as("editor"), client_as("signatory")
    theirs, mine = signatory.get(PAGE), editor.get(PAGE)
    refused = send(editor, theirs)
    assert "open for more than an hour" in refused.text
    assert secret_in(refused) != secret_in(theirs)
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: datetime.now(UTC).timestamp() + 3601)
    assert "open for more than an hour" in send(editor, mine).text


def test_who_sends_it_twice_is_told_where_new_recovery_codes_are(client_as: ClientAs) -> None:
    client = client_as("editor")
    page = client.get(PAGE)
    assert recovery_in(send(client, page))
    again = send(client, page)
    assert again.status_code == 422
    assert second_factor.SET_UP_ALREADY in again.text
    assert secret_in(again) != secret_in(page)


def test_another_phone_takes_a_code_of_the_present_one_or_a_recovery_code(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    phone, client = phone_of(app, story), client_as("editor")
    page = client.get(PAGE)
    assert "Use another phone" in page.text
    for wrong in ({}, {"present_code": phone.no_code()}):
        refused = send(client, page, **wrong)
        assert refused.status_code == 422
        assert "present_code-error" in refused.text
    assert "That is not your password" in send(client, page, present_code=phone.code(), password="wrong").text
    assert recovery_in(send(client, page, present_code=phone.code()))
    other = app.test_client()
    give_password(other)
    assert give_code(other, phone.recovery[0]).status_code == 422
    page = client.get(PAGE)
    assert send(client, page, present_code=phone.code()).status_code == 422


def test_the_account_gives_no_more_wrong_codes_than_signing_in(app: Portal, story: Story, client_as: ClientAs) -> None:
    phone, client = phone_of(app, story), client_as("editor")
    for _ in range(app.settings.sign_in_attempts):
        client.post(CODES, data={"code": phone.no_code(), "password": PASSWORD})
    assert "too many wrong codes" in client.post(CODES, data={"code": phone.code(), "password": PASSWORD}).text
    other = app.test_client()
    give_password(other)
    assert give_code(other, phone.code()).status_code == 429


def test_recovery_codes_are_renewed_and_those_before_are_worth_nothing(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    phone, client = phone_of(app, story), client_as("editor")
    assert client.post(CODES, data={"code": phone.recovery[0], "password": PASSWORD}).status_code == 422
    done = client.post(CODES, data={"code": phone.code(), "password": PASSWORD})
    assert len(recovery_in(done)) == recovery.CODES
    other = app.test_client()
    give_password(other)
    assert give_code(other, phone.recovery[0]).status_code == 422
    assert give_code(other, recovery_in(done)[0]).status_code == 303
    assert "New recovery codes were made" in client.get("/account").text


def test_who_has_no_second_step_has_no_recovery_codes(client_as: ClientAs) -> None:
    client = client_as("editor")
    assert client.get(CODES).location == "/account"
    refused = client.post(CODES, data={"code": "123456", "password": PASSWORD})
    assert refused.status_code == 422
    assert "You have no second step yet" in refused.text


@pytest.fixture
def required(app: Portal) -> Portal:
    app.settings = replace(app.settings, second_factor=REQUIRED)
    return app


def test_where_it_is_required_every_page_leads_to_it_and_no_form_is_taken(
    required: Portal, story: Story, client_as: ClientAs
) -> None:
    client, places = client_as("editor"), PLACES | {"cases": [story.case.id], "plans": [story.plan.id]}
    found = {}
    for rule, method in routes(required):
        if rule.endpoint not in OPEN_TO_ALL | BEFORE:
            ids = {name: places.get(name, [story.plan.id]) for name in (part for part in rule.rule.split("/"))}
            with client.open(addresses(rule, ids)[0], method=method) as answer:
                found[f"{method} {rule.rule}"] = (answer.status_code, answer.headers.get("Location", ""))
    assert len(found) > 100
    escaped = {
        route: answer
        for route, answer in found.items()
        if answer != ((303, PAGE) if route.startswith("GET") else (403, ""))
    }
    assert escaped == {}


def test_the_pages_where_it_is_set_up_are_open_before_it(required: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    for page in ("/account", PAGE, "/account/password/change", "/help"):
        assert client.get(page).status_code == 200
    assert client.get("/account/here").status_code == 204
    assert recovery_in(send(client, client.get(PAGE)))
    assert client.get("/").status_code == 200


def test_words_of_a_form_that_is_not_taken_are_given_back(required: Portal, client_as: ClientAs, where: str) -> None:
    answer = client_as("practitioner").post(where, data={"text": WORDS["aim"], "reason": "Because of rounds."})
    assert answer.status_code == 403
    assert "Because of rounds." in answer.text
    assert PAGE in answer.text
