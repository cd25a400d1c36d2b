"""Walking by keyboard through suggested changes that wait for the practitioner."""

from datetime import UTC, datetime
from secrets import token_hex

from playwright.sync_api import Page

from portal.config import DEMO_KEY, Settings
from portal.database import Database, make_engine
from portal.demonstration.cast import CAST, PASSWORD, address
from portal.demonstration.telling import PLANS, Telling
from portal.documents.reading import read
from portal.domain.cases.roles import Role
from portal.domain.people.person import find

SUGGESTIONS = 10
MOST_TABS = 40
REASON = "So that nobody has to remember it."


def suggest_ten(site_database: str) -> str:
    """A case in which ten suggested changes of the organisation wait for the practitioner, by its reference."""
    engine, reference = make_engine(site_database), f"WALK/{token_hex(4)}"
    with Database(engine).writing() as session:
        cast = {role: find(session, address(role)) for role in CAST}
        limits = Settings(site_database, (DEMO_KEY,), demo=True)
        content = read((PLANS / "remediation.txt").read_bytes(), limits=limits).content
        plan = Telling.begin(session, cast, reference, content, limits, datetime.now(UTC), days=2)
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
    page.locator("section, article, li, tr", has_text=reference).locator("a[href^='/plans/']").last.click()


def focused(page: Page) -> str:
    """What has the keyboard: its own id, or its words."""
    return str(page.evaluate("document.activeElement?.id || document.activeElement?.textContent.trim()"))


def tab_to(page: Page, start: str) -> None:
    """Press Tab until something that begins with these words, or has this id, has the keyboard."""
    page.wait_for_load_state()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focused(page).startswith(start):
            return
    raise AssertionError(f"{start!r} is more than {MOST_TABS} presses of Tab away, after {focused(page)!r}")
