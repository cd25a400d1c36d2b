"""Figures for whoever watches: off unless a port is named, of all processes together, and with nobody's traces."""

import re
import socket
import time
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from portal.config import ConfigurationError, Settings
from portal.database import create_schema, make_engine
from portal.domain.people.mail import Mail, MailKind, MailState
from portal.web.metrics import MailQueue
from tests.serving import Server


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def figures(port: int) -> str:
    """As soon as they are served."""
    until = time.monotonic() + 20
    while True:
        try:
            return urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path}/counted.sqlite3"
    engine = make_engine(address)
    create_schema(engine)
    engine.dispose()
    return address


def ask(port: int, method: str, path: str) -> int:
    """One request on a connection of its own, so that any of the processes may take it."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request(method, path)
    status = connection.getresponse().status
    connection.close()
    return status


def test_routes_are_counted_over_all_processes_and_no_address_is_told(url: str) -> None:
    port, stranger = free_port(), uuid4()
    server = Server(url, settings={"METRICS_BIND": f"127.0.0.1:{port}"})
    try:
        server.wait()
        for _ in range(20):
            ask(server.port, "GET", f"/plans/{stranger}?name=somebody")
        ask(server.port, "GET", "/nobody-knows-this")
        ask(server.port, "PUT", "/sign-in")
        assert ask(server.port, "GET", "/metrics") == 404
        told = figures(port)
    finally:
        server.stop()
    counted = re.search(r'portal_requests_total\{method="GET",route="/plans/<uuid:id>",status="401"\} (\S+)', told)
    assert counted
    assert float(counted[1]) == 20
    assert 'route="none",status="404"' in told
    assert 'method="other"' in told
    assert 'portal_mail{state="waiting"} 0.0' in told
    assert 'portal_request_seconds_bucket{le="0.1",route="/plans/<uuid:id>"}' in told
    for trace in (str(stranger), "somebody", "nobody-knows"):
        assert trace not in told
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_acts_that_wait_for_their_turn_are_timed(url: str) -> None:
    port = free_port()
    server = Server(url, settings={"METRICS_BIND": f"127.0.0.1:{port}"})
    try:
        server.wait()
        ask(server.port, "POST", "/sign-out")
        ask(server.port, "POST", "/sign-in")
        assert 'portal_lock_wait_seconds_count{lock="database"}' in figures(port)
    finally:
        server.stop()


def test_the_queue_of_e_mail_is_counted_by_state_and_names_nobody(url: str) -> None:
    engine = make_engine(url)
    with Session(engine) as session, session.begin():
        for state in (MailState.WAITING, MailState.WAITING, MailState.SENT):
            at = datetime.now(UTC)
            session.add(Mail(kind=MailKind.LETTER, state=state, address="ash@example.org", made_at=at, due_at=at))
    engine.dispose()
    queue = MailQueue(url)
    [figure] = queue.collect()
    queue.engine.dispose()
    counted = {sample.labels["state"]: sample.value for sample in figure.samples}
    assert counted == {"waiting": 2, "sending": 0, "parked": 0, "failed": 0}


def test_figures_are_served_while_the_database_is_away(tmp_path: Path) -> None:
    queue = MailQueue(f"sqlite:///{tmp_path}/nothing.sqlite3")
    assert list(queue.collect()) == []
    queue.engine.dispose()


@pytest.mark.parametrize("bind", ["9464", "127.0.0.1:", "127.0.0.1:port", "http://127.0.0.1:9464/"])
def test_an_address_that_cannot_be_served_at_is_named_at_the_start(bind: str) -> None:
    with pytest.raises(ConfigurationError, match="METRICS_BIND"):
        Settings.from_environment({"PORTAL_DEMO": "1", "METRICS_BIND": bind})
