"""A plan with much beside its words is read and answered like any other, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import open_plan, suggest_ten

OpenPage = Callable[..., Page]
FindFaults = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def site_settings() -> dict[str, str]:
    """Every plan is folded."""
    return {"NOTES_IN_PLACE": "0"}


@pytest.mark.parametrize("width", [1280, 390])
def test_what_waits_is_walked_through(
    site: str, site_database: str, open_page: OpenPage, axe: FindFaults, javascript: bool, width: int
) -> None:
    page = open_page("/sign-in", javascript=javascript, width=width)
    open_plan(page, suggest_ten(site_database))
    plan = page.url.split("#")[0]
    if javascript:
        expect(page.locator("body")).to_have_class("nhsuk-template__body js-enabled nhsuk-frontend-supported")
        assert axe(page) == []
    for number in (1, 2, 3):
        page.locator(f"a#change-{number}").click()
        card = page.locator(f"section#change-{number}")
        expect(card).to_be_focused()
        expect(card).to_be_in_viewport()
        if javascript:
            assert axe(page) == []
        card.locator("button[value=agree]").click()
        expect(page.get_by_text("You agree. Not sent yet.")).to_be_visible()
        page.goto(plan)
    expect(page.locator("#bar")).to_contain_text("3 answers ready")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_conversation_is_opened_and_answered_in_its_place(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/sign-in", javascript=javascript)
    open_plan(page, "2026-0152")
    page.locator(".card--folded a", has_text="conversation").first.click()
    talk = page.locator("article.card--thread").first
    talk.get_by_role("link", name="Reply").first.click()
    words = f"I have read this, with JavaScript: {javascript}."
    page.get_by_label("Your reply").fill(words)
    page.get_by_role("button", name="Reply", exact=True).click()
    if not javascript:
        page.locator(".card--folded a", has_text="conversation").first.click()
    expect(page.get_by_text(words)).to_be_in_viewport()


def test_a_section_is_opened_in_its_place(open_page: OpenPage) -> None:
    page = open_page("/sign-in")
    open_plan(page, "2026-0152")
    plan, parts = page.url.split("#")[0], page.locator("[data-row], .section, .clause")
    section = page.locator(".section[data-row]").nth(1)
    section.locator(".tools summary").click()
    section.get_by_role("link", name="Suggest other words").click()
    page.get_by_label("The words you suggest").fill("What keeps patients safe")
    page.get_by_label("Why do you suggest this?").fill("It says what it is.")
    page.get_by_role("button", name="Save").first.click()
    page.goto(plan)
    page.wait_for_selector("body.js-enabled")
    ids = "all => all.map((one) => one.id + one.getAttribute('aria-labelledby'))"
    before = parts.evaluate_all(ids)
    section.get_by_role("link", name="Your suggestion, not sent").click()
    expect(section.locator(".card--private")).to_be_focused()
    expect(section.locator("ins")).to_contain_text(["What keeps patients safe"])
    assert parts.evaluate_all(ids) == before
