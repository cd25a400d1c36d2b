"""One lets one's organisation sign one in: by going there, and with the password; and takes it off again."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.domain.people import challenge
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.provider_account import ProviderAccount
from portal.forms.people import provider_account as form
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.providers import Liar, answer_of, ask, begin, bound, lying_provider, provider_of

NEW, BOUND, OFF = "/account/providers/harbour/new", "/account/providers/harbour", "/account/providers/harbour/removals"
OFFERED = "Let Harbour Trust sign you in"


@pytest.fixture
def liar(app: Portal, story: Story) -> Iterator[Liar]:
    """The organisation's provider; nobody has bound an account to it."""
    with lying_provider() as provider:
        ask(app, provider_of(provider.issuer))
        yield provider


def gone_there(client: FlaskClient, liar: Liar) -> FlaskClient:
    """A browser that has been to the provider and is back, with the form that asks for the password."""
    assert answer_of(client, liar, connect="yes").location == NEW
    return client


def give(client: FlaskClient, password: str = PASSWORD, where: str = BOUND):
    return client.post(where, data={"password": password})


def accounts_of(app: Portal) -> list[ProviderAccount]:
    with app.database.reading() as session:
        return list(session.scalars(select(ProviderAccount).where(ProviderAccount.ended_at.is_(None))))


def test_who_acts_for_the_organisation_lets_it_sign_them_in(
    app: Portal, story: Story, client_as: ClientAs, liar: Liar
) -> None:
    client, away = client_as("editor"), client_as("editor")
    assert f'<a href="{NEW}">{OFFERED}</a>' in client.get("/account").text
    assert "First show us that you have an account there" in client.get(NEW).text
    assert "editor@example.org</strong>" in gone_there(client, liar).get(NEW).text
    assert accounts_of(app) == []
    assert give(client).location == "/account#organisation"
    page = client.get("/account").text
    assert "Harbour Trust can sign you in. It was set up on" in page
    assert "Signing in with your organisation was set up" in page
    assert away.get("/account").status_code == 401
    assert answer_of(app.test_client(), liar).location == "/"
    [kept] = app.outbox.newest(9)
    assert (kept.letter.to, kept.letter.subject) == ("editor@example.org", "Your organisation can sign you in")
    assert "Harbour" not in kept.letter.body
    with app.database.reading() as session:
        newest = changes_of(session, story.people["editor"].id)[0]
        assert (newest.change, newest.said) == (AccountChange.PROVIDER_BOUND, "Harbour Trust")


def test_it_is_taken_off_with_the_password_and_signs_nobody_in_any_more(
    app: Portal, client_as: ClientAs, liar: Liar
) -> None:
    client = client_as("editor")
    give(gone_there(client, liar))
    there = app.test_client()
    answer_of(there, liar)
    assert client.get(BOUND).status_code == 200
    assert give(client, "wrong", OFF).status_code == 422
    assert give(client, where=OFF).status_code == 303
    assert there.get("/account").status_code == 401
    assert answer_of(app.test_client(), liar).status_code == 422
    assert OFFERED in client.get("/account").text
    assert client.get(BOUND).status_code == 404
    subjects = [one.letter.subject for one in app.outbox.newest(9)]
    assert sorted(subjects) == ["Your organisation can sign you in", "Your organisation no longer signs you in"]


@pytest.mark.parametrize("role", ["practitioner", "representative", "adviser", "reviewer", "observer"])
def test_nobody_else_is_offered_it_or_finds_its_pages(client_as: ClientAs, liar: Liar, role: str) -> None:
    client = client_as(role)
    assert "Signing in with your organisation" not in client.get("/account").text
    assert [client.get(NEW).status_code, client.get(BOUND).status_code] == [404, 404]
    assert [give(client).status_code, give(client, where=OFF).status_code] == [404, 404]


@pytest.mark.parametrize("role", ["practitioner", "representative"])
def test_the_practitioners_side_binds_nothing_also_by_an_address_that_is_made_up(
    app: Portal, client_as: ClientAs, liar: Liar, role: str
) -> None:
    client = client_as(role)
    liar.claims = {"sub": role, "email": f"{role}@example.org"}
    answer_of(client, liar, connect="yes")
    assert give(client).status_code == 404
    assert accounts_of(app) == []


