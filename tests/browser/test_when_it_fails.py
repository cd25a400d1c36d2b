"""Nothing is lost in silence, and nothing is done twice, when an act fails on its way."""

from collections.abc import Callable, Iterator

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from portal.demonstration import PASSWORD
from portal.domain.cases.roles import Side
from portal.domain.proposals.version import KeptAnswer
from portal.web.http import Portal
from tests.browser.walking import open_plan, suggest_ten

OpenPage = Callable[..., Page]

HOURS = 5 * 3600
FAILURE_OF_A_BUTTON_THAT_IS_GONE = """() => {
  const sourceElement = document.createElement("button");
  sourceElement.setAttribute("formaction", "/gone");
  const detail = { ctx: { sourceElement, response: { status: 500 } } };
  document.dispatchEvent(new CustomEvent("htmx:before:response", { cancelable: true, detail }));
}"""


@pytest.fixture
def expected_complaints() -> tuple[str, ...]:
    return ("htmx: htmx:error: Failed to fetch",)


@pytest.fixture
def page(site: str, site_database: str, open_page: OpenPage) -> Iterator[Page]:
    """The practitioner's plan, on which suggested changes wait; what a test held up on its way is let go."""
    page = open_page("/sign-in")
    open_plan(page, suggest_ten(site_database))
    page.wait_for_selector("body.js-enabled")
    yield page
    page.unroute_all(behavior="ignoreErrors")


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
    page.locator("#change-1").locator("button[value=agree]").click()


def test_an_answer_is_not_given_unseen_after_signing_in_again(page: Page, portal: Portal) -> None:
    plan = page.url.split("#")[0]
    rest_for_hours(page, portal)
    agree(page)
    sign_in_again(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("It has not been done yet")
    page.get_by_role("link", name="Look at it again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suggested change 1")
    page.locator("button[value=agree]").click()
    page.goto(plan)
    expect(page.locator("#answer-1")).to_contain_text("You agree. Not sent yet.")


def test_what_cannot_be_opened_in_place_leads_to_signing_in(page: Page, portal: Portal) -> None:
    page.goto("/")
    open_plan_again(page)
    rest_for_hours(page, portal)
    page.get_by_role("link", name="Reply").first.click()
    sign_in_again(page)
    expect(page.get_by_label("Your reply")).to_be_visible()


def test_a_lost_connection_is_shown(page: Page) -> None:
    plan = page.url
    words = page.locator("#page")
    page.context.set_offline(True)
    agree(page)
    expect(words).to_have_count(0)
    page.context.set_offline(False)
    page.goto(plan)
    agree(page)
    expect(page.locator("#answer-1")).to_be_focused()


def test_when_only_the_answer_is_lost_the_act_is_done_once(page: Page, portal: Portal) -> None:
    sent: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        sent.append(route.request.post_data or "")
        if len(sent) == 1:
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/kept-answers", lose_the_first_answer)
    agree(page)
    expect(page.locator("#answer-1")).to_contain_text("You agree. Not sent yet.")
    assert len(sent) == 2
    assert sent[0].split("request_key=")[1] == sent[1].split("request_key=")[1]
    with portal.database.reading() as session:
        kept = session.scalars(select(KeptAnswer.version_id).where(KeptAnswer.side == Side.PRACTITIONER)).all()
    assert len(kept) == len(set(kept))


def test_a_failure_that_comes_when_the_page_has_moved_on_shows_the_page_as_it_is(page: Page) -> None:
    with page.expect_navigation():
        page.evaluate(FAILURE_OF_A_BUTTON_THAT_IS_GONE)
    expect(page.locator("#change-1").locator("button[value=agree]")).to_be_visible()


def test_what_is_being_typed_stays_when_an_answer_is_chosen_elsewhere(page: Page) -> None:
    page.goto("/")
    open_plan_again(page)
    page.get_by_role("link", name="Reply").first.click()
    typed = page.get_by_label("Your reply")
    typed.fill("I was about to say")
    page.locator("button[value=agree]").first.click()
    expect(page.get_by_text("You agree. Not sent yet.").first).to_be_visible()
    expect(typed).to_have_value("I was about to say")
    page.get_by_role("button", name="Reply", exact=True).click()
    expect(page.get_by_text("I was about to say")).to_be_visible()


def open_plan_again(page: Page) -> None:
    page.locator("section, article, li, tr", has_text="2026-0152").locator("a[href^='/plans/']").last.click()
    page.wait_for_selector("body.js-enabled")
