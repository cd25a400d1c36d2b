"""Guessing passwords is slowed down by address, by source and in all; a device that is known is let in all the same."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select
from werkzeug.test import TestResponse

from portal.domain.people import guesses
from portal.domain.people.guesses import FailedSignIn
from portal.web.http import Portal
from portal.web.sources import network
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.pages import bare

NEW = "lantern ferry quartz"
WRONG, SLOWED, IN = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SEE_OTHER


def sign_in(
    client: FlaskClient, who: str = "editor", password: str = PASSWORD, source: str = "192.0.2.1"
) -> TestResponse:
    data = {"email": f"{who}@example.org", "password": password}
    return client.post("/sign-in", data=data, environ_overrides={"REMOTE_ADDR": source})


def statuses(client: FlaskClient, number: int, who: str = "editor", **given: str) -> list[int]:
    return [sign_in(client, who, "wrong", **given).status_code for _ in range(number)]


def known(app: Portal, who: str = "editor") -> FlaskClient:
    """A browser that has signed in before."""
    client = app.test_client()
    assert sign_in(client, who).status_code == IN
    client.post("/sign-out")
    return client


def lock_out(app: Portal, who: str = "editor") -> None:
    """A stranger guesses until this address is slowed down."""
    attempts = app.settings.sign_in_attempts
    assert statuses(app.test_client(), attempts + 1, who) == [WRONG] * attempts + [SLOWED]


def test_a_stranger_cannot_lock_an_owner_out_of_a_known_device(app: Portal, story: Story) -> None:
    client = known(app)
    lock_out(app)
    assert sign_in(app.test_client()).status_code == SLOWED
    assert sign_in(client, password="wrong").status_code == WRONG
    assert sign_in(client).status_code == IN


def test_guessing_on_a_known_device_is_slowed_down_too(app: Portal, story: Story) -> None:
    client, attempts = known(app), app.settings.sign_in_attempts
    assert statuses(client, attempts + 1) == [WRONG] * attempts + [SLOWED]
    assert sign_in(client).status_code == SLOWED
    assert sign_in(app.test_client()).status_code == IN


def test_who_signs_in_again_on_a_known_device_gets_no_new_attempts(app: Portal, story: Story) -> None:
    client, attempts = known(app), app.settings.sign_in_attempts
    statuses(client, attempts - 1)
    assert sign_in(client).status_code == IN
    assert statuses(client, 2) == [WRONG, SLOWED]


def test_a_device_is_known_for_the_account_that_signed_in_on_it_only(app: Portal, story: Story) -> None:
    client = known(app, "signatory")
    lock_out(app)
    assert sign_in(client).status_code == SLOWED


@pytest.mark.parametrize("forged", ["", "x", "a.b.c", "x" * 4000])
def test_a_forged_cookie_makes_no_device_known(app: Portal, story: Story, forged: str) -> None:
    client = known(app)
    lock_out(app)
    cookie = client.get_cookie("portal-device")
    assert cookie
    client.set_cookie("portal-device", forged or cookie.value[:-3] + "xxx")
    assert sign_in(client).status_code == SLOWED


def test_a_changed_password_makes_every_device_unknown_but_its_own(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    here, away = client_as("editor"), known(app)
    assert here.post("/account/password", data={"password": PASSWORD, "new_password": NEW}).status_code == IN
    lock_out(app)
    assert sign_in(away, password=NEW).status_code == SLOWED
    assert sign_in(here, password=NEW).status_code == IN


def test_the_cookie_of_a_known_device_tells_nothing_and_is_closed_to_scripts(app: Portal, story: Story) -> None:
    app.settings = replace(
        app.settings, demo=False, secret_keys=("a-key-of-tests-" * 3,), public_url="https://plans.example.org"
    )
    headers = sign_in(app.test_client()).headers.getlist("Set-Cookie")
    [cookie] = [one for one in headers if one.startswith("__Host-portal-device=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert str(story.people["editor"].id) not in cookie


def test_a_wrong_password_makes_no_device_known(app: Portal, story: Story) -> None:
    assert "portal-device" not in str(sign_in(app.test_client(), password="wrong").headers)


def test_one_source_has_so_many_guesses_whatever_the_addresses(app: Portal, story: Story) -> None:
    app.settings = replace(app.settings, sign_in_attempts_per_source=3)
    client = known(app)
    assert [statuses(app.test_client(), 1, f"nobody{number}") for number in range(3)] == [[WRONG]] * 3
    refused = sign_in(app.test_client())
    assert refused.status_code == SLOWED
    assert guesses.SLOW_DOWN_HERE.format(minutes=15) in refused.text
    assert sign_in(app.test_client(), source="192.0.2.2").status_code == IN
    assert sign_in(client).status_code == IN


def test_nobody_says_by_a_header_where_they_come_from(app: Portal, story: Story) -> None:
    app.settings = replace(app.settings, sign_in_attempts_per_source=3)
    found = []
    for number in range(4):
        given = {"email": f"nobody{number}@example.org", "password": "wrong"}
        answer = app.test_client().post("/sign-in", data=given, headers={"X-Forwarded-For": f"192.0.2.{number}"})
        found.append(answer.status_code)
    assert found == [WRONG] * 3 + [SLOWED]


@pytest.mark.parametrize(
    "typed",
    [
        " EDITOR@example.org",
        "editor@example.org\0",
        "Editor@Example.ORG ",
        "editor@example.org\u00a0" + " " * 300 + "x",
    ],
)
def test_no_way_of_writing_an_address_has_attempts_of_its_own(app: Portal, story: Story, typed: str) -> None:
    lock_out(app)
    assert app.test_client().post("/sign-in", data={"email": typed, "password": PASSWORD}).status_code == SLOWED


def test_when_too_many_guess_in_all_only_known_devices_are_let_in(app: Portal, story: Story) -> None:
    app.settings = replace(app.settings, sign_in_attempts_in_all=3)
    client = known(app)
    assert [statuses(app.test_client(), 1, f"nobody{n}", source=f"192.0.2.{n}") for n in range(3)] == [[WRONG]] * 3
    refused = sign_in(app.test_client(), source="198.51.100.1")
    assert refused.status_code == SLOWED
    assert guesses.SLOW_DOWN_ALL.format(minutes=15) in refused.text
    assert sign_in(client).status_code == IN


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:DB8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("", "no address", True),
        ("", "0.0.0.0", False),
    ],
)
def test_a_source_is_an_address_or_a_network_however_it_is_written(one: str, other: str, is_same: bool) -> None:
    assert (network(one) == network(other)) is is_same


def test_where_guesses_came_from_is_kept_as_a_hash_with_our_key(app: Portal, story: Story) -> None:
    statuses(app.test_client(), 1, source="192.0.2.77")
    with app.database.reading() as session:
        kept = session.scalars(select(FailedSignIn.email)).all()
    assert sorted(one.split()[0] for one in kept) == [guesses.EVERYBODY, "Source", "editor@example.org"]
    assert "192.0.2.77" not in str(kept)


def asked(app: Portal, engine: Engine, who: str, password: str = "wrong") -> tuple[list[str], int, str]:
    """What a password for this address asks the database, and what comes of it."""
    said: list[str] = []

    def hear(*heard: object) -> None:
        said.append(str(heard[2]))

    event.listen(engine, "before_cursor_execute", hear)
    answer = sign_in(app.test_client(), who, password)
    event.remove(engine, "before_cursor_execute", hear)
    return said, answer.status_code, bare(answer.text).replace(f'value="{who}@example.org"', "")


def test_no_answer_tells_whether_there_is_an_account(
    app: Portal, story: Story, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []
    has_password = app.hashing.is_right
    monkeypatch.setattr(app.hashing, "is_right", lambda *given: tried.append(True) or has_password(*given))
    for _ in range(app.settings.sign_in_attempts + 1):
        there, nowhere = asked(app, engine, "editor"), asked(app, engine, "noeditor")
        assert there == nowhere
    assert len(tried) == 2 * app.settings.sign_in_attempts
