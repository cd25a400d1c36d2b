"""Every route of the URL map asks who may use it; a new one is included by itself."""

import gzip
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import g
from flask.testing import FlaskClient

from portal.database import Database
from portal.web.headers import ON_EVERY_ANSWER
from portal.web.http import Forgotten, Portal, open_to_all
from tests.addresses import KINDS, PLACES, Places, addresses, routes
from tests.conftest import ClientAs, NewApp
from tests.factories import (
    YES,
    Story,
    act_for_safety,
    administrator,
    ask_colleague,
    ask_for_call,
    ask_to_hand_over,
    ask_to_meet,
    attached,
    bundle,
    came_back,
    freeze,
    go_away,
    invite,
    name_blocker,
    offer_showing,
    offer_talk,
    paper_for,
    raise_concern,
    remarked,
    reviewing,
    sent,
    suggest,
    the_organisation,
    thread,
    urgent_point,
)

OPEN_TO_ALL = {
    "papers.accessibility",
    "papers.privacy",
    "address_changes.show",
    "address_changes.update",
    "static",
    "health.ready",
    "health.show",
    "helps.show",
    "joins.create",
    "joins.new",
    "outboxes.show",
    "password_resets.create",
    "password_resets.edit",
    "password_resets.new",
    "password_resets.sent",
    "password_resets.update",
    "sessions.new",
    "sessions.create",
    "sessions.ask",
    "sessions.finish",
    "sessions.finish_by_passkey",
    "sessions.go_on",
    "single_sign_on.new",
    "single_sign_on.show",
    "sessions.delete",
    "verifications.new",
    "verifications.create",
}
FOR_ANYBODY_SIGNED_IN = {"/", "/feedback", "/steps", "/calls", "/case-handovers", "/messages", "/messages/readings"}
ONES_OWN = "/account"
REFUSALS = {401, 403, 404}


@pytest.fixture
def places(story: Story) -> Places:
    """What stands in the addresses of the story: one thing of each kind."""
    things = {"bundles": bundle(story, suggest(story, key="aim"))}
    sent(story, "editor", "cases")
    things["papers"] = paper = paper_for(story)
    things["paper-entries"] = came_back(story, paper, YES)
    things |= {"proposals": sent(story), "threads": thread(story), "agreements": freeze(story)}
    things["blockers"] = name_blocker(story)
    things |= {"cases": story.case, "plans": story.plan, "revisions": story.revisions()[0]}
    things["safety-actions"] = act_for_safety(story)
    things |= {"calls": ask_for_call(story), "talks": offer_talk(story), "meetings": ask_to_meet(story)}
    things |= {"invitations": invite(story)[0], "members": story.members["signatory"]}
    things |= {"handovers": ask_to_hand_over(story), "showings": offer_showing(story)}
    things |= {
        "organisations": the_organisation(story),
        "staff": administrator(story),
        "people": story.people["editor"],
    }
    things["staff-invitations"] = ask_colleague(story)[0]
    things["concerns"] = raise_concern(story, thread(story))
    things["feedback-reviews"] = review = reviewing(story)
    things |= {"feedback-requests": review.request, "feedback-remarks": remarked(story, review)}
    things["feedback-documents"] = attached(story, review.request)
    things["urgent-points"] = urgent_point(story, review.request)
    things["absences"] = go_away(story, cover="signatory")
    administrator(story, "adviser")
    return PLACES | {word: [thing.id] for word, thing in things.items()}


def answers(app: Portal, client: FlaskClient, places: Places) -> dict[str, int]:
    """The status of every address that is not open to all, asked in every way it takes."""
    statuses = {}
    for rule, method in routes(app):
        for where in addresses(rule, places) if rule.endpoint not in OPEN_TO_ALL else []:
            with client.open(where, method=method) as response:
                statuses[f"{method} {rule.rule}"] = response.status_code
    return statuses


def is_for_anybody(route: str) -> bool:
    """Whether everybody who is signed in finds something there: their own."""
    address = route.split()[1]
    return address in FOR_ANYBODY_SIGNED_IN or (address.startswith(ONES_OWN) and "<" not in address)


def test_nobody_gets_in_without_signing_in(app: Portal, client_as: ClientAs, places: Places) -> None:
    found = answers(app, client_as("nobody"), places)
    assert {route: status for route, status in found.items() if status != 401} == {}


def test_a_stranger_finds_nothing(app: Portal, client_as: ClientAs, places: Places) -> None:
    found = answers(app, client_as("stranger"), places)
    closed = {route: status for route, status in found.items() if not is_for_anybody(route)}
    assert {route: status for route, status in closed.items() if status != 404} == {}


