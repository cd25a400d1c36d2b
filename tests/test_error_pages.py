"""What a person reads when a request went wrong: what it means, what to do, and nothing typed is lost."""

import logging
import re

import pytest
from werkzeug.exceptions import Conflict

from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story
from tests.suggesting import TYPED, form

FAULT = RuntimeError("a fault of ours")
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


def failing(app: Portal, monkeypatch: pytest.MonkeyPatch, endpoint: str, error: Exception = FAULT) -> None:
    """Let this view of the portal break down."""

    def broken(**_: object) -> str:
        raise error

    monkeypatch.setitem(app.view_functions, endpoint, broken)


def test_a_failure_is_ours_and_has_the_reference_that_is_logged(
    app: Portal, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing(app, monkeypatch, "home.index")
    with caplog.at_level(logging.ERROR, "portal"):
        answer = client_as("editor").get("/")
    assert (answer.status_code, "The fault is ours" in answer.text) == (500, True)
    (logged,) = [one for one in caplog.records if one.name == "portal"]
    assert vars(logged)["status"] == 500
    assert vars(logged)["endpoint"] == "home.index"
    assert re.fullmatch("[0-9a-f]{8}", vars(logged)["reference"])
    assert vars(logged)["reference"] in answer.text
    assert logged.exc_info
    assert logged.exc_info[0] is RuntimeError
    assert "a fault of ours" not in answer.text


def test_what_was_typed_is_given_back_after_a_failure(
    app: Portal, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    failing(app, monkeypatch, "suggestions.create")
    answer = client_as("practitioner").post(where, data=form("one-key"))
    assert (answer.status_code, TYPED in answer.text) == (500, True)


@pytest.mark.parametrize(
    ("role", "method", "path", "status", "sentence"),
    [
        ("editor", "GET", "/nowhere", 404, "There is no page here for you."),
        ("nobody", "GET", "/nowhere", 404, "There is no page here for you."),
        ("editor", "GET", "/sign-out", 405, "That address is not a page."),
        ("editor", "POST", "/cases", 404, "There is no page here for you."),
    ],
)
def test_what_cannot_be_found_is_said_in_words(
    client_as: ClientAs, role: str, method: str, path: str, status: int, sentence: str
) -> None:
    answer = client_as(role).open(path, method=method)
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert ("Page not found" in answer.text) is (status == 404)


@pytest.mark.parametrize("host", ["x" * 64, "a..b", ".example.org"])
def test_a_request_for_a_host_that_is_none_is_answered_in_words(app: Portal, host: str) -> None:
    answer = app.test_client().get("/sign-in", headers={"Host": host})
    assert (answer.status_code, "The form could not be read." in answer.text) == (400, True)


def test_a_status_without_a_sentence_of_its_own_says_what_to_do(
    app: Portal, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(app, monkeypatch, "home.index", Conflict())
    answer = client_as("editor").get("/")
    assert answer.status_code == 409
    assert "Go back, open the page again and send it once more." in answer.text


def test_an_expired_form_is_given_back_to_the_page_it_came_from(app: Portal, client_as: ClientAs, where: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    given_back = client_as("practitioner").post(where, data=form("its-own-key"))
    assert (given_back.status_code, f'action="{where}"' in given_back.text) == (400, True)
    assert 'name="request_key" value="its-own-key"' in given_back.text


@pytest.mark.parametrize(("role", "headers"), [("practitioner", ELSEWHERE), ("nobody", {})])
def test_a_form_that_nobody_or_another_site_sent_is_not_offered_for_sending(
    app: Portal, client_as: ClientAs, where: str, role: str, headers: dict[str, str]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client_as(role).post(where, data=form("its-own-key"), headers=headers)
    assert (answer.status_code, "The form could not be read." in answer.text) == (400, True)
    assert f'action="{where}"' not in answer.text
    assert (TYPED in answer.text) is (role == "nobody")


def test_an_expired_sign_in_form_is_shown_anew_and_leads_on_as_before(app: Portal, client_as: ClientAs) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client_as("nobody").post("/sign-in", data={"email": "x", "next": "/plans/1", "unsent": "sealed"})
    assert (answer.status_code, "The form could not be read." in answer.text) == (400, True)
    assert 'name="next" value="/plans/1"' in answer.text
    assert 'name="unsent" value="sealed"' in answer.text


def test_an_error_page_ends_no_session(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    assert client.get("/nowhere").status_code == 404
    assert client.get("/").status_code == 200
    assert "Set-Cookie" not in app.test_client().get("/nowhere").headers


@pytest.mark.parametrize("did", ["sent", "kept", "withdrawn", "signed"])
def test_an_error_after_an_act_that_was_made_up_is_answered_in_words(
    story: Story, client_as: ClientAs, did: str
) -> None:
    for way in ("moves", "suggestions"):
        answer = client_as("editor").post(f"/plans/{story.plan.id}/clauses/nothing/{way}/previews?did={did}")
        assert answer.status_code == 404
