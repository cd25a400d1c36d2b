"""The portal and its peers as gunicorn serves them, and people who use them over kept-alive connections."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30


@dataclass
class Answer:
    """What came back, and how long it took in milliseconds."""

    status: int
    body: bytes
    taken: float

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Browser:
    """One person at one kept-alive connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=120)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str] | dict[str, list[str]]) -> Answer:
        """Send a form; its token has to be in `fields`."""
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def token(self, path: str) -> str:
        """The CSRF token of this person's session, as a page gives it."""
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get(path).text)
        assert found, path
        return found[1]

    @property
    def cookie(self) -> str:
        """All that this browser keeps, as it sends it."""
        return "; ".join(map("=".join, self.cookies.items()))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        try:
            answer, read = self._answer(method, path, body, headers)
        except (HTTPException, ConnectionError):  # the worker had served its number of requests
            self.connection.close()
            start = time.perf_counter()
            answer, read = self._answer(method, path, body, headers)
        taken = 1_000 * (time.perf_counter() - start)
        self.cookies |= dict(each.split(";")[0].split("=", 1) for each in answer.msg.get_all("Set-Cookie", []))
        return Answer(answer.status, read, taken)

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[HTTPResponse, bytes]:
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer, answer.read()


@contextmanager
def serving(app: str, path: str, **environment: str) -> Iterator[int]:
    """gunicorn with the portal's own settings, serving this app; gives its port once `path` answers."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), app],
        env=os.environ | environment | {"BIND": f"127.0.0.1:{port}", "PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"},
        cwd=ROOT,
    )
    try:
        _wait_for(port, path)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def serving_portal(url: str) -> Iterator[int]:
    """The portal on this database, as the demonstration runs it."""
    with serving("wsgi:app", "/healthz", DATABASE_URL=url, PORTAL_DEMO="1", MAX_OPEN_PROPOSALS="10000") as port:
        yield port


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, path: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            if Browser(port).get(path).status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")
