"""The main job once through on two hosts behind a proxy, of which one after the other is killed on the way."""

from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import make_url

from portal.web.http import Portal
from tests.browser.conftest import chromium, expected_complaints, open_page, portal
from tests.browser.story import Story
from tests.browser.test_story import tell
from tests.databases import administrator
from tests.endurance.front import before
from tests.serving import Server

__all__ = ["chromium", "expected_complaints", "open_page", "portal"]

EVERY = 8  # pages, after which a host is killed


@pytest.fixture(scope="module")
def site_database(postgresql_url: str) -> Iterator[str]:
    with administrator(postgresql_url) as run:
        run("CREATE DATABASE portal_told_on_two")
    yield make_url(postgresql_url).set(database="portal_told_on_two").render_as_string(hide_password=False)
    with administrator(postgresql_url) as run:
        run("DROP DATABASE portal_told_on_two WITH (FORCE)")


@pytest.fixture(scope="module")
def hosts(portal: Portal) -> Iterator[list[Server]]:
    both = [Server(portal.settings.database_url, workers=1, settings={"PROXY_COUNT": "1"}) for _ in range(2)]
    yield both
    for host in both:
        host.kill()
    portal.database.engine.dispose()


@pytest.fixture(scope="module")
def site(hosts: list[Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("front")
    with before([host.port for host in hosts], folder) as port:
        address = f"http://127.0.0.1:{port}"
        for host in hosts:
            host.kill()
            host.environment["PUBLIC_URL"] = address  # where the links of letters lead
            host.start()
            host.wait()
        yield address


def test_the_story_runs_while_one_host_after_the_other_is_killed(
    open_page: Callable[..., Page], hosts: list[Server]
) -> None:
    pages, turns = count(1), cycle(hosts)

    def look(page: Page) -> None:
        if next(pages) % EVERY == 0:
            host = next(turns)
            host.kill()
            page.reload()
            host.start()
            host.wait()

    tell(Story(open_page, look, False, "2026-0903"), look)
