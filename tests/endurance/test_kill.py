"""A server under load that is killed again and again loses nothing it has acknowledged, and does nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from tests.endurance.insistent import Client, comments, demonstration, wait_for_comments, wait_for_everybody
from tests.serving import PATIENCE, Server

KILLS, CLIENTS = 20, 8
BETWEEN_KILLS = 4


def test_a_server_killed_twenty_times_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    portal, thread = demonstration(f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    server, stop = Server(portal.settings.database_url), Event()
    clients = [Client(server.port, number, thread) for number in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        working = [pool.submit(client.work, stop) for client in clients]
        try:
            wait_for_everybody(clients)
            for _ in range(KILLS):
                wait_for_comments(clients, BETWEEN_KILLS)
                server.kill()
                server.start()
        finally:
            stop.set()
        for one in working:
            one.result(timeout=PATIENCE * 2)
    server.kill()
    acknowledged = {words for client in clients for words in client.acknowledged}
    kept = comments(portal)
    assert acknowledged - kept.keys() == set()
    assert [words for words, times in kept.items() if times > 1] == []
    assert len(acknowledged) >= KILLS * BETWEEN_KILLS
