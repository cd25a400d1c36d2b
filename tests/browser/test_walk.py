"""Walking through what waits for an answer: by keyboard alone, and on a phone with one thumb."""

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import SUGGESTIONS, is_read, open_plan, suggest_ten, tab_to

OpenPage = Callable[..., Page]

MOST_SECONDS = 120


@pytest.fixture
def ten_wait(site: str, site_database: str) -> str:
    return suggest_ten(site_database)


def agree(page: Page) -> None:
    tab_to(page, "Agree")
    page.keyboard.press("Enter")


def decline(page: Page) -> None:
    tab_to(page, "Do not agree")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Do not agree")
    tab_to(page, "reason")
    page.keyboard.type("The log says it already.")
    tab_to(page, "Do not agree")
    page.keyboard.press("Enter")


def test_ten_are_read_and_answered_by_keyboard_within_two_minutes(
    ten_wait: str, open_page: OpenPage, javascript: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    page = open_page("/sign-in", javascript=javascript)
    open_plan(page, ten_wait)
    began = monotonic()
    tab_to(page, "Look at the first one")
    page.keyboard.press("Enter")
    for number in range(1, SUGGESTIONS + 1):
        is_read(page, number)
        (decline if number % 4 == 0 else agree)(page)
    expect(page.locator(":target" if not javascript else "#turn")).to_have_text("Nothing waits for an answer")
    took = monotonic() - began
    with capsys.disabled():
        print(f"\nTen suggested changes read and answered by keyboard in {took:.1f} s, JavaScript: {javascript}")  # noqa: T201
    assert took < MOST_SECONDS


def test_on_a_phone_the_walk_is_within_reach_of_one_thumb(ten_wait: str, open_page: OpenPage) -> None:
    page = open_page("/sign-in", width=390, height=844)
    open_plan(page, ten_wait)
    page.get_by_role("link", name="Look at the first one").click()
    for number in (2, 3, 4):
        following = page.locator(".walk").get_by_role("link", name="Next")
        place = following.bounding_box()
        assert place
        assert place["y"] > 844 * 2 / 3
        assert min(place["width"], place["height"]) >= 44
        following.click()
        is_read(page, number)
        agree = page.locator(f"#change-{number}").get_by_role("button", name="Agree to")
        expect(agree).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-walk-place]")).to_have_text(f"Suggested change 4 of {SUGGESTIONS}")
