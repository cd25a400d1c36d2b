"""What others notice while somebody keeps the service busy, beside the same alone: `make bench`."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

from scene import Scene, databases, scene
from served import Browser, serving_portal

from portal.config import DEMO_KEY, Settings
from portal.documents.seal import Sealer
from portal.domain.cases.roles import Role
from portal.domain.people.person import Person

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.documents.hostile_pdfs import with_fields
from tests.documents.test_pdf import an_agreed_plan

SECONDS, ROUNDS, LONGEST = 5, 3, 30
UPLOADS, SIGN_INS = 8, 16
SIZE = (50, 125, 250)
PASSWORD = "only for the benchmark"
HOSTILE_IMPORT = "Appendix A: x\n" * 90_000
numbers = count(1)
Ask = Callable[[], None]


def asked(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> None:
    """One request on a connection of its own, to whichever process takes it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        connection.getresponse().read()
    except (HTTPException, OSError):
        pass  # it took too long, or was turned away; its time counts
    finally:
        connection.close()


def uploading(port: int, pdf: bytes) -> Ask:
    browser = Browser(port)
    token = browser.token("/verify")
    parts = [f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'.encode()]
    parts += [b'--b\r\nContent-Disposition: form-data; name="file"; filename="plan.pdf"\r\n\r\n', pdf, b"\r\n--b--\r\n"]
    kind = "multipart/form-data; boundary=b"
    return partial(asked, port, "POST", "/verify", b"".join(parts), Cookie=browser.cookie, Content_Type=kind)


def sending(port: int, browser: Browser, path: str, at: str, fields: dict[str, str]) -> Ask:
    body = urlencode(fields | {"csrf_token": browser.token(at)}).encode()
    kind = "application/x-www-form-urlencoded"
    return partial(asked, port, "POST", path, body, Cookie=browser.cookie, Content_Type=kind)


@contextmanager
def beside(attacks: list[Ask]) -> Iterator[None]:
    """Meanwhile all of these are done at once, and again as soon as the last has its answer."""
    over = Event()

    def in_waves() -> None:
        while not over.is_set():
            wait([pool.submit(attack) for attack in attacks])

    with ThreadPoolExecutor(len(attacks) + 1) as pool:
        pool.submit(in_waves)
        time.sleep(0.5)
        try:
            yield
        finally:
            over.set()


def milliseconds(ask: Ask) -> float:
    """The median time of what can be asked in some seconds, once at least."""
    until, taken = time.perf_counter() + SECONDS, []
    while not taken or time.perf_counter() < until:
        begun = time.perf_counter()
        ask()
        taken.append(1_000 * (time.perf_counter() - begun))
        time.sleep(0.02)
    return statistics.median(taken)


def compare(name: str, ask: Ask, attacks: list[Ask]) -> None:
    """The quickest of a few rounds alone, and beside the attacks, in turn, as the machine may have other work."""
    alone, beset = [], []
    for _ in range(ROUNDS):
        alone.append(milliseconds(ask))
        with beside(attacks):
            beset.append(milliseconds(ask))
    ratio = min(beset) / min(alone)
    print(f"{name:52} {min(alone):8.1f} ms alone {min(beset):9.1f} ms beside {ratio:7.1f} times", flush=True)


def hostile_pdfs() -> list[bytes]:
    """Eight thousand fields that share one signature, and forty thousand that have none."""
    settings = Settings(secret_keys=(DEMO_KEY,), demo=True)
    sealed = Sealer.from_settings(settings).seal(an_agreed_plan(), datetime.now(UTC))
    return [with_fields(sealed, 8_000, filled=True), with_fields(sealed, 40_000, filled=False)]


def signing_in(made: Scene, port: int) -> list[Ask]:
    """Sixteen people with accounts of their own, each of whom knows their password."""
    addresses = [f"person-{next(numbers)}@example.org" for _ in range(SIGN_INS)]
    with made.app.database.writing() as session:
        for address in addresses:
            Person.register(session, email=address, name="A", password=PASSWORD, at=datetime.now(UTC))
    fields = [{"email": address, "password": PASSWORD} for address in addresses]
    return [sending(port, Browser(port), "/sign-in", "/sign-in", each) for each in fields]


def measure(kind: str, made: Scene, port: int, pdfs: list[bytes]) -> None:
    reader, writer = made.browser(Role.EDITOR, port), made.browser(Role.PRACTITIONER, port)
    adviser = made.browser(Role.ADVISER, port)
    page = partial(asked, port, "GET", made.address, Cookie=reader.cookie)
    comment = {"body": "Who does this?", "audience": "shared"}
    act = sending(port, writer, f"{made.address}/clauses/p1-1/threads", made.address, comment)
    drafts = f"/cases/{made.case_id}/drafts"
    importing = [sending(port, adviser, drafts, f"{drafts}/new", {"text": HOSTILE_IMPORT})]
    health = partial(asked, port, "GET", "/healthz")
    uploads = [uploading(port, pdfs[number % len(pdfs)]) for number in range(UPLOADS)]
    sign_ins = signing_in(made, port)
    compare(f"{kind}: /healthz, {UPLOADS} hostile uploads to /verify", health, uploads)
    compare(f"{kind}: a page, {SIGN_INS} sign-ins at once", page, sign_ins)
    compare(f"{kind}: an act, {SIGN_INS} sign-ins at once", act, sign_ins)
    compare(f"{kind}: a page, a hostile import", page, importing)
    compare(f"{kind}: an act, a hostile import", act, importing)


if __name__ == "__main__":
    print(f"What others notice, on a plan of {' / '.join(map(str, SIZE))}: the quickest median of {ROUNDS} rounds")
    hostile = hostile_pdfs()
    with databases() as new:
        for name, url in new().items():
            told = scene(url, *SIZE)
            with serving_portal(url) as served:
                measure(name, told, served, hostile)
