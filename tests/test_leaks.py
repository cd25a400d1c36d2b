"""What is private leaves no trace: words are planted in every private place, and everybody reads every page."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import product

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.cases.hold import Why
from portal.domain.cases.roles import Side
from portal.domain.plans.ending import PartyView
from portal.queries.talk.threads import FILTERS
from portal.web.http import Portal
from tests.addresses import KINDS, PLACES, Places, addresses, routes
from tests.bundles import files_of, words_of
from tests.canaries import planted
from tests.conftest import ClientAs
from tests.factories import (
    ROLES,
    Story,
    ask_for_call,
    end_not_agreed,
    look_later,
    note_call,
    pause,
    sign,
    some_content,
    varied,
    withdrawn,
)
from tests.pages import bare
from tests.planting import AUTHORS, Secrets
from tests.thoroughness import A_FEW, share, some

PERSONAS = [*ROLES, "stranger", "nobody"]
LIKE_ANOTHER = {"signatory", "reviewer", "stranger", "nobody"}  # another persona reads everything that they may read
GLUED = re.compile(r"[\w.,:;!?]<a [^>]*>|</a>\w+")
IN_PLACE = {"threads.show", "threads.new", "change_threads.new", "kept_answers.show"}
THE_THING_ITSELF = {"show", "index", "download", "scan"}
AS_HTMX = {"HX-Request": "true"}
QUERIES = {
    "threads.index": [f"?show={show}" for show in FILTERS],
    "records.show": ["", "?check=yes"],
    "plans.show": ["", "?view=clean", "?view=agreed", "?walk=1"],
    "comparisons.show": ["", "?from=1&to=3&whole=yes"],
    "news.show": ["", "?seen=shared.1"],
    "dismissals.new": ["", f"?finding={'0' * 64}"],
    "record_bundles.download": ["", "?private=yes"],
    "packs.download": ["", "?private=yes"],
}


@pytest.fixture
def secrets(story: Story) -> Secrets:
    """A story with something private in every place that there is."""
    return planted(story)


def asked_by(endpoint: str) -> list[dict[str, str]]:
    """As a browser asks, and for what htmx puts in place as that does too."""
    return [{}, AS_HTMX] if endpoint in IN_PLACE else [{}]


def pages(app: Portal, client: FlaskClient, places: Places, one_in: int = 1) -> Iterator[tuple[str, str]]:
    """Every page and preview with its text, of one in so many of the things that each may show; none may fail.

    What a form shows of a thing stands on the thing's own page too: of the forms a few things are enough.
    """
    for number, (rule, method) in enumerate(routes(app)):
        view = app.view_functions[rule.endpoint]
        if method == "GET" or getattr(view, "only_reads", False):
            itself = rule.endpoint.rpartition(".")[2] in THE_THING_ITSELF
            among = one_in if itself else max(one_in, A_FEW * share(app))
            for where in some(addresses(rule, PLACES | places), among, number):
                for query, headers in product(QUERIES.get(rule.endpoint, [""]), asked_by(rule.endpoint)):
                    with client.open(where + query, method=method, headers=headers) as response:
                        assert response.status_code < 500 or rule.endpoint == "health.ready", where
                        assert glued(response) == [], where
                        yield f"{method} {where}{query}", f"{response.headers} {read(response)}"


def glued(response: TestResponse) -> list[str]:
    """Where a page forgets the space between a word and a link beside it."""
    return GLUED.findall(response.text) if response.mimetype == "text/html" else []


def read(response: TestResponse) -> str:
    """All that an answer says, the files of a zip and a PDF's text and attachments included."""
    if response.mimetype == "application/zip":
        files = files_of(response.data)
        return words_of(response.data) + " ".join(
            read_pdf(body) for name, body in files.items() if name.endswith(".pdf")
        )
    if response.mimetype.startswith("image/"):
        return response.data.decode("latin-1")
    return read_pdf(response.data) if response.mimetype == "application/pdf" else response.get_data(as_text=True)