@pytest.mark.parametrize(("password", "sentence"), [("", "Give your password again"), ("wrong", "not your password")])
def test_without_the_password_nothing_is_bound_and_nothing_need_be_done_twice(
    app: Portal, client_as: ClientAs, liar: Liar, password: str, sentence: str
) -> None:
    client = gone_there(client_as("editor"), liar)
    again = give(client, password)
    assert (again.status_code, sentence in again.text) == (422, True)
    assert accounts_of(app) == []
    assert give(client).status_code == 303


def test_who_was_not_there_binds_nothing_and_reads_all_that_is_wrong(
    app: Portal, client_as: ClientAs, liar: Liar
) -> None:
    page = give(client_as("editor"), "")
    assert page.status_code == 422
    assert "Go there once more" in page.text
    assert "Give your password again" in page.text
    assert accounts_of(app) == []


def test_an_account_there_of_another_address_is_not_bound(app: Portal, client_as: ClientAs, liar: Liar) -> None:
    liar.claims = {"email": "signatory@example.org"}
    page = give(gone_there(client_as("editor"), liar))
    assert (page.status_code, "your address there is signatory@example.org" in page.text) == (422, True)
    assert accounts_of(app) == []


def test_an_account_there_is_one_persons_alone(app: Portal, story: Story, client_as: ClientAs, liar: Liar) -> None:
    bound(app, story, app.settings.single_sign_on[0])
    liar.claims = {"email": "signatory@example.org"}
    page = give(gone_there(client_as("signatory"), liar))
    assert (page.status_code, "Somebody else signs in here" in page.text) == (422, True)


def test_binding_another_account_there_ends_the_one_before(app: Portal, client_as: ClientAs, liar: Liar) -> None:
    client = client_as("editor")
    give(gone_there(client, liar))
    liar.claims = {"sub": "editor-2"}
    give(gone_there(client, liar))
    assert [one.subject for one in accounts_of(app)] == ["editor-2"]
    liar.claims = {}
    assert answer_of(app.test_client(), liar).status_code == 422


def test_what_was_begun_in_one_session_binds_nothing_in_another(app: Portal, client_as: ClientAs, liar: Liar) -> None:
    """Nor does what waits for the password, when it is carried to somebody else's session."""
    client, other = client_as("editor"), client_as("signatory")
    _, asked = begin(client, connect="yes")
    liar.nonce = asked["nonce"]
    client.post("/sign-out")
    client.post("/sign-in", data={"email": "signatory@example.org", "password": PASSWORD})
    query = {"code": "any", "state": asked["state"]}
    assert client.get("/sign-in/with/harbour/answer", query_string=query).status_code == 422
    client = gone_there(client_as("editor"), liar)
    with client.session_transaction() as cookie, other.session_transaction() as others:
        others[form.SHOWN] = cookie[form.SHOWN]
    assert give(other).status_code == 422
    assert accounts_of(app) == []


def test_what_the_provider_said_waits_for_ten_minutes(
    app: Portal, client_as: ClientAs, liar: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = gone_there(client_as("editor"), liar)
    clock, seconds = form.Sealing.opened, challenge.HOLDS.total_seconds() + 1
    assert clock
    real = __import__("time").time
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: real() + seconds)
    assert "Go there once more" in give(client).text


def test_who_signed_in_to_the_organisation_meanwhile_is_shown_why_it_does_not_sign_them_in(
    app: Portal, story: Story, client_as: ClientAs, liar: Liar
) -> None:
    setting = app.settings.single_sign_on[0]
    bound(app, story, setting, "practitioner")
    page = client_as("practitioner").get("/account").text
    assert "does not sign you in at present" in page
    assert "never does for somebody who is a practitioner" in page
    assert client_as("practitioner").get(BOUND).status_code == 200
    assert give(client_as("practitioner"), where=OFF).status_code == 303
