"""A comment is written, sent and answered beside its words, and nothing that was typed is lost on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.walking import open_plan, suggest_ten

OpenPage = Callable[..., Page]
SAID = "Could this be by video?"


@pytest.fixture
def expected_complaints() -> tuple[str, ...]:
    return ("htmx: htmx:error: Failed to fetch",)


@pytest.fixture
def page(site: str, site_database: str, open_page: OpenPage) -> Page:
    page = open_page("/sign-in", width=390, height=844)
    open_plan(page, suggest_ten(site_database))
    page.wait_for_selector("body.js-enabled")
    return page


def begin(page: Page, number: int = 4) -> None:
    """Open the form of a comment at a paragraph, by its number."""
    page.locator(".clause--paragraph .tools summary").nth(number).click()
    page.locator(".tools[open]").get_by_role("link", name="Comment").click()
    expect(page.locator("form.in-place textarea[name=body]")).to_be_focused()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the comment").click()


def test_a_comment_is_shown_on_the_screen_where_its_form_was(page: Page, axe: Callable[[Page], list[str]]) -> None:
    begin(page)
    save(page)
    expect(page.get_by_text("Write your comment.")).to_be_visible()
    assert axe(page) == []
    page.locator("form.in-place textarea[name=body]").fill(SAID)
    save(page)
    said = page.locator(".card--thread", has_text=SAID)
    expect(said).to_be_focused()
    expect(said.get_by_text(SAID)).to_be_in_viewport()
    assert axe(page) == []
    said.get_by_role("link", name="Reply").click()
    said.get_by_label("Your reply").fill("Yes.")
    said.get_by_role("button", name="Reply").click()
    expect(said.get_by_text("Yes.")).to_be_visible()


def test_a_comment_stays_where_there_is_no_connection(page: Page) -> None:
    begin(page)
    page.locator("form.in-place textarea[name=body]").fill(SAID)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_role("alert")).to_have_text("It could not be sent. Try again.")
    page.context.set_offline(False)
    save(page)
    expect(page.locator(".card--thread", has_text=SAID)).to_be_visible()


def test_a_second_comment_does_not_push_out_the_first(page: Page) -> None:
    begin(page)
    page.locator("form.in-place textarea[name=body]").fill(SAID)
    page.locator(".clause--paragraph .tools summary").nth(6).click()
    page.locator(".tools[open]").get_by_role("link", name="Comment").last.click()
    expect(page.locator("form.in-place")).to_have_count(1)
    expect(page.locator("form.in-place textarea[name=body]")).to_have_value(SAID)


def test_closing_and_settling_ask_before_words_are_lost(page: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    begin(page)
    page.locator("form.in-place textarea[name=body]").fill(SAID)
    page.get_by_role("button", name="Close without saving").click()
    assert len(asked) == 1
    save(page)
    said = page.locator(".card--thread", has_text=SAID)
    said.get_by_role("link", name="Reply").click()
    said.get_by_label("Your reply").fill("I was about to say")
    said.get_by_role("button", name="Settle").click()
    expect(said.get_by_label("Your reply")).to_have_value("I was about to say")
    assert len(asked) == 2
