"""Passwords: which are taken, and how one is changed."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.base import Refused
from portal.domain.people.password import LONGEST, SHORTEST, expect_fit, known_of
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story

NEW = "lantern ferry quartz"


def change(client: FlaskClient, **fields: str) -> TestResponse:
    return client.post("/account/password", data={"password": PASSWORD, "new_password": NEW} | fields)


def signs_in(app: Portal, role: str, password: str) -> bool:
    data = {"email": f"{role}@example.org", "password": password}
    return app.test_client().post("/sign-in", data=data).status_code == 303


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("lantern fer", f"at least {SHORTEST} characters"),
        ("lantern ferry quartz " * 7, f"no more than {LONGEST} characters"),
        ("password1234", "very common password"),
        ("aaaaaaaaaaaaaaa", "easy to guess"),
        ("amaraosei2027", "little more than your name"),
    ],
)
def test_a_password_that_is_easily_found_is_refused_with_the_reason(password: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        expect_fit(password, "new_password", known=known_of("amara.osei@example.org", "Dr Amara Osei"))
    assert refused.value.field == "new_password"


@pytest.mark.parametrize("password", [NEW, "x9$Kq!mZ2#Lw", "дом лодка кварц река"])
def test_a_good_one_is_taken(password: str) -> None:
    expect_fit(password, "new_password", known=[])


def test_a_changed_password_signs_in_and_ends_every_other_session(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    here, away = client_as("editor"), client_as("editor")
    answer = change(here)
    assert answer.status_code == 303
    page = here.get(answer.location).text
    assert "Your password is changed" in page
    assert away.get("/").status_code == 401
    assert signs_in(app, "editor", NEW)
    assert not signs_in(app, "editor", PASSWORD)
    assert signs_in(app, "signatory", PASSWORD)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password": ""}, "Give your password again"),
        ({"password": "wrong"}, "That is not your password."),
        ({"new_password": ""}, "must have at least"),
        ({"new_password": "password1234"}, "very common"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    app: Portal, story: Story, client_as: ClientAs, fields: dict[str, str], sentence: str
) -> None:
    answer = change(client_as("editor"), **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert NEW not in answer.text
    assert signs_in(app, "editor", PASSWORD)


def test_all_that_is_wrong_is_said_at_once(client_as: ClientAs) -> None:
    page = change(client_as("editor"), password="wrong", new_password="short").text
    assert "That is not your password." in page
    assert "must have at least" in page


def test_guessing_the_present_one_is_slowed_down(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    for _ in range(app.settings.sign_in_attempts):
        change(client, password="wrong")
    assert "too many wrong passwords" in change(client).text


def test_the_panel_is_shown_once(client_as: ClientAs) -> None:
    client = client_as("editor")
    assert "Your password is changed" not in client.get("/account?did=password").text
    address = change(client).location
    assert "Your password is changed" in client.get(address).text
    assert "Your password is changed" not in client.get(address).text


def test_the_present_password_is_no_new_one(client_as: ClientAs) -> None:
    assert "That is the password you have now." in change(client_as("editor"), new_password=PASSWORD).text
