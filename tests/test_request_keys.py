"""A form is taken once, however often it is sent, and only from our own pages."""

import re
import threading
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.record.request_key import RequestKey, SentTwice, claim
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.suggesting import REASON, TYPED, form, suggestions


def test_a_double_click_acts_once(app: Portal, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    first, second = (client.post(where, data=form("one-key")) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert (first.location, suggestions(app)) == (second.location, 1)


def test_two_clicks_at_the_same_time_act_once(app: Portal, client_as: ClientAs, where: str) -> None:
    answers: list[TestResponse] = []
    together = threading.Barrier(4)

    def click(client: FlaskClient) -> None:
        together.wait()
        answers.append(client.post(where, data=form("one-key")))

    threads = [threading.Thread(target=click, args=(client_as("practitioner"),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [303] * 4
    assert (len({answer.location for answer in answers}), suggestions(app)) == (1, 1)


def test_a_click_that_another_was_just_before_is_taken_up_again(
    app: Portal, client_as: ClientAs, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = iter([True])

    def claimed(session: Session, *facts: Any) -> RequestKey:
        if next(late, False):
            raise SentTwice
        return claim(session, *facts)

    monkeypatch.setattr("portal.web.request_keys.claim", claimed)
    answer = client_as("practitioner").post(where, data=form("one-key"))
    assert (answer.status_code, suggestions(app)) == (303, 1)


def test_the_same_key_with_other_words_is_refused(app: Portal, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    client.post(where, data=form("one-key"))
    other = client.post(where, data=form("one-key", text=f"{TYPED} Online."))
    assert (other.status_code, suggestions(app)) == (422, 1)
    assert "sent before with other words" in other.text


def test_a_used_form_that_is_shown_again_can_be_sent_with_its_new_key(
    app: Portal, client_as: ClientAs, where: str
) -> None:
    client = client_as("practitioner")
    client.post(where, data=form("one-key"))
    again = client.post(where, data=form("one-key", text=f"{TYPED} Online."))
    fresh = re.search(r'name="request_key" value="([^"]+)"', again.text)
    assert fresh
    assert client.post(where, data=form(fresh[1], text=f"{TYPED} Online.")).status_code == 303


def test_two_people_may_use_the_same_key(app: Portal, client_as: ClientAs, where: str) -> None:
    for role in ("practitioner", "editor"):
        assert client_as(role).post(where, data=form("one-key")).status_code == 303
    assert suggestions(app) == 2


def test_forms_without_a_key_are_each_taken(app: Portal, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    for text in (TYPED, f"{TYPED} Online."):
        keyless = {name: value for name, value in form(text=text).items() if name != "request_key"}
        assert client.post(where, data=keyless).status_code == 303
    assert suggestions(app) == 2


def test_a_refused_form_may_be_mended_and_sent_again(app: Portal, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    refused = client.post(where, data=form("one-key", text=""))
    assert (refused.status_code, suggestions(app)) == (422, 0)
    assert 'name="request_key" value="one-key"' not in refused.text
    assert unescape(refused.text).count(REASON) == 1
    assert client.post(where, data=form("one-key")).status_code == 303


def test_a_form_with_our_token_is_heard(app: Portal, client_as: ClientAs, where: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_as("practitioner")
    page = client.get(f"{where}/new")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    assert client.post(where, data=form("one-key") | {"csrf_token": token.group(1)}).status_code == 303
