"""A session that rests ends: its owner is told before, and can stay."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from portal.demonstration import PASSWORD

OpenPage = Callable[..., Page]


def test_who_types_for_long_is_asked_and_stays(open_page: OpenPage, axe: Callable[[Page], list[str]]) -> None:
    page = open_page("/sign-in")
    page.clock.install()
    page.fill("#email", "practitioner@example.org")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My plans")
    page.wait_for_load_state("networkidle")
    stays = page.get_by_role("button", name="Stay signed in")
    page.clock.fast_forward("27:00")
    expect(stays).to_be_hidden()
    page.clock.fast_forward("02:00")
    expect(stays).to_be_visible()
    assert axe(page) == []
    stays.click()
    expect(stays).to_be_hidden()
    page.clock.fast_forward("27:00")
    expect(stays).to_be_hidden()
