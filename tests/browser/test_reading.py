"""Reading a plan in a browser: every view, finding, comparing, on paper; and news of the other party's acts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.demonstration import PASSWORD

OpenPage = Callable[..., Page]
FindFaults = Callable[[Page], list[str]]

REFERENCE = "2026-0152"
NEWS_WITHIN = 15_000


def plan_of(page: Page, who: str) -> str:
    """Sign in, open the plan that is being negotiated, and give its address."""
    page.fill("#email", f"{who}@example.org")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("section, article, li, tr", has_text=REFERENCE).locator("a[href^='/plans/']").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Return to work")
    return page.url.split("#")[0]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_way_to_read_is_sound(open_page: OpenPage, axe: FindFaults, width: int) -> None:
    page = open_page("/sign-in", width=width)
    plan = plan_of(page, "organisation")
    for where in ("?view=clean", "?view=agreed", "/last-look", "/comparison?from=1", "/searches/new", "/revisions"):
        page.goto(plan + where)
        assert (where, axe(page)) == (where, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_are_found_and_walked_through(open_page: OpenPage, axe: FindFaults, javascript: bool) -> None:
    page = open_page("/sign-in", javascript=javascript)
    plan = plan_of(page, "practitioner")
    page.locator("summary", has_text="Find").click()
    page.fill("#find", "SUPERVISOR")
    page.get_by_role("button", name="Find").click()
    assert page.url.startswith(plan)
    assert "supervisor" not in page.url.lower()
    expect(page.get_by_role("heading", level=2)).to_contain_text("places in")
    if javascript:
        assert axe(page) == []
    page.get_by_role("navigation", name="Places found").get_by_role("link", name="Next").click()
    expect(page.locator("#hit-1")).to_be_in_viewport()
    page.locator(".steps").first.get_by_role("link", name="Next").click()
    expect(page.locator("mark:target")).to_be_in_viewport()


def test_paper_carries_the_words_and_nothing_to_press(open_page: OpenPage) -> None:
    page = open_page("/sign-in")
    plan = plan_of(page, "practitioner")
    page.emulate_media(media="print")
    for where in ("", "?view=clean", "?view=agreed", "/last-look", "/comparison?from=1", "/revisions", "/threads"):
        page.goto(plan + where)
        expect(page.locator(".printed")).to_be_visible()
        assert [button.text_content() for button in page.get_by_role("button").all()] == []
        expect(page.get_by_role("navigation")).to_have_count(0)
    page.goto(plan)
    expect(page.locator(".printed")).to_contain_text("Draft, revision 4. Printed ")
    added = page.locator("ins").first
    assert "double" in added.evaluate("(words) => getComputedStyle(words).textDecoration")
    assert added.evaluate("(words) => getComputedStyle(words).color") == "rgb(0, 0, 0)"


def test_an_open_page_hears_of_the_other_partys_act_and_keeps_what_is_being_typed(open_page: OpenPage) -> None:
    practitioner, organisation = open_page("/sign-in"), open_page("/sign-in")
    plan = plan_of(practitioner, "practitioner")
    expect(practitioner.locator("body.js-enabled")).to_be_attached()
    reply = practitioner.locator(".card--thread").first
    reply.get_by_role("link", name="Reply").click()
    expect(reply.get_by_label("Your reply")).to_be_focused()
    assert practitioner.url.split("#")[0] == plan, "it opens in place"
    reply.get_by_label("Your reply").fill("Half a sentence")
    plan_of(organisation, "organisation")
    expect(organisation.locator("body.js-enabled")).to_be_attached()
    shared = organisation.locator(".card--thread", has_text="Conversation of both parties").first
    shared.get_by_role("link", name="Reply").click()
    shared.get_by_label("Your reply").fill("Something new.")
    shared.get_by_role("button", name="Reply").click()
    banner = practitioner.locator("#news")
    expect(banner).to_contain_text("1 change by others since you opened this page", timeout=NEWS_WITHIN)
    expect(reply.get_by_label("Your reply")).to_have_value("Half a sentence")
    expect(organisation.locator("#news")).to_be_empty()
    banner.get_by_role("link", name="show it").click()
    expect(practitioner.locator("main")).to_contain_text("Something new.")
    expect(banner).to_be_empty()


def test_a_tab_that_nobody_looks_at_asks_for_nothing(open_page: OpenPage) -> None:
    page = open_page("/sign-in")
    page.clock.install()
    plan_of(page, "adviser")
    expect(page.locator("body.js-enabled")).to_be_attached()
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true, configurable: true})")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.fast_forward(30_000)
    page.wait_for_timeout(500)
    assert [url for url in asked if "/news" in url] == []
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => false})")
    with page.expect_request("**/news?*"):
        page.clock.fast_forward(30_000)
