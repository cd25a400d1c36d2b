"""What is private leaves no trace: words are planted in every private place, and everybody reads every page."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from portal.domain.cases.case import Side
from portal.queries.talk.threads import FILTERS
from portal.web.http import Portal
from tests.addresses import KINDS, PLACES, Places, addresses, routes
from tests.canaries import AUTHORS, Secrets, planted
from tests.conftest import ClientAs
from tests.factories import ROLES, Story, sign, some_content, varied, withdrawn

PERSONAS = [*ROLES, "stranger", "nobody"]
LIKE_ANOTHER = {"signatory", "reviewer", "stranger", "nobody"}  # another persona reads everything that they may read
A_FEW = 3
QUERIES = {
    "threads.index": [f"?show={show}" for show in FILTERS],
    "plans.show": ["", "?view=clean", "?view=agreed", "?walk=1"],
    "comparisons.show": ["", "?from=1&to=3&whole=yes"],
    "news.show": ["", "?seen=shared.1"],
}


@pytest.fixture
def secrets(story: Story) -> Secrets:
    """A story with something private in every place that there is."""
    return planted(story)


def pages(app: Portal, client: FlaskClient, places: Places, one_in: int = 1) -> Iterator[tuple[str, str]]:
    """Every page and preview with its text, of one in so many of the things that each may show; none may fail."""
    for number, (rule, method) in enumerate(routes(app)):
        view = app.view_functions[rule.endpoint]
        if method == "GET" or getattr(view, "only_reads", False):
            found = addresses(rule, PLACES | places)
            for where in found[number % min(one_in, len(found) or 1) :: one_in]:
                for query in QUERIES.get(rule.endpoint, [""]):
                    with client.open(where + query, method=method) as response:
                        assert response.status_code < 500, where
                        yield f"{method} {where}{query}", f"{response.headers} {read(response)}"


def read(response: TestResponse) -> str:
    """All that an answer says, a PDF's text and attachments included."""
    if response.mimetype != "application/pdf":
        return response.get_data(as_text=True)
    reader = PdfReader(BytesIO(response.data))
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


def test_before_issue_the_draft_is_known_to_psrs_advisers_only(
    app: Portal, client_as: ClientAs, draft_story: Story
) -> None:
    with draft_story.acting() as session:
        plan, adviser = draft_story.present_plan(session), draft_story.member("adviser", session)
        draft = some_content().with_text("aim", "A canarydraft in the draft.")
        plan.mend(session, draft, by=adviser, at=draft_story.tick())
    secrets = Secrets(draft_story, sides={"canarydraft": {Side.PSR}, str(draft_story.plan.id): {Side.PSR}})
    secrets.places = {kind: [] for kind in KINDS}
    secrets.places |= {"cases": [draft_story.case.id], "plans": [draft_story.plan.id]}
    for persona in PERSONAS:
        found, asked = leaks(app, client_as(persona), secrets, persona)
        assert (persona, found) == (persona, [])
        assert ("canarydraft" in asked) == (persona == "adviser")
