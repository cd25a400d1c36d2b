"""Signing in with one's organisation, by a real provider: who has bound an account, once, in their own browser."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.domain.people import accounts, challenge
from portal.domain.people.sign_in import SignIn
from portal.web import single_sign_on
from portal.web.http import Portal
from portal.web.logs import Lines
from tests.factories import Story
from tests.phones import give_code, phone_of
from tests.providers import PORTAL, RealProvider, ask, begin, bound, come_back, provider_of, real_provider
from tests.test_sign_ins import copied, with_cookie

PEOPLE = {
    "editor": {"email": "editor@example.org", "email_verified": True, "amr": ["pwd", "mfa"]},
    "signatory": {"email": "signatory@example.org", "email_verified": True, "amr": ["pwd"]},
    "practitioner": {"email": "practitioner@example.org", "email_verified": True},
    "unsure": {"email": "editor@example.org", "email_verified": False},
    "elsewhere": {"email": "editor@elsewhere.example", "email_verified": True},
}
OPENS_NOTHING = "opens no account here"


@pytest.fixture(scope="module")
def real() -> Iterator[RealProvider]:
    with real_provider("harbour", "psr", people=PEOPLE) as provider:
        yield provider


@pytest.fixture
def trusted(app: Portal, story: Story, real: RealProvider) -> RealProvider:
    """The provider, which this portal asks for the organisation, and to which the editor has bound their account."""
    asked = provider_of(real.issuer)
    ask(app, asked, provider_of(real.issuer, "psr", name="NHS Resolution", speaks_for="PSR"))
    bound(app, story, asked)
    return real


def test_the_button_leads_to_the_provider_and_back_to_what_was_asked_for(app: Portal, trusted: RealProvider) -> None:
    browser = app.test_client()
    assert "Sign in with Harbour Trust" in browser.get("/sign-in").text
    location, asked = begin(browser, next="/account")
    assert location.startswith(f"{trusted.issuer}/auth?")
    assert asked["redirect_uri"] == f"{PORTAL}/sign-in/with/harbour/answer"
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid email", "S256")
    answer = come_back(browser, trusted.visit(location, "editor"))
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Test Editor" in browser.get("/account").text
    with app.database.reading() as session:
        [row] = session.scalars(select(SignIn)).all()
        assert row.vouched_by
        assert row.vouched_by.subject == "editor"


def test_without_a_setting_there_is_no_button_and_no_such_address(app: Portal, story: Story) -> None:
    assert "Sign in with" not in app.test_client().get("/sign-in").text
    for address in ("/sign-in/with/harbour", "/sign-in/with/harbour/answer"):
        assert app.test_client().get(address).status_code == 404


@pytest.mark.parametrize("who", ["signatory", "practitioner", "unsure", "elsewhere"])
def test_who_has_not_bound_an_account_is_not_signed_in(app: Portal, trusted: RealProvider, who: str) -> None:
    browser = app.test_client()
    location, _ = begin(browser)
    answer = come_back(browser, trusted.visit(location, who))
    assert answer.status_code == 422
    assert "You are not signed in" in answer.text
    assert browser.get("/").status_code == 401


def test_an_account_that_was_closed_is_not_opened(app: Portal, story: Story, trusted: RealProvider) -> None:
    with app.database.writing() as session:
        accounts.close(session, story.people["editor"], "She left.", story.tick())
    browser = app.test_client()
    answer = come_back(browser, trusted.visit(begin(browser)[0], "editor"))
    assert (answer.status_code, OPENS_NOTHING in answer.text) == (422, True)


def test_who_comes_back_without_signing_in_reads_a_calm_page(app: Portal, trusted: RealProvider) -> None:
    browser = app.test_client()
    location = trusted.visit(begin(browser)[0], "nobody")
    assert "error=access_denied" in location
    answer = come_back(browser, location)
    assert (answer.status_code, "did not let you through" in answer.text) == (422, True)
    assert "access_denied" not in answer.text


def test_the_second_step_is_asked_for_as_ever(app: Portal, story: Story, trusted: RealProvider) -> None:
    phone, browser = phone_of(app, story), app.test_client()
    answer = come_back(browser, trusted.visit(begin(browser, next="/account")[0], "editor"))
    assert answer.location == "/sign-in/code?next=/account"
    assert browser.get("/account").status_code == 401
    assert give_code(browser, phone.code(), next="/account").location == "/account"
    with app.database.reading() as session:
        [row] = session.scalars(select(SignIn)).all()
        assert row.vouched_by


@pytest.mark.parametrize("amr", [["pwd", "mfa"], ["pwd"]])
def test_it_counts_as_the_second_step_where_the_setting_says_so_and_the_provider_too(
    app: Portal, story: Story, amr: list[str]
) -> None:
    phone_of(app, story)
    with real_provider("harbour", people={"editor": PEOPLE["editor"] | {"amr": amr}}) as provider:
        asked = provider_of(provider.issuer, counts_as_second_step=True)
        ask(app, asked)
        bound(app, story, asked)
        browser = app.test_client()
        answer = come_back(browser, provider.visit(begin(browser)[0], "editor"))
    assert answer.location == ("/" if "mfa" in amr else "/sign-in/code")


def test_a_code_and_a_second_step_may_not_be_taken_to_another_browser(
    app: Portal, story: Story, trusted: RealProvider
) -> None:
    browser, other = app.test_client(), app.test_client()
    location = trusted.visit(begin(browser)[0], "editor")
    begin(other)
    stolen = come_back(other, location)
    assert (stolen.status_code, single_sign_on.NOT_BEGUN[:40] in stolen.text) == (422, True)
    assert come_back(app.test_client(), location).status_code == 422
    assert come_back(browser, location).status_code == 303


def test_an_answer_counts_once_also_with_a_copied_cookie(app: Portal, trusted: RealProvider) -> None:
    browser = app.test_client()
    location = trusted.visit(begin(browser)[0], "editor")
    before = copied(browser)
    assert come_back(browser, location).status_code == 303
    again = come_back(with_cookie(app, before), location)
    assert (again.status_code, challenge.SPENT in again.text) == (422, True)
    assert come_back(browser, location).status_code == 422


def test_what_was_begun_too_long_ago_does_not_count(
    app: Portal, trusted: RealProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = app.test_client()
    location = trusted.visit(begin(browser)[0], "editor")
    held = copied(browser)
    held[single_sign_on.BEGUN][4] -= challenge.HOLDS.total_seconds() + 1
    answer = come_back(with_cookie(app, held), location)
    assert (answer.status_code, "more than ten minutes ago" in answer.text) == (422, True)


def test_a_code_that_was_given_to_another_client_does_not_count(app: Portal, trusted: RealProvider) -> None:
    browser, other = app.test_client(), app.test_client()
    theirs = trusted.visit(begin(other, "psr")[0], "editor").partition("code=")[2].partition("&")[0]
    _, asked = begin(browser)
    query = {"code": theirs, "state": asked["state"], "iss": trusted.issuer}
    answer = browser.get("/sign-in/with/harbour/answer", query_string=query)
    assert (answer.status_code, "did not pass our checks" in answer.text) == (422, True)


def test_the_answer_of_one_provider_does_not_count_as_that_of_another(app: Portal, trusted: RealProvider) -> None:
    browser = app.test_client()
    location = trusted.visit(begin(browser, "psr")[0], "editor")
    assert come_back(browser, location.replace("/with/psr/", "/with/harbour/")).status_code == 422
    location = trusted.visit(begin(browser)[0], "editor")
    elsewhere = location.partition("&iss=")[0] + "&iss=https%3A%2F%2Fevil.example"
    assert come_back(browser, elsewhere).status_code == 422
    location = trusted.visit(begin(browser)[0], "editor")
    assert come_back(browser, location.partition("&iss=")[0]).status_code == 422


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\tx", "javascript:x"])
def test_nobody_is_led_to_another_site_afterwards(app: Portal, trusted: RealProvider, path: str) -> None:
    browser = app.test_client()
    answer = come_back(browser, trusted.visit(begin(browser, next=path)[0], "editor"))
    assert (answer.status_code, answer.location) == (303, "/")


def test_signing_in_ends_the_session_that_this_browser_had(app: Portal, story: Story, trusted: RealProvider) -> None:
    browser = app.test_client()
    browser.post("/sign-in", data={"email": "signatory@example.org", "password": "a long enough password"})
    before = copied(browser)
    come_back(browser, trusted.visit(begin(browser)[0], "editor"))
    assert "Test Editor" in browser.get("/account").text
    assert with_cookie(app, before).get("/account").status_code == 401


def test_signing_out_says_that_one_is_still_signed_in_there(app: Portal, trusted: RealProvider) -> None:
    browser = app.test_client()
    come_back(browser, trusted.visit(begin(browser)[0], "editor"))
    page = browser.get(browser.post("/sign-out").location.partition("#")[0])
    assert "You are still signed in at Harbour Trust" in page.text
    assert browser.get("/account").status_code == 401
    assert "still signed in" not in browser.get("/sign-in?did=signed-out").text


def test_what_was_typed_is_given_back_after_signing_in_in_another_tab(
    app: Portal, story: Story, trusted: RealProvider, where: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    browser = app.test_client()
    come_back(browser, trusted.visit(begin(browser)[0], "editor"))
    with browser.session_transaction() as cookie:
        cookie["seen"] -= timedelta(hours=1).total_seconds()
    token = browser.get("/sign-in").text.partition('name="csrf-token" content="')[2].partition('"')[0]
    page = browser.post(where, data={"text": "Words that I typed.", "reason": "So.", "csrf_token": token})
    assert page.status_code == 401
    assert "opens in a new tab" in page.text
    unsent = page.text.partition('name="unsent" value="')[2].partition('"')[0]
    assert "not signed in yet" in browser.post("/sign-in/unsent", data={"unsent": unsent}).text
    come_back(browser, trusted.visit(begin(browser)[0], "editor"))
    assert "Words that I typed." in browser.post("/sign-in/unsent", data={"unsent": unsent}).text


def test_the_log_says_what_became_of_it_and_nothing_of_whom(
    app: Portal, trusted: RealProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for who in ("editor", "signatory", "nobody"):
        browser = app.test_client()
        come_back(browser, trusted.visit(begin(browser)[0], who))
    lines = [Lines().format(one) for one in caplog.records if one.name == "portal"]
    assert [line for line in lines if '"signed in by a provider", "provider": "harbour"' in line]
    assert [line for line in lines if '"why": "not bound, or not for this provider"' in line]
    assert [line for line in lines if '"why": "it sent an error"' in line]
    assert not [line for line in lines if "editor" in line or "signatory" in line or "code=" in line]


def test_many_that_come_to_nothing_from_one_network_must_wait(app: Portal, trusted: RealProvider) -> None:
    ask(app, *app.settings.single_sign_on, sign_in_attempts_per_source=2)
    statuses = []
    for who in ("nobody", "nobody", "editor"):
        browser = app.test_client()
        statuses.append(come_back(browser, trusted.visit(begin(browser)[0], who)).text)
    assert ["Wait 15 minutes" in page for page in statuses] == [False, False, True]
