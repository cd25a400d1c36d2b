"""Walking through what waits for an answer: by keyboard alone, and on a phone with one thumb."""

from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_hex
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from portal.config import DEMO_KEY, Settings
from portal.database import Database, make_engine
from portal.demonstration.cast import CAST, PASSWORD, address
from portal.demonstration.telling import Telling
from portal.domain import people
from portal.domain.case import Role

OpenPage = Callable[..., Page]

SUGGESTIONS = 10
MOST_SECONDS = 120
MOST_TABS = 40
REASON = "So that nobody has to remember it."


@pytest.fixture
def ten_wait(site: str, site_database: str) -> str:
    """The reference of a case in which ten suggested changes of the organisation wait for the practitioner."""
    engine, reference = make_engine(site_database), f"WALK/{token_hex(4)}"
    with Database(engine).writing() as session:
        cast = {role: people.find(session, address(role)) for role in CAST}
        limits = Settings(site_database, (DEMO_KEY,), demo=True)
        plan = Telling.begin(session, cast, reference, "remediation.txt", limits, datetime.now(UTC), days=2)
        plan.meet(1)
        paragraphs = [clause for depth, clause in plan.plan.content.walk() if depth and clause.kind == "paragraph"]
        for clause in paragraphs[:SUGGESTIONS]:
            longer = f"{clause.text} The case manager writes this down on the same day."
            plan.suggest(Role.EDITOR, clause.label, clause.text, longer, REASON, 0.5)
    engine.dispose()
    return reference


def open_plan(page: Page, reference: str) -> None:
    """The practitioner signs in and opens the plan."""
    page.fill("#email", "practitioner@example.org")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("section, article, li", has_text=reference).locator("a[href^='/plans/']").last.click()


def focused(page: Page) -> str:
    """What has the keyboard: its own id, or its words."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def tab_to(page: Page, start: str) -> None:
    """Press Tab until something that begins with these words, or has this id, has the keyboard."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focused(page).startswith(start):
            return
    raise AssertionError(f"{start!r} is more than {MOST_TABS} presses of Tab away, after {focused(page)!r}")


def is_read(page: Page, number: int) -> None:
    """The keyboard stands on this suggested change, and all that it says can be seen."""
    card = page.locator(f"#change-{number}")
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text(REASON)


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
