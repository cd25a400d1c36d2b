"""Two people use one browser, one after the other; a page of the first is still open in a tab."""

import re

from werkzeug.test import TestResponse

from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story
from tests.signing_in import cookie_of
from tests.suggesting import TYPED, form


def test_what_somebody_else_was_typing_is_neither_shown_nor_sent(
    app: Portal, story: Story, client_as: ClientAs, where: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_as("practitioner")
    opened = client.get(f"{where}/new").text.split("<main")[1]
    sent = form("") | dict(re.findall(r'name="(csrf_token|request_key)" value="([^"]*)"', opened))

    def sent_by(role: str) -> TestResponse:
        with client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(cookie_of(app, story.people[role]))
        return client.post(where, data=sent)

    others = sent_by("editor")
    assert others.status_code == 400
    assert "Nothing was sent" in others.text
    assert TYPED not in others.text
    own = sent_by("practitioner").text
    assert TYPED in own
    assert "Send it now" in own


def test_what_was_opened_before_signing_in_is_nobody_elses(app: Portal, story: Story, client_as: ClientAs) -> None:
    """The sign-in page still stands in another tab: it was made for nobody."""
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_as("nobody")
    opened = client.get("/sign-in").text.split("<main")[1]
    sent = dict(re.findall(r'name="(csrf_token|request_key)" value="([^"]*)"', opened))
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(cookie_of(app, story.people["editor"]))
    assert "somebody else" not in client.post("/sign-in", data=sent | {"email": "editor@example.org"}).text