def test_an_observer_finds_nothing_before_agreement(app: Portal, client_as: ClientAs, places: Places) -> None:
    found = answers(app, client_as("observer"), places)
    closed = {route: status for route, status in found.items() if not is_for_anybody(route)}
    assert {route: status for route, status in closed.items() if status not in REFUSALS} == {}


@pytest.mark.parametrize("role", ["editor", "practitioner", "representative", "adviser"])
def test_no_route_fails_for_those_on_the_case(app: Portal, client_as: ClientAs, places: Places, role: str) -> None:
    found = answers(app, client_as(role), places)
    assert {route: status for route, status in found.items() if status >= 500} == {}


def test_an_id_of_nothing_is_not_found(app: Portal, client_as: ClientAs) -> None:
    nowhere = PLACES | {word: [uuid4()] for word in KINDS}
    found = answers(app, client_as("adviser"), nowhere)
    with_an_id = {f"{method} {rule.rule}" for rule, method in routes(app) if "id" in rule.arguments}
    assert {route: status for route, status in found.items() if route in with_an_id and status != 404} == {}


def test_every_address_says_what_it_takes(app: Portal, client_as: ClientAs, places: Places) -> None:
    for role in ("nobody", "editor"):
        client = client_as(role)
        found = {client.options(where).status_code for rule, _ in routes(app) for where in addresses(rule, places)}
        assert found == {200}


@pytest.mark.parametrize("number", ["1", "x" * 5000, "%00", "00000000-0000-0000-0000-00000000000g", "../../etc/passwd"])
def test_an_id_that_is_none_is_not_found(client_as: ClientAs, number: str) -> None:
    client = client_as("adviser")
    for word in KINDS:
        assert client.get(f"/{word}/{number}").status_code in {308, 404}


def test_a_key_of_nothing_never_fails(app: Portal, client_as: ClientAs, places: Places) -> None:
    found = answers(app, client_as("practitioner"), places | {"clauses": ["nowhere"], "stages": ["nowhere"]})
    with_a_key = {f"{method} {rule.rule}" for rule, method in routes(app) if "key" in rule.arguments}
    assert {route: found[route] for route in with_a_key if found[route] not in {403, 404, 422}} == {}


def test_a_route_that_asks_nobodys_leave_fails(new_app: NewApp, database: Database) -> None:
    app = new_app(database)
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    app.add_url_rule("/opened", "opened", open_to_all(lambda: "hello"))
    with app.test_request_context("/forgotten"), pytest.raises(Forgotten):
        app.dispatch_request()
    answer = app.test_client().get("/forgotten")
    assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert app.test_client().get("/opened").text == "hello"


def test_a_route_that_asks_nobodys_leave_changes_nothing(new_app: NewApp, database: Database, story: Story) -> None:
    app = new_app(database)

    def forgotten() -> str:
        g.session.delete(g.session.merge(story.people["stranger"]))
        return "done"

    app.add_url_rule("/forgotten", "forgotten", forgotten, methods=["POST"])
    assert app.test_client().post("/forgotten").status_code == 500
    with app.database.reading() as session:
        assert session.get(type(story.people["stranger"]), story.people["stranger"].id)


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/plans/1", "/", "/static/portal.css"])
def test_every_answer_carries_the_headers(app: Portal, path: str) -> None:
    with app.test_client().get(path) as answer:
        headers = answer.headers
    assert {name: headers[name] for name in ON_EVERY_ANSWER} == ON_EVERY_ANSWER
    assert (headers.get("Cache-Control") == "no-store") is not path.startswith("/static")
    assert "Strict-Transport-Security" not in headers  # the demonstration is served without TLS


def test_the_policy_for_content_lets_nothing_in_that_is_not_ours() -> None:
    policy = ON_EVERY_ANSWER["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert f"{part} 'none'" in policy


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/static/portal.css"])
def test_for_real_people_browsers_are_told_to_come_by_tls_alone(app: Portal, path: str) -> None:
    app.settings = replace(
        app.settings, demo=False, secret_keys=("a-key-of-tests-" * 3,), public_url="https://plans.example.org"
    )
    with app.test_client().get(path) as answer:
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_where_others_of_the_domain_have_no_tls_browsers_are_told_nothing_of_it(app: Portal) -> None:
    real = {"demo": False, "secret_keys": ("a-key-of-tests-" * 3,), "public_url": "https://plans.example.org"}
    app.settings = replace(app.settings, hsts_days=0, **real)
    assert "Strict-Transport-Security" not in app.test_client().get("/sign-in").headers


def test_a_page_travels_compressed_when_the_browser_can_read_that(app: Portal) -> None:
    answer = app.test_client().get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "<h1" in gzip.decompress(answer.data).decode()
