"""An act that fails on its way is never lost in silence: a page says what happened, and nothing is done twice."""

from collections.abc import Callable

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page, expect

from portal.demonstration import PASSWORD
from portal.http import Portal
from tests.browser.walking import open_plan, suggest_ten

OpenPage = Callable[..., Page]

HOURS = 5 * 3600


@pytest.fixture
def page(site: str, site_database: str, open_page: OpenPage) -> Page:
    """The practitioner's plan, on which suggested changes wait."""
    page = open_page("/sign-in")
    open_plan(page, suggest_ten(site_database))
    page.wait_for_selector("body.js-enabled")
    return page


def rest_for_hours(page: Page, portal: Portal) -> None:
    """The session is as it is after hours without use."""
    seal, name = SecureCookieSessionInterface().get_signing_serializer(portal), portal.config["SESSION_COOKIE_NAME"]
    assert seal
    cookie = next(one for one in page.context.cookies() if one["name"] == name)
    session = seal.loads(cookie["value"])
    session["seen"] -= HOURS
    page.context.add_cookies([cookie | {"value": seal.dumps(session)}])


def sign_in_again(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.fill("#email", "practitioner@example.org")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def agree(page: Page) -> None:
    page.locator("#change-1").get_by_role("button", name="Agree to").click()


@pytest.mark.parametrize("way", ["Do it now", "Look at it first"])
def test_an_answer_waits_until_its_giver_has_signed_in_again(page: Page, portal: Portal, way: str) -> None:
    plan = page.url.split("#")[0]
    rest_for_hours(page, portal)
    agree(page)
    sign_in_again(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("It has not been done yet")
    if way == "Do it now":
        page.get_by_role("button", name=way).click()
    else:
        page.get_by_role("link", name=way).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Suggested change 1")
        page.get_by_role("button", name="Agree").click()
    page.wait_for_url(f"{plan}#*")
    expect(page.locator("#change-1")).to_have_count(0)


def test_what_cannot_be_opened_in_place_leads_to_signing_in(page: Page, portal: Portal) -> None:
    rest_for_hours(page, portal)
    page.locator("#change-2").get_by_role("link", name="Keep my answer for later").click()
    sign_in_again(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Keep")


def test_a_lost_connection_is_shown(page: Page) -> None:
    plan = page.url
    page.context.set_offline(True)
    agree(page)
    page.wait_for_url("chrome-error://chromewebdata/")
    page.context.set_offline(False)
    page.goto(plan)
    agree(page)
    expect(page.locator("#change-2")).to_be_focused()
