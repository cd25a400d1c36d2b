"""Who is signed in is a row: it ends when its owner signs out, in time, or from another device."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.people import sign_in
from portal.domain.people.sign_in import SignIn
from portal.web.devices import device
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.signing_in import cookie_of

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def copied(client: FlaskClient) -> dict[str, Any]:
    """All that somebody has who took a copy of this browser's cookie."""
    with client.session_transaction() as cookie:
        return dict(cookie)


def with_cookie(app: Portal, held: dict[str, Any]) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(held)
    return client


def test_a_copied_cookie_is_worth_nothing_once_its_owner_has_signed_out(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    copy = with_cookie(app, copied(client))
    assert copy.get("/").status_code == 200
    client.post("/sign-out")
    assert copy.get("/").status_code == 401


def test_nobody_stays_signed_in_beyond_the_longest_time(app: Portal, story: Story) -> None:
    client = with_cookie(app, cookie_of(app, story.people["editor"]))
    with app.database.writing() as session:
        session.scalars(select(SignIn)).one().expires_at = datetime.now(UTC)
    assert client.get("/").status_code == 401


def test_who_signs_in_anew_leaves_the_session_before(app: Portal, story: Story, client_as: ClientAs) -> None:
    client = client_as("editor")
    copy = with_cookie(app, copied(client))
    client.post("/sign-in", data={"email": "editor@example.org", "password": PASSWORD})
    assert client.get("/").status_code == 200
    assert copy.get("/").status_code == 401


def test_the_token_is_kept_nowhere(app: Portal, story: Story) -> None:
    token = cookie_of(app, story.people["editor"])["_user_id"]
    with app.database.reading() as session:
        row = session.scalars(select(SignIn)).one()
        assert token not in (row.token_hash, row.former_hash)
    made_up = cookie_of(app, story.people["editor"]) | {"_user_id": str(story.people["editor"].id)}
    assert with_cookie(app, made_up).get("/").status_code == 401


def test_one_sees_where_one_is_signed_in_and_ends_it(app: Portal, story: Story, client_as: ClientAs) -> None:
    here, away = client_as("editor"), client_as("editor")
    page = here.get("/account").text
    assert page.count("Signed in on") == 2
    assert page.count("(this device)") == 1
    [way] = re.findall(r'action="(/account/sign-ins/[0-9a-f-]+/ends)"', page)
    assert here.post(way).status_code == 303
    assert away.get("/").status_code == 401
    assert here.get("/").status_code == 200
    again = here.post(way)
    assert again.status_code == 422
    assert sign_in.GONE in again.text


def test_one_ends_all_others_at_once(app: Portal, client_as: ClientAs) -> None:
    here, others = client_as("editor"), [client_as("editor") for _ in range(3)]
    somebody_else = client_as("signatory")
    assert here.post("/account/sign-ins/ends").status_code == 303
    assert [one.get("/").status_code for one in others] == [401] * 3
    assert (here.get("/").status_code, somebody_else.get("/").status_code) == (200, 200)


def test_nobody_ends_or_sees_the_sign_in_of_another(app: Portal, story: Story, client_as: ClientAs) -> None:
    theirs = client_as("practitioner")
    with app.database.reading() as session:
        row = session.scalars(select(SignIn).where(SignIn.person_id == story.people["practitioner"].id)).one()
    for role in ("editor", "adviser", "stranger"):
        assert client_as(role).post(f"/account/sign-ins/{row.id}/ends").status_code == 404
        assert str(row.id) not in client_as(role).get("/account").text
    assert theirs.get("/").status_code == 200
    assert app.test_client().get("/account").status_code == 401


def test_a_password_given_again_holds_for_some_minutes_and_brings_another_token(story: Story) -> None:
    with story.acting() as session:
        person = story.member("editor", session).person
        token = sign_in.begin(session, person, device="A browser", at=AT, hours=12)
        row = sign_in.found(session, token, AT)
        assert row
        later = sign_in.refresh(row, AT + MINUTE)
        assert sign_in.found(session, later, AT + MINUTE) is row
        assert sign_in.found(session, token, AT + 2 * MINUTE) is row
        assert sign_in.found(session, token, AT + 2 * MINUTE + timedelta(seconds=1)) is None


def test_each_device_is_ended_once(story: Story) -> None:
    with story.acting() as session:
        person = story.member("editor", session).person
        row = sign_in.found(session, sign_in.begin(session, person, device="A browser", at=AT, hours=1), AT)
        assert row
        assert not row.holds(AT + 60 * MINUTE)
        sign_in.end(row, AT)
        with pytest.raises(Refused, match=sign_in.GONE):
            sign_in.end(row, AT)
        assert sign_in.end_others(session, person, AT) == 0


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36", "Chrome on an Android device"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Linux"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(header: str, words: str) -> None:
    assert device(header) == words


def test_who_says_that_they_are_still_there_stays_signed_in(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    assert 'id="idle"' in client.get("/").text
    with client.session_transaction() as cookie:
        cookie["seen"] -= 60 * (app.settings.session_idle_minutes - 1)
    assert client.get("/account/here").status_code == 204
    with client.session_transaction() as cookie:
        assert datetime.now(UTC).timestamp() - cookie["seen"] < 60
    assert 'id="idle"' not in app.test_client().get("/help").text


def change(client: FlaskClient) -> None:
    data = {"password": PASSWORD, "new_password": "lantern ferry quartz", "request_key": "once"}
    assert client.post("/account/password", data=data).status_code == 303


def test_who_sends_a_form_twice_and_loses_the_first_answer_stays_signed_in(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    twin = with_cookie(app, copied(client))
    change(client)
    change(twin)
    assert twin.get("/").status_code == 200
    assert with_cookie(app, copied(twin)).get("/account").status_code == 200


def test_the_former_token_opens_no_page_and_sends_no_other_form(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    copy = with_cookie(app, copied(client))
    change(client)
    assert copy.get("/account").status_code == 401
    assert copy.post("/account/sign-ins/ends", data={"request_key": "another"}).status_code == 401


def test_signing_out_on_an_idle_page_ends_it_for_every_copy(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    copy = with_cookie(app, copied(client))
    with client.session_transaction() as cookie:
        cookie["seen"] -= 60 * (app.settings.session_idle_minutes + 1)
    client.post("/sign-out")
    assert copy.get("/").status_code == 401


def test_a_file_leaves_the_cookie_as_it_is(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    client = client_as("editor")
    assert "Set-Cookie" in client.get(f"/plans/{story.plan.id}").headers
    with client.get(f"/plans/{story.plan.id}/plan.md") as answer:
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
