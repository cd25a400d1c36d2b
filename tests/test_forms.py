"""Every form on every page, filled with what nobody should send: a clear answer, never a failure, never live markup."""

from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from portal.http import Portal
from tests.addresses import PLACES, addresses, routes
from tests.conftest import ClientAs
from tests.factories import Story, freeze, sent, suggest, suggest_weeks, thread

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
NASTY = {
    "nothing": "",
    "script": SCRIPT,
    "null": "a\0b",
    "controls": "\x1b[31m\x08\u202e\ufffe",
    "long": "x" * 21_000,
    "digits": "9" * 5000,
    "negative": "-1",
}
HIDDEN = {"shown", "digest", "request_key", "held", "next", "audience", "occurrence", "then"}
Form = tuple[str, dict[str, str], frozenset[str]]


class Forms(HTMLParser):
    """Collects each POST form of a page: where it goes, its fields with their values, and which are for files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], set[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = named.get("method", "").lower() == "post"
            if self.inside:
                self.found.append((named.get("action", ""), {}, set()))
        elif self.inside and named.get("name") and tag in {"input", "textarea", "select", "button"}:
            _, fields, files = self.found[-1]
            fields.setdefault(named["name"], named.get("value", ""))
            if named.get("type") == "file":
                files.add(named["name"])

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def forms(app: Portal, client: FlaskClient, places: dict[str, list[object]]) -> Iterator[Form]:
    """Every form that this person can reach, once."""
    seen = set()
    for rule, method in routes(app):
        for where in addresses(rule, PLACES | places) if method == "GET" else []:
            with client.get(where) as response:
                if response.mimetype != "text/html":
                    continue
                page = Forms()
                page.feed(response.text)
            for action, fields, files in page.found:
                if (action or where, frozenset(fields)) not in seen:
                    seen.add((action or where, frozenset(fields)))
                    yield action or where, fields, frozenset(files)


@pytest.fixture
def places(story: Story) -> dict[str, list[object]]:
    story.everybody_has_read_the_first_page()
    proposals = [
        suggest(story),
        suggest_weeks(story, "editor"),
        sent(story, key="aim"),
        sent(story, "editor", key="cases"),
    ]
    things = {"cases": story.case, "plans": story.plan, "threads": thread(story), "revisions": story.revisions()[0]}
    places: dict[str, list[object]] = {word: [thing.id] for word, thing in things.items()}
    return places | {"proposals": [proposal.id for proposal in proposals], "agreements": []}


@pytest.mark.parametrize("role", ["practitioner", "editor", "adviser", "nobody"])
def test_no_form_fails_and_nothing_sent_comes_alive(
    app: Portal, client_as: ClientAs, places: dict[str, list[object]], role: str
) -> None:
    client, faults, tried = client_as(role), [], 0
    for action, fields, files in list(forms(app, client, places)):
        if action == "/sign-out":
            continue
        for name, value in NASTY.items():
            tried += 1
            with client.post(action, data=filled(fields, files, value)) as response:
                if response.status_code >= 500 or "<script>alert" in response.text or "<img src=x" in response.text:
                    faults.append(f"{name}: {action} {response.status_code}")
    assert faults == []
    assert tried >= len(NASTY)


def filled(fields: dict[str, str], files: frozenset[str], value: str) -> dict[str, object]:
    sent = dict.fromkeys(fields, value)
    bytes_ = {name: (BytesIO(value.encode(errors="replace")), "draft.md") for name in files}
    return {**sent, **bytes_}


@pytest.mark.parametrize("role", ["practitioner", "signatory"])
def test_no_signing_form_fails(app: Portal, client_as: ClientAs, story: Story, role: str) -> None:
    story.everybody_has_read_the_first_page()
    places: dict[str, list[object]] = {"plans": [story.plan.id], "agreements": [freeze(story).id]}
    places |= {"cases": [story.case.id], "proposals": [], "threads": [], "revisions": []}
    client, faults = client_as(role), []
    for action, fields, files in list(forms(app, client, places)):
        for name, value in NASTY.items() if "/agreements/" in action else ():
            status = client.post(action, data=filled(fields, files, value)).status_code
            if status >= 500:
                faults.append(f"{name}: {action} {status}")
    assert faults == []


def test_no_hidden_field_fails(app: Portal, client_as: ClientAs, places: dict[str, list[object]]) -> None:
    client, faults = client_as("practitioner"), []
    for action, fields, files in list(forms(app, client, places)):
        honest = {field: value or "Some words." for field, value in fields.items() if field not in files}
        for name in HIDDEN & fields.keys() if action != "/sign-out" else ():
            for kind in ("null", "digits", "negative", "nothing"):
                status = client.post(action, data=honest | {name: NASTY[kind]}).status_code
                if status >= 500:
                    faults.append(f"{action} {name} {kind} {status}")
    assert faults == []