def read_pdf(pdf: bytes) -> str:
    reader = PdfReader(BytesIO(pdf))
    attached = " ".join(file.decode(errors="replace") for files in reader.attachments.values() for file in files)
    return " ".join(page.extract_text() for page in reader.pages) + f"{reader.metadata} {attached}"


def leaks(
    app: Portal, client: FlaskClient, secrets: Secrets, persona: str, one_in: int = 1
) -> tuple[list[str], set[str]]:
    """Where this persona can read what they may not, and which secrets they have rightly read."""
    mine, found, asked = secrets.told_to(persona), [], set()
    for where, text in pages(app, client, secrets.places, one_in):
        here = {secret for secret in secrets.sides if secret in text and secret not in where}
        found += [f"{where}: {secret}" for secret in here - mine]
        asked |= here & mine
    return found, asked


def test_what_is_private_leaves_no_trace_and_its_own_side_can_read_it(
    app: Portal, client_as: ClientAs, secrets: Secrets
) -> None:
    for persona in PERSONAS:
        found, asked = leaks(app, client_as(persona), secrets, persona, A_FEW if persona in LIKE_ANOTHER else 1)
        assert (persona, found) == (persona, [])
        if persona in AUTHORS.values():
            assert {secret for secret in secrets.told_to(persona) if secret.startswith("canary")} - asked == set()


def test_nothing_private_is_put_in_a_copy_of_the_record_unless_its_reader_asks_for_it(
    client_as: ClientAs, secrets: Secrets
) -> None:
    everybody = {Side.ORGANISATION, Side.PRACTITIONER, Side.PSR}
    for persona in AUTHORS.values():
        where = f"/cases/{secrets.story.case.id}/record-bundle.zip"
        copies = [client_as(persona).get(where + asked).data for asked in ("", "?private=yes")]
        heads = set(json.loads(files_of(copies[0])["heads.json"])["heads"].values())
        to_pass_on, private = (
            {word for word, sides in secrets.sides.items() if sides < everybody and word in words_of(copy)} - heads
            for copy in copies
        )
        assert (persona, to_pass_on) == (persona, set())
        assert {word for word in private if word.startswith("canary")}


def test_signing_and_varying_open_no_secret(app: Portal, client_as: ClientAs, secrets: Secrets) -> None:
    frozen = sign(secrets.story, secrets.frozen, "practitioner")
    sign(secrets.story, frozen, "signatory")
    varied(secrets.story, "cases", text="Other words altogether.")
    for persona in ("practitioner", "observer"):
        assert leaks(app, client_as(persona), secrets, persona, A_FEW)[0] == []


def test_withdrawing_the_plan_opens_no_secret(app: Portal, client_as: ClientAs, secrets: Secrets) -> None:
    withdrawn(secrets.story)
    for persona in ("practitioner", "observer"):
        assert leaks(app, client_as(persona), secrets, persona)[0] == []


def test_ending_the_plan_opens_the_two_views_and_no_other_secret(
    app: Portal, client_as: ClientAs, secrets: Secrets
) -> None:
    views = [word for word in secrets.sides if word.startswith("canary") and word in views_in(secrets)]
    end_not_agreed(secrets.story)
    secrets.sides |= {word: {Side.ORGANISATION, Side.PRACTITIONER, Side.PSR} for word in views}
    for persona in ("practitioner", "editor", "observer"):
        found, asked = leaks(app, client_as(persona), secrets, persona)
        assert (persona, found) == (persona, [])
        assert asked.issuperset(views) == (persona != "observer")


def views_in(secrets: Secrets) -> set[str]:
    with secrets.story.acting() as session:
        return set(session.scalars(select(PartyView.words)))


