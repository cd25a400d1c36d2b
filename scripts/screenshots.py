"""Take pictures of the demonstration's pages: `python scripts/screenshots.py [FOLDER]` (default: docs).

With no more words it makes the two pictures of the README. `--all` looks at the main pages as every role, on a desktop
and on a phone, for a person to look through.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.database import create_schema
from portal.demonstration import PASSWORD

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
ROLES = ("practitioner", "representative", "organisation", "signatory", "adviser", "reviewer", "observer")
NEGOTIATED = "2026-0152"


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a demonstration that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/portal.sqlite3"
        app = create_app(Settings(database_url=url, secret_keys=(DEMO_KEY,), demo=True))
        create_schema(app.database.engine)  # type: ignore[attr-defined]
        app.test_cli_runner().invoke(args=["demo"])
        server = make_server("127.0.0.1", 0, app, threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()


def sign_in(browser: Browser, site: str, role: str, size: tuple[int, int]) -> Page:
    page = browser.new_context(base_url=site, viewport={"width": size[0], "height": size[1]}).new_page()
    page.set_default_timeout(15_000)
    page.goto("/sign-in")
    page.fill("#email", f"{role}@example.org")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def open_plan(page: Page, reference: str = NEGOTIATED) -> None:
    """From the list of cases to the plan, past the page of first sight."""
    page.goto("/")
    page.locator("section, article, li", has_text=reference).locator("a[href^='/plans/']").last.click()
    if "/first-sight" in page.url:
        page.get_by_role("button", name="Read the plan").click()


def readme_pictures(browser: Browser, site: str, folder: Path) -> None:
    for name, size in SIZES.items():
        page = sign_in(browser, site, "practitioner", size)
        open_plan(page)
        page.screenshot(path=folder / f"plan-{name}.png")


def every_role(browser: Browser, site: str, folder: Path) -> None:
    for role in ROLES:
        for name, size in SIZES.items():
            page = sign_in(browser, site, role, size)
            page.screenshot(path=folder / f"{role}-home-{name}.png", full_page=True)
            if page.get_by_text(NEGOTIATED).count():
                open_plan(page)
                page.screenshot(path=folder / f"{role}-plan-{name}.png", full_page=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="docs", type=Path)
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
        chromium = playwright.chromium.launch(executable_path=found)
        (every_role if chosen.all else readme_pictures)(chromium, address, chosen.folder)
