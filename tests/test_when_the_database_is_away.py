"""A database that is away: our own page with a reference on every route, for people who are signed in as well."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from portal.database import Database, make_engine
from portal.web.http import Portal
from tests.addresses import KINDS, PLACES, addresses, routes
from tests.conftest import ClientAs
from tests.factories import Story
from tests.providers import ask, provider_of

SERVED_WITHOUT = {"static", "health.ready", "health.show"} | {"sessions.ask", "sessions.finish"}  # without a password


@pytest.fixture
def editor(app: Portal, story: Story, client_as: ClientAs) -> FlaskClient:
    """Somebody who signed in while the database was there."""
    return client_as("editor")


@pytest.fixture
def away(app: Portal, editor: FlaskClient) -> Portal:
    """The portal, whose database nobody answers for."""
    app.database = Database(make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=1"))
    return app


@pytest.mark.parametrize("lent", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", ["nobody", "editor"])
def test_every_route_gives_our_page_with_a_reference(
    away: Portal, editor: FlaskClient, client_as: ClientAs, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    ask(away, provider_of("http://localhost:1"))
    client = editor if role == "editor" else client_as(role)
    places = PLACES | {kind: [uuid4()] for kind in KINDS}
    strange = {}
    for rule, method in routes(away):
        for where in addresses(rule, places) if rule.endpoint not in SERVED_WITHOUT else []:
            answer = client.open(where, method=method, data={"file": (BytesIO(b"%PDF-"), "plan.pdf")})
            reference = re.search(r"give this reference: <strong>([0-9a-f]{8})</strong>", answer.text)
            is_ours = answer.status_code == 503 and reference
            if not is_ours and not (role == "nobody" and answer.status_code in (200, 401, 422)):
                strange[f"{method} {where}"] = answer.status_code
    assert strange == {}
    failures = [record for record in caplog.records if record.message == "request failed"]
    assert {record.exc_info[0].__name__ for record in failures if record.exc_info} == {"OperationalError"}
    assert len({record.reference for record in failures}) == len(failures) > 20


@pytest.mark.parametrize("lent", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("away")
def test_a_page_that_is_not_there_is_our_page_too(editor: FlaskClient) -> None:
    answer = editor.get("/nowhere")
    assert answer.status_code == 503
    assert "give this reference" in answer.text


@pytest.mark.parametrize("lent", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("away")
def test_whoever_watches_the_service_is_told(editor: FlaskClient) -> None:
    alive, ready = editor.get("/healthz"), editor.get("/readyz")
    assert (alive.status_code, alive.json) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json) == (503, {"status": "the database does not answer"})
