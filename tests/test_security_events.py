"""What the log tells whoever watches over the service: who gets in and who is turned away, and nobody's name."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.domain.people.sign_in import hash_of
from portal.web.http import Portal
from portal.web.logs import Lines
from portal.web.security_events import SHOWN, SIGNING
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Lines())
        self.lines: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def heard() -> Iterator[Heard]:
    handler = Heard()
    logging.getLogger("portal").addHandler(handler)
    yield handler
    logging.getLogger("portal").removeHandler(handler)


def test_who_signs_in_is_told_by_a_mark_of_the_sign_in(
    app: Portal, story: Story, client_as: ClientAs, heard: Heard
) -> None:
    client, email = client_as("nobody"), story.people["editor"].email
    for password in ("wrong", PASSWORD):
        client.post("/sign-in", data={"email": email, "password": password})
    refused, taken = heard.lines
    assert (refused["event"], refused["status"], "sign_in" in refused) == ("password to sign in: refused", 422, False)
    assert (taken["event"], taken["status"], refused["level"]) == ("password to sign in: taken", 303, "warning")
    with client.session_transaction() as cookie:
        assert taken["sign_in"] == hash_of(cookie["_user_id"])[:SHOWN]
    assert refused["source"] == taken["source"]
    assert not [one for one in (email, PASSWORD, story.people["editor"].name, "127.0.0.1") if one in str(heard.lines)]


@pytest.mark.parametrize(
    ("role", "method", "what", "event"),
    [
        ("nobody", "GET", "/plans/{plan}", "not signed in"),
        ("stranger", "GET", "/plans/{plan}", "not found"),
        ("practitioner", "POST", "/plans/{plan}/withdrawals", "not allowed"),
    ],
)
def test_who_is_turned_away_is_told_with_the_route_and_not_the_thing(
    story: Story, client_as: ClientAs, heard: Heard, role: str, method: str, what: str, event: str
) -> None:
    client_as(role).open(what.format(plan=story.plan.id), method=method)
    (line,) = heard.lines
    assert (line["event"], str(line["endpoint"]).partition(".")[0]) in {
        (event, "plans"),
        (event, "plan_withdrawals"),
    }
    assert str(story.plan.id) not in str(line)


def test_too_many_tries_are_told(app: Portal, story: Story, client_as: ClientAs, heard: Heard) -> None:
    app.settings = replace(app.settings, sign_in_attempts=1)
    for _ in range(2):
        client_as("nobody").post("/sign-in", data={"email": story.people["editor"].email, "password": "wrong"})
    assert [line["status"] for line in heard.lines] == [422, 429]


def test_what_concerns_nobody_is_not_told(client_as: ClientAs, heard: Heard) -> None:
    for path in ("/nowhere", "/", "/help", "/static/portal.css"):
        client_as("editor").get(path).close()
    assert heard.lines == []


def test_every_act_that_is_told_exists(app: Portal) -> None:
    assert SIGNING.keys() <= app.view_functions.keys()