def test_nobody_of_the_other_party_can_tell_that_a_call_was_asked_for(story: Story, client_as: ClientAs) -> None:
    """Not by what any page says, nor by the order of the list, the record or the news."""
    story.everybody_has_read_the_first_page()
    pages = [f"/plans/{story.plan.id}", "/", f"/cases/{story.case.id}", f"/cases/{story.case.id}/record"]
    pages += [f"/cases/{story.case.id}/calls", f"/cases/{story.case.id}/steps", f"/plans/{story.plan.id}/news"]
    others = {role: client_as(role) for role in ("editor", "signatory")}
    before = {(role, page): bare(one.get(page).text) for role, one in others.items() for page in pages}
    note_call(story, ask_for_call(story), spoke=False)
    ask_for_call(story, "representative")
    assert {(role, page): bare(one.get(page).text) for role, one in others.items() for page in pages} == before
    assert "After 5pm." in client_as("representative").get(pages[4]).text
    assert "Asked for a call" in client_as("adviser").get("/").text


def test_before_issue_the_draft_is_known_to_psrs_advisers_only(
    app: Portal, client_as: ClientAs, draft_story: Story
) -> None:
    with draft_story.acting() as session:
        plan, adviser = draft_story.present_plan(session), draft_story.member("adviser", session)
        for word in ("canaryversion", "canarydraft"):
            draft = some_content().with_text("aim", f"A {word} in the draft.")
            plan.mend(session, draft, by=adviser, at=draft_story.tick())
    words = ("canarydraft", "canaryversion", str(draft_story.plan.id))
    secrets = Secrets(draft_story, sides={word: {Side.PSR} for word in words})
    secrets.places = {kind: [] for kind in KINDS}
    secrets.places |= {"cases": [draft_story.case.id], "plans": [draft_story.plan.id], "versions": [1, 2, 3]}
    for persona in PERSONAS:
        found, asked = leaks(app, client_as(persona), secrets, persona)
        assert (persona, found) == (persona, [])
        read = {word for word in asked if word.startswith("canary")}
        assert (persona, read) == (persona, set(words[:2]) if persona == "adviser" else set())


def test_what_a_draft_once_said_is_known_to_psrs_advisers_only_also_once_it_is_issued(
    app: Portal, client_as: ClientAs, draft_story: Story
) -> None:
    with draft_story.acting() as session:
        plan, adviser = draft_story.present_plan(session), draft_story.member("adviser", session)
        for draft in (some_content().with_text("aim", "A canaryversion of the draft."), some_content()):
            plan.mend(session, draft, by=adviser, at=draft_story.tick())
        plan.issue(session, by=adviser, at=draft_story.tick())
    draft_story.everybody_has_read_the_first_page()
    secrets = Secrets(draft_story, sides={"canaryversion": {Side.PSR}})
    secrets.places = {kind: [] for kind in KINDS}
    secrets.places |= {"cases": [draft_story.case.id], "plans": [draft_story.plan.id], "versions": [1, 2, 3]}
    for persona in PERSONAS:
        found, asked = leaks(app, client_as(persona), secrets, persona)
        assert (persona, found, asked) == (persona, [], {"canaryversion"} if persona == "adviser" else set())


def test_why_a_case_is_paused_is_read_by_psrs_advisers_only(app: Portal, client_as: ClientAs, story: Story) -> None:
    """The pages of others are the same whatever the reason: not even the record names it."""
    pause(story, Why.DEATH, "A canarynote.")
    story.everybody_has_read_the_first_page()
    look_later(story, days=60)
    secrets = Secrets(story, sides={"canarynote": set(), Why.DEATH.value: set()})
    secrets.places = {kind: [] for kind in KINDS} | {"cases": [story.case.id], "plans": [story.plan.id]}
    for persona in PERSONAS:
        found = [where for where, text in pages(app, client_as(persona), secrets.places) if "canarynote" in text]
        assert (persona, bool(found)) == (persona, persona == "adviser")
    assert Why.DEATH.value in client_as("adviser").get(f"/cases/{story.case.id}/holds/edit").text
    for persona in ("practitioner", "signatory", "reviewer"):
        assert Why.DEATH.value not in client_as(persona).get(f"/cases/{story.case.id}").text
