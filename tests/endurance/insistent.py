"""People who comment over real connections and insist on an answer, and what is kept of what they said."""

import re
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from threading import Event
from urllib.parse import urlencode

from sqlalchemy import select

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.demonstration import PASSWORD
from portal.domain import record
from portal.domain.cases.case import Case
from portal.domain.talk.thread import Comment, Thread
from portal.web.http import Portal
from tests.databases import make_schema
from tests.serving import PATIENCE

PAUSE = 0.05
NAMES = ("organisation", "signatory", "practitioner", "adviser")


class Client:
    """A person who comments, and sends the same form again until an answer comes; `signed_out` if they ever were."""

    def __init__(self, port: int, number: int, thread: str) -> None:
        self.port, self.number, self.thread = port, number, thread
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.acknowledged: list[str] = []
        self.tried: list[str] = []
        self.signed_out = False

    def work(self, stop: Event) -> None:
        self._sign_in()
        while not stop.is_set():
            words = f"words{self.number}-{len(self.tried)}"
            self.tried.append(words)
            if self._comment(words):
                self.acknowledged.append(words)
            time.sleep(PAUSE)

    def read(self, port: int, path: str) -> str:
        """A page as one host shows it to this person; AssertionError where it shows none."""
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", path, None, {"Cookie": "; ".join(map("=".join, self.cookies.items()))})
            answer = connection.getresponse()
            assert answer.status == 200, answer.status
            return answer.read().decode()

    def _comment(self, words: str) -> bool:
        key = f"key-{self.number}-{len(self.tried)}"
        fields = {"csrf_token": self.token, "request_key": key, "body": words}
        return self._insist("POST", f"/threads/{self.thread}/comments", fields) == 303

    def _sign_in(self) -> None:
        self._insist("GET", "/sign-in", {})
        person = {"email": f"{NAMES[self.number % len(NAMES)]}@example.org", "password": PASSWORD}
        assert self._insist("POST", "/sign-in", {"csrf_token": self.token} | person) == 303
        self._insist("GET", f"/threads/{self.thread}", {})

    def _insist(self, method: str, path: str, fields: dict[str, str]) -> int:
        """Send until the server answers; a server that is just being killed does not."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return self._send(method, path, fields)
            except (OSError, HTTPException):
                time.sleep(0.05)
        raise TimeoutError(path)

    def _send(self, method: str, path: str, fields: dict[str, str]) -> int:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(map("=".join, self.cookies.items())),
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request(method, path, urlencode(fields) if fields else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        if answer.status >= 500:
            raise HTTPException(answer.status)
        self.signed_out |= "/sign-in" in answer.getheader("Location", "") or answer.status == 401
        self.cookies |= dict(each.split(";")[0].split("=", 1) for each in answer.msg.get_all("Set-Cookie", []))
        token = re.search(r'name="csrf-token" content="([^"]+)"', page)
        self.token = token[1] if token else self.token
        return answer.status


def wait_for_everybody(clients: Sequence[Client]) -> None:
    """Until each of them has said something: who is cut off while signing in, again and again, is taken to guess."""
    until = time.monotonic() + PATIENCE
    while not all(client.acknowledged for client in clients):
        assert time.monotonic() < until
        time.sleep(0.05)


def wait_for_comments(clients: Sequence[Client], many: int) -> None:
    """Until so many more comments have been acknowledged, so that each kill meets a server at work."""
    until, done = time.monotonic() + PATIENCE, sum(len(client.acknowledged) for client in clients)
    while sum(len(client.acknowledged) for client in clients) < done + many:
        assert time.monotonic() < until, "the server does not answer"
        time.sleep(0.02)


def demonstration(url: str) -> tuple[Portal, str]:
    """The demonstration on this database, and a conversation that everybody may take part in."""
    portal = create_app(Settings(database_url=url, secret_keys=(DEMO_KEY,), demo=True))
    assert isinstance(portal, Portal)
    make_schema(portal.database.engine)
    assert portal.test_cli_runner().invoke(args=["demo"]).exit_code == 0
    with portal.database.reading() as session:
        talks = session.scalars(select(Thread))
        return portal, str(next(one.id for one in talks if one.is_open and one.audience.value == "shared"))


def comments(portal: Portal) -> Counter[str]:
    """How often each comment was kept; every chain of the record holds."""
    with portal.database.reading() as session:
        for case in session.scalars(select(Case)):
            assert [one.fault for one in record.check(session, case.id, list(record.Stream)) if one.fault] == []
        return Counter(session.scalars(select(Comment.body)))
