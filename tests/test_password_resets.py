"""Who has forgotten their password chooses a new one by a link, and nobody else can."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from portal.domain.people import password_reset
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.password_reset import PasswordReset
from portal.domain.people.person import AS_BEFORE, Person
from portal.web import letters
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.test_guessing import known, lock_out, sign_in

NEW = "lantern ferry quartz"
LINK = re.compile(r"/password-reset/[\w-]{43}")


def ask(app: Portal, who: str = "editor", source: str = "192.0.2.1") -> TestResponse:
    asking = {"email": f"{who}@example.org"}
    return app.test_client().post("/password-reset", data=asking, environ_overrides={"REMOTE_ADDR": source})


def links(app: Portal) -> list[str]:
    """The links in the letters that were sent, the newest first."""
    return [found[0] for kept in app.outbox.newest(50) if (found := LINK.search(kept.letter.body))]


def link(app: Portal, who: str = "editor") -> str:
    assert ask(app, who).status_code == 303
    return links(app)[0]


def choose(client: FlaskClient, where: str, password: str = NEW) -> TestResponse:
    return client.post(where, data={"new_password": password})


def signs_in(app: Portal, who: str, password: str) -> bool:
    return sign_in(app.test_client(), who, password).status_code == 303


def test_who_forgot_the_password_chooses_a_new_one_and_signs_in(app: Portal, story: Story) -> None:
    client = app.test_client()
    assert 'href="/password-reset/new">I forgot my password</a>' in client.get("/sign-in").text
    assert 'action="/password-reset"' in client.get("/password-reset/new").text
    where = link(app)
    [letter] = [kept.letter for kept in app.outbox.newest(9)]
    assert (letter.to, letter.subject) == ("editor@example.org", letters.RESET)
    assert story.case.reference not in letter.body
    assert "Test Editor" in client.get(where).text
    done = choose(client, where)
    assert done.status_code == 303
    assert "Sign in with the new password." in client.get(done.location).text
    assert "Sign in with the new password." not in client.get(done.location).text
    assert (signs_in(app, "editor", NEW), signs_in(app, "editor", PASSWORD)) == (True, False)
    assert signs_in(app, "signatory", PASSWORD)
    with app.database.reading() as session:
        newest = changes_of(session, story.people["editor"].id)[0]
        assert (newest.change, newest.by_id) == (AccountChange.PASSWORD_RESET, story.people["editor"].id)


def test_opening_a_link_changes_nothing(app: Portal, story: Story) -> None:
    where = link(app)
    for _ in range(3):
        opened = app.test_client().get(where)
        assert opened.status_code == 200
        assert opened.headers["Referrer-Policy"] == "same-origin"
    app.test_client().head(where)
    assert signs_in(app, "editor", PASSWORD)
    assert choose(app.test_client(), where).status_code == 303


def test_a_new_password_ends_every_sign_in_and_every_known_device(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    signed_in, device, somebody_else = client_as("editor"), known(app), client_as("signatory")
    choose(app.test_client(), link(app))
    assert signed_in.get("/").status_code == 401
    assert somebody_else.get("/").status_code == 200
    lock_out(app)
    assert sign_in(device, password=NEW).status_code == 429


def test_a_link_works_once_and_ends_the_others(app: Portal, story: Story) -> None:
    first, second = link(app), link(app)
    assert choose(app.test_client(), first).status_code == 303
    for used in (first, second):
        for answer in (app.test_client().get(used), choose(app.test_client(), used, "marble kite orchard")):
            assert answer.status_code == 410
            assert "This link does not work" in answer.text
    assert signs_in(app, "editor", NEW)


def age(app: Portal, where: str) -> None:
    """The hour of every link is over."""
    with app.database.writing() as session:
        session.execute(update(PasswordReset).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))


def change_it(app: Portal, where: str) -> None:
    client = app.test_client()
    sign_in(client)
    changed = {"password": PASSWORD, "new_password": "marble kite orchard"}
    assert client.post("/account/password", data=changed).status_code == 303


def close_it(app: Portal, where: str) -> None:
    with app.database.writing() as session:
        session.execute(update(Person).values(closed_at=datetime.now(UTC)))


@pytest.mark.parametrize("end", [age, change_it, close_it, lambda app, where: choose(app.test_client(), where)])
def test_a_link_that_is_worth_nothing_does_not_tell_why(app: Portal, story: Story, end: object) -> None:
    where = link(app)
    assert callable(end)
    end(app, where)
    never = app.test_client().get("/password-reset/never-a-link")
    for answer in (app.test_client().get(where), choose(app.test_client(), where)):
        assert (answer.status_code, of_page(answer)) == (410, of_page(never))
    assert 'href="/password-reset/new"' in never.text


def of_page(answer: TestResponse) -> str:
    found = re.search(r"<main.*</main>", answer.text, re.S)
    assert found
    return found[0].replace(" data-unsaved", "")


def test_a_link_holds_for_an_hour(app: Portal, story: Story) -> None:
    at = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    with app.database.writing() as session:
        made = password_reset.make(session, " EDITOR@example.org", at)
        assert made.person
        assert password_reset.found(session, made.token, at + timedelta(minutes=59))
        assert password_reset.found(session, made.token, at + timedelta(hours=1)) is None
        assert password_reset.use(session, made.token, NEW, at + timedelta(hours=1)) is None


def test_the_token_is_kept_nowhere_and_never_logged(
    app: Portal, story: Story, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    where = link(app)
    token = where.split("/")[-1]
    app.test_client().get(where)
    choose(app.test_client(), where, "short")
    choose(app.test_client(), where)
    app.test_client().get(where)
    with app.database.reading() as session:
        [row] = session.scalars(select(PasswordReset)).all()
        assert token not in row.token_hash
    logged = caplog.text + "".join(capfd.readouterr())
    assert "password reset" in logged
    assert [secret for secret in (token, NEW, "editor@") if secret in logged] == []


@pytest.mark.parametrize(
    ("password", "sentence"), [("short", "at least 12"), ("password1234", "very common"), ("", "at least 12")]
)
def test_a_password_that_does_not_fit_leaves_the_link_as_it_is(
    app: Portal, story: Story, password: str, sentence: str
) -> None:
    where = link(app)
    answer = choose(app.test_client(), where, password)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'href="#new_password"' in answer.text
    assert not password or f'value="{password}"' not in answer.text
    assert choose(app.test_client(), where).status_code == 303


def test_who_has_a_link_is_not_told_whether_a_password_is_the_present_one(app: Portal, story: Story) -> None:
    assert AS_BEFORE not in choose(app.test_client(), link(app), PASSWORD).text


def test_two_who_use_a_link_at_once_use_it_once(app: Portal, story: Story) -> None:
    where = link(app)
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(choose, app.test_client(), where, f"{NEW} {number}") for number in range(4)]
        statuses = sorted(one.result(timeout=30).status_code for one in sent)
    assert statuses == [303, 410, 410, 410]


def test_a_changed_password_is_told_by_a_letter(app: Portal, story: Story) -> None:
    change_it(app, "")
    [letter] = [kept.letter for kept in app.outbox.newest(9)]
    assert (letter.to, letter.subject) == ("editor@example.org", letters.CHANGED)
    assert "/password-reset/new" in letter.body
    choose(app.test_client(), link(app))
    assert app.outbox.newest(1)[0].letter.subject == letters.CHANGED


def test_what_was_chosen_is_not_sealed_and_not_shown_again(app: Portal, client_as: ClientAs) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    for where in ("/account/password", "/password-reset/x"):
        assert NEW not in choose(client_as("editor"), where).text


def test_a_form_that_is_sent_again_with_another_password_is_not_taken_for_the_same(
    app: Portal, client_as: ClientAs
) -> None:
    client, data = client_as("editor"), {"password": PASSWORD, "request_key": "one"}
    assert client.post("/account/password", data=data | {"new_password": NEW}).status_code == 303
    other = client.post("/account/password", data=data | {"password": NEW, "new_password": "marble kite orchard"})
    assert "sent before with other words" in other.text
