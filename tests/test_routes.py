"""Every route of the URL map asks who may use it; a new one is included by itself."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import g
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from portal.http import Forgotten, Portal, open_to_all
from tests.conftest import ClientAs
from tests.factories import Story, freeze, sent, thread

OPEN_TO_ALL = {
    "static",
    "health.show",
    "sessions.new",
    "sessions.create",
    "sessions.delete",
    "verifications.new",
    "verifications.create",
}
FOR_ANYBODY_SIGNED_IN = {"home.index"}
REFUSALS = {401, 403, 404}


def routes(app: Portal) -> Iterator[tuple[Rule, str]]:
    """Every route with each method that it takes."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


@pytest.fixture
def addresses(app: Portal, story: Story) -> dict[str, dict[str, object]]:
    """What stands for `id` in each address, by the word it begins with, and for every other parameter."""
    proposal, talk, agreement = sent(story), thread(story), freeze(story)
    ids = {"cases": story.case.id, "plans": story.plan.id, "proposals": proposal.id, "threads": talk.id}
    with app.database.reading() as session:
        revision = story.present_plan(session).current
    ids |= {"agreements": agreement.id, "revisions": revision.id}
    return {word: {"id": one, "key": "supervision", "filename": "portal.css"} for word, one in ids.items()}


def address(app: Portal, rule: Rule, addresses: dict[str, dict[str, object]]) -> str:
    """The address of this route in the story; fails when it holds a parameter that nobody knows."""
    known = addresses.get(rule.rule.split("/")[1], {"filename": "portal.css"})
    unknown = rule.arguments - known.keys()
    assert not unknown, f"{rule.rule}: say in this test what stands for {sorted(unknown)}"
    values = {name: known[name] for name in rule.arguments}
    if "key" in values and "/stages/" in rule.rule:
        values["key"] = "first"
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=None)


def answers(app: Portal, client: FlaskClient, addresses: dict[str, dict[str, object]]) -> dict[str, int]:
    """The status of every route, asked in every way it takes."""
    found = {}
    for rule, method in routes(app):
        if rule.endpoint not in OPEN_TO_ALL:
            response = client.open(address(app, rule, addresses), method=method)
            found[f"{method} {rule.endpoint}"] = response.status_code
    return found


def test_nobody_gets_in_without_signing_in(app: Portal, client_as: ClientAs, addresses: dict) -> None:
    found = answers(app, client_as("nobody"), addresses)
    assert {route: status for route, status in found.items() if status != 401} == {}


def test_a_stranger_finds_nothing(app: Portal, client_as: ClientAs, addresses: dict) -> None:
    found = answers(app, client_as("stranger"), addresses)
    closed = {route: status for route, status in found.items() if route.split()[1] not in FOR_ANYBODY_SIGNED_IN}
    assert {route: status for route, status in closed.items() if status != 404} == {}


def test_an_observer_finds_nothing_before_agreement(app: Portal, client_as: ClientAs, addresses: dict) -> None:
    found = answers(app, client_as("observer"), addresses)
    closed = {route: status for route, status in found.items() if route.split()[1] not in FOR_ANYBODY_SIGNED_IN}
    assert {route: status for route, status in closed.items() if status not in REFUSALS} == {}


@pytest.mark.parametrize("role", ["editor", "practitioner", "representative", "adviser"])
def test_no_route_fails_for_those_on_the_case(app: Portal, client_as: ClientAs, addresses: dict, role: str) -> None:
    found = answers(app, client_as(role), addresses)
    assert {route: status for route, status in found.items() if status >= 500} == {}


def test_an_id_of_nothing_is_not_found(app: Portal, client_as: ClientAs, addresses: dict) -> None:
    nowhere = {word: known | {"id": uuid4()} for word, known in addresses.items()}
    client, statuses = client_as("adviser"), {}
    for rule, method in routes(app):
        if "id" in rule.arguments:
            statuses[f"{method} {rule.endpoint}"] = client.open(address(app, rule, nowhere), method=method).status_code
    assert {route: status for route, status in statuses.items() if status != 404} == {}


@pytest.mark.parametrize("number", ["1", "x" * 5000, "%00", "00000000-0000-0000-0000-00000000000g", "../../etc/passwd"])
def test_an_id_that_is_none_is_not_found(client_as: ClientAs, number: str) -> None:
    client = client_as("adviser")
    for word in ("cases", "plans", "proposals", "agreements", "revisions"):
        assert client.get(f"/{word}/{number}").status_code in {308, 404}


def test_a_key_of_nothing_never_fails(app: Portal, client_as: ClientAs, addresses: dict) -> None:
    client, statuses = client_as("practitioner"), {}
    for rule, method in routes(app):
        if "key" in rule.arguments:
            where = address(app, rule, addresses).replace("/supervision", "/nowhere").replace("/first/", "/nowhere/")
            statuses[f"{method} {rule.endpoint}"] = client.open(where, method=method).status_code
    assert {route: status for route, status in statuses.items() if status not in {404, 422}} == {}


def test_a_route_that_asks_nobodys_leave_fails(app: Portal, client_as: ClientAs) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    app.add_url_rule("/opened", "opened", open_to_all(lambda: "hello"))
    with app.test_request_context("/forgotten"), pytest.raises(Forgotten):
        app.dispatch_request()
    answer = app.test_client().get("/forgotten")
    assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert app.test_client().get("/opened").text == "hello"


def test_a_route_that_asks_nobodys_leave_changes_nothing(app: Portal, story: Story) -> None:
    def forgotten() -> str:
        g.session.delete(g.session.merge(story.people["stranger"]))
        return "done"

    app.add_url_rule("/forgotten", "forgotten", forgotten, methods=["POST"])
    assert app.test_client().post("/forgotten").status_code == 500
    with app.database.reading() as session:
        assert session.get(type(story.people["stranger"]), story.people["stranger"].id)


def test_every_answer_carries_the_headers(app: Portal, client_as: ClientAs) -> None:
    for path in ("/sign-in", "/nowhere"):
        headers = app.test_client().get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
