"""Two hosts share one PostgreSQL: what one takes the other shows, and one that is killed takes nothing with it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import make_url

from portal.web.http import Portal
from tests.databases import administrator
from tests.endurance.front import before
from tests.endurance.insistent import Client, comments, demonstration, wait_for_comments, wait_for_everybody
from tests.serving import PATIENCE, Server

CLIENTS, WHOLE, ALONE = 8, 16, 16


@pytest.fixture
def shared(postgresql_url: str) -> Iterator[tuple[Portal, str]]:
    """The demonstration in a database that both hosts use, and a conversation of it."""
    with administrator(postgresql_url) as run:
        run("CREATE DATABASE portal_shared")
    url = make_url(postgresql_url).set(database="portal_shared")
    portal, thread = demonstration(url.render_as_string(hide_password=False))
    yield portal, thread
    portal.database.engine.dispose()
    with administrator(postgresql_url) as run:
        run("DROP DATABASE portal_shared WITH (FORCE)")


@pytest.fixture
def hosts(shared: tuple[Portal, str]) -> Iterator[list[Server]]:
    """Two of them, behind a proxy."""
    url = shared[0].settings.database_url
    both = [Server(url, settings={"PROXY_COUNT": "1"}) for _ in range(2)]
    for host in both:
        host.wait()
    yield both
    for host in both:
        host.kill()


def test_a_host_that_is_killed_loses_nothing_and_signs_nobody_out(
    shared: tuple[Portal, str], hosts: list[Server], tmp_path: Path
) -> None:
    portal, thread = shared
    stop = Event()
    with before([host.port for host in hosts], tmp_path) as port, ThreadPoolExecutor(CLIENTS) as pool:
        clients = [Client(port, number, thread) for number in range(CLIENTS)]
        working = [pool.submit(client.work, stop) for client in clients]
        try:
            wait_for_everybody(clients)
            for host in hosts:
                wait_for_comments(clients, WHOLE)
                host.kill()
                wait_for_comments(clients, ALONE)
                host.start()
                host.wait()
            wait_for_comments(clients, WHOLE)
        finally:
            stop.set()
        for one in working:
            one.result(timeout=PATIENCE)
    each_shows_everything(clients, hosts, thread)
    acknowledged = {words for client in clients for words in client.acknowledged}
    kept = comments(portal)
    assert acknowledged - kept.keys() == set()
    assert [words for words, times in kept.items() if times > 1] == []
    assert [client.number for client in clients if client.signed_out] == []


def each_shows_everything(clients: list[Client], hosts: list[Server], thread: str) -> None:
    """Asked one by one, both hosts know everybody by the cookie that either gave, and show the newest words."""
    for client in clients:
        for host in hosts:
            assert client.acknowledged[-1] in client.read(host.port, f"/threads/{thread}")
