"""A served demonstration and a browser to look at it with, JavaScript on or off."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.database import make_engine
from portal.web.http import Portal
from tests.conftest import CHROMIUMS
from tests.databases import make_schema
from tests.serving import Server

PATIENCE = 20_000
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
HOW_IT_IS_BUILT = """
  () => [...document.querySelectorAll("*")].map((element) => [
    element.parentElement?.tagName, element.tagName, element.className, element.getAttributeNames().join(" "),
    element.getAttribute("role"), element.textContent.trim() === "",
  ].join("|"))
"""
REFUSAL = "Failed to load resource"

OpenPage = Callable[..., Page]
FindFaults = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def site_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the database that `site` serves."""
    return f"sqlite:///{tmp_path_factory.mktemp('site') / 'portal.sqlite3'}"


@pytest.fixture(scope="module")
def portal(site_database: str) -> Portal:
    """A fresh demonstration: each file of tests has its own."""
    engine = make_engine(site_database)
    make_schema(engine)
    engine.dispose()
    app = create_app(Settings(database_url=site_database, secret_keys=(DEMO_KEY,), demo=True))
    loaded = app.test_cli_runner().invoke(args=["demo"])
    assert loaded.exit_code == 0, loaded.output
    return app


@pytest.fixture(scope="module")
def site_settings() -> dict[str, str]:
    """What `site` is told beyond where its database is."""
    return {}


@pytest.fixture(scope="module")
def site(portal: Portal, site_settings: dict[str, str]) -> Iterator[str]:
    """The address where the demonstration is served."""
    server = Server(portal.settings.database_url, workers=1, settings=site_settings)
    server.wait()
    yield server.address
    server.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, or Playwright's; closed after each file, as its event loop disturbs other tests."""
    installed = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed)
        yield browser
        browser.close()


@pytest.fixture
def expected_complaints() -> tuple[str, ...]:
    """How an error begins that a test brings about on purpose."""
    return ()


@pytest.fixture
def open_page(chromium: Browser, site: str, expected_complaints: tuple[str, ...]) -> Iterator[OpenPage]:
    """Opens pages, each with its own cookies: `open_page("/sign-in", javascript=False, width=320)`.

    A script error, or anything that the security policy stopped, fails the test.
    """
    contexts, complaints = [], []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith((REFUSAL, *expected_complaints)):
            complaints.append(message.text)

    def open_one(path: str = "/", *, javascript: bool = True, width: int = 1280, height: int = 900) -> Page:
        context = chromium.new_context(
            base_url=site,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Each story is told twice."""
    return bool(request.param)


@pytest.fixture
def axe() -> FindFaults:
    """What axe-core finds wrong with a page (WCAG 2.2 AA and its best practices): one line for each fault."""
    source = AXE.read_text("utf-8")

    def faults(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("async () => (await axe.run()).violations")
        return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]

    return faults


@pytest.fixture
def axe_where_new(axe: FindFaults) -> FindFaults:
    """As `axe`, for pages with something built as on no page before them: of one sort one is looked at."""
    known: set[str] = set()

    def faults(page: Page) -> list[str]:
        built = set(page.evaluate(HOW_IT_IS_BUILT))
        if built <= known:
            return []
        known.update(built)
        return axe(page)

    return faults
