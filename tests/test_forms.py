"""Whatever nonsense a form holds, in any field of any route: a clear answer, never a failure, never live markup."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import cycle

import pytest
from flask import Request
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, ImmutableMultiDict

from portal.web.http import Portal
from tests import factories
from tests.addresses import KINDS, PLACES, Places, addresses, routes
from tests.conftest import ClientAs
from tests.factories import Story
from tests.providers import ask, bound, provider_of
from tests.thoroughness import share, some

GARBAGE = {
    "nothing": "",
    "script": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}",
    "null": "a\0b",
    "long": "x" * 30_000,
    "digits": "9" * 5_000,
    "superscript": "²",
}
HIDDEN = {"shown", "digest", "request_key", "unsent", "next", "audience", "occurrence", "then"}
AS_IT_CAME = {"request_key", "csrf_token"}
HARMLESS = {"sessions.delete"}
ID = re.compile("[0-9a-f-]{36}")


class Garbage(ImmutableMultiDict[str, str]):
    """A form that answers every question with the same nonsense, whatever a route asks for."""

    nonsense = ""

    def get(self, key: str, default: object = None, type: object = None) -> object:  # noqa: A002
        return default if key in AS_IT_CAME else self.nonsense

    def getlist(self, key: str, type: object = None) -> list[str]:  # noqa: A002
        return [self.nonsense]

    def __contains__(self, key: object) -> bool:
        return key not in AS_IT_CAME

    def __getitem__(self, key: str) -> str:
        return self.nonsense


class Nonsensical(Request):
    """A request whose every field, and every file, is nonsense."""

    @property
    def form(self) -> Garbage:
        return Garbage()

    @property
    def files(self) -> ImmutableMultiDict[str, FileStorage]:
        file = BytesIO(Garbage.nonsense.encode())
        return ImmutableMultiDict({"file": FileStorage(file, "plan.pdf")})


@pytest.fixture
def places(app: Portal, story: Story) -> Places:
    """Suggestions of both sides in every state, a conversation, and whatever else stands in an address."""
    provider = provider_of("http://localhost:1")
    ask(app, provider)
    bound(app, story, provider, "signatory")
    story.everybody_has_read_the_first_page()
    mine, theirs = factories.suggest(story), factories.sent(story, "editor", key="cases")
    weeks = factories.suggest_weeks(story, "editor")
    conflict = factories.suggest(story, key="aim", text="Wholly other words.")
    factories.agree(story, factories.sent(story, "editor", key="aim"), by="practitioner")
    things = {"cases": story.case, "plans": story.plan, "threads": factories.thread(story)}
    things |= {"revisions": story.revisions()[0], "safety-actions": factories.act_for_safety(story)}
    things |= {"calls": factories.ask_for_call(story), "meetings": factories.ask_to_meet(story)}
    things |= {"invitations": factories.invite(story)[0], "members": story.members["representative"]}
    things |= {"talks": factories.offer_talk(story), "handovers": factories.ask_to_hand_over(story)}
    things["blockers"] = factories.name_blocker(story)
    review = factories.reviewing(story)
    things |= {"feedback-requests": review.request, "feedback-reviews": review}
    things["feedback-remarks"] = factories.remarked(story, review)
    things["urgent-points"] = factories.urgent_point(story, review.request)
    things["concerns"] = factories.raise_concern(story, factories.thread(story))
    things |= {"showings": factories.offer_showing(story), "absences": factories.go_away(story, "signatory", "editor")}
    things |= {"organisations": factories.the_organisation(story), "staff": factories.administrator(story, "signatory")}
    things |= {"staff-invitations": factories.ask_colleague(story, "signatory")[0], "people": story.people["editor"]}
    factories.administrator(story, "adviser")
    things["papers"] = factories.paper_for(story)
    things["paper-entries"] = factories.came_back(story, factories.paper_for(story), factories.YES)
    things["bundles"] = factories.bundle(story, factories.suggest(story, key="consequences"))
    factories.keep_yes(story, theirs, by="practitioner")
    found = {word: [thing.id] for word, thing in things.items()}
    return found | {
        "proposals": [one.id for one in (mine, theirs, conflict, weeks)],
        "agreements": [],
        "feedback-documents": [],
    }


def complaints(app: Portal, client: FlaskClient, places: Places) -> list[str]:
    """Every answer to nonsense that failed, came alive, or refused without its sentence.

    Each route gets every kind of nonsense (some of them, where a share is enough), and each thing that it acts on some.
    """
    app.request_class, found, tried = Nonsensical, [], 0
    for number, (rule, method) in enumerate(routes(app)):
        things = addresses(rule, PLACES | places) if method != "GET" and rule.endpoint not in HARMLESS else []
        kinds = some(list(GARBAGE.items()), share(app), number)
        for where, (kind, Garbage.nonsense) in zip(cycle(things), kinds, strict=False):
            tried += 1
            with client.post(where) as response:
                status, page = response.status_code, response.text
            silent = status in {400, 422} and "There is a problem" not in page
            if status >= 500 or silent or "<script>alert" in page or "<img src=x" in page:
                found.append(f"{kind} to {where}: {status}")
    assert tried > len(GARBAGE)
    return found


@pytest.mark.parametrize("role", ["practitioner", "signatory", "adviser"])
def test_no_nonsense_in_any_field_of_any_route_fails(
    app: Portal, client_as: ClientAs, places: Places, role: str
) -> None:
    assert complaints(app, client_as(role), places) == []


@pytest.mark.parametrize("role", ["practitioner", "signatory"])
def test_no_nonsense_fails_while_the_text_is_frozen(app: Portal, client_as: ClientAs, story: Story, role: str) -> None:
    nothing: Places = {word: [] for word in KINDS}
    places = nothing | {"agreements": [factories.freeze(story).id], "plans": [story.plan.id]}
    assert complaints(app, client_as(role), places) == []


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
        elif "formaction" in named and "form" in named:
            self.found.append((named["formaction"], {named.get("name", ""): named.get("value", "")}, set()))
        elif self.inside and named.get("name") and tag in {"input", "textarea", "select", "button"}:
            _, fields, files = self.found[-1]
            fields.setdefault(named["name"], named.get("value", ""))
            if named.get("type") == "file":
                files.add(named["name"])

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def forms(app: Portal, client: FlaskClient, places: Places) -> Iterator[Form]:
    """Every form that this person can reach, once for each kind of thing."""
    seen = set()
    for rule, method in routes(app):
        for where in addresses(rule, PLACES | places) if method == "GET" else []:
            with client.get(where) as response:
                if response.mimetype != "text/html":
                    continue
                page = Forms()
                page.feed(response.text)
            for action, fields, files in page.found:
                form = ID.sub("", action or where), frozenset(fields)
                if form not in seen:
                    seen.add(form)
                    yield action or where, fields, frozenset(files)


def test_no_hidden_field_fails(app: Portal, client_as: ClientAs, places: Places) -> None:
    client, faults = client_as("practitioner"), []
    for number, (action, fields, files) in enumerate(list(forms(app, client, places))):
        honest = {field: value or "Some words." for field, value in fields.items() if field not in files}
        for name in HIDDEN & fields.keys() if action != "/sign-out" else ():
            for kind in some(["null", "digits", "superscript", "nothing"], share(app), number):
                status = client.post(action, data=honest | {name: GARBAGE[kind]}).status_code
                if status >= 500:
                    faults.append(f"{action} {name} {kind} {status}")
    assert faults == []
