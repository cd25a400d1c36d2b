"""The plan page as it grows, and news, beside a bare view and a ready string of the same bytes: `make bench`.

The portal and its peers are served by gunicorn with the settings of gunicorn.conf.py, and asked over one kept-alive
connection. A first view comes after an act, so that the page is put together anew; nothing happened before the others.
"""

import gzip
import statistics
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import NamedTuple

from others import add_others
from scene import Scene, count_queries, databases, median, scene
from served import Answer, Browser, serving, serving_portal

from portal.documents.pdf import draft_pdf
from portal.domain.case import Role
from portal.domain.plan import Plan

STATIC = Path(__file__).resolve().parent.parent / "static"
SCRIPTS = ("portal.js", "select-words.js", "vendor/htmx.min.js")
SIZES = [(50, 125, 250), (200, 500, 1_000), (800, 2_000, 4_000)]
OTHERS = (10, 1_000, 10_000)
FEW, MANY = 7, 200
numbers = count()


class Peers(NamedTuple):
    """A bare Flask view, and one that sends a ready string of the same bytes, in milliseconds."""

    bare: float
    ready: float


def peers(body: bytes) -> Peers:
    with tempfile.NamedTemporaryFile() as page:
        page.write(body)
        page.flush()
        with serving("peer:app", "/bare", PEER_PAGE=page.name) as port:
            browser = Browser(port)
            return Peers(median(lambda: browser.get("/bare"), MANY), median(lambda: browser.get("/ready"), 5 * FEW))


def after_an_act(made: Scene, port: int) -> float:
    """The median of first views, each after a comment of the other party."""
    reader, other = made.browser(Role.PRACTITIONER, port), made.browser(Role.EDITOR, port)
    token = other.token("/")

    def view() -> Answer:
        body = {"body": f"And then ({next(numbers)})?", "audience": "shared", "csrf_token": token}
        assert other.post(f"{made.address}/clauses/p1-1/threads", body).status == 303
        return reader.get(made.address)

    return median(view, FEW)


def unchanged(made: Scene, port: int) -> float:
    browser = made.browser(Role.PRACTITIONER, port)
    return median(lambda: browser.get(made.address), 5 * FEW)


def measure(kind: str, made: Scene, size: tuple[int, int, int]) -> None:
    client = made.client(Role.PRACTITIONER)
    queries = [count_queries(made.app, lambda: client.get(made.address)) for _ in range(2)]
    with serving_portal(made.url) as port:
        first, again = after_an_act(made, port), unchanged(made, port)
        body = made.browser(Role.PRACTITIONER, port).get(made.address).body
    peer = peers(body)
    print(
        f"{kind:10} {size[0]:4}/{size[1]:5}/{size[2]:5} {len(body) / 1000:6.0f} {peer.bare:8.2f} {peer.ready:8.1f}"
        f" {queries[0]:8} {first:8.0f} {first / peer.ready:7.1f}x {queries[1]:8} {again:9.1f} {again / peer.ready:6.1f}x",
        flush=True,
    )


def among_others(kind: str, made: Scene) -> None:
    """The same page with other cases beside it in the database."""
    there = 0
    for many in OTHERS:
        add_others(made, many - there)
        there = many
        with serving_portal(made.url) as port:
            first, again = after_an_act(made, port), unchanged(made, port)
        print(
            f"{kind:10} with {many:6,} other plans: first view {first:6.0f} ms, unchanged {again:5.1f} ms", flush=True
        )


def news(kind: str, made: Scene) -> None:
    """An open page's question when nothing has changed, beside a bare view."""
    with serving_portal(made.url) as port:
        browser = made.browser(Role.PRACTITIONER, port)
        address = browser.get(made.address).text.split('hx-get="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
        assert browser.get(address).status == 204
        client = made.client(Role.PRACTITIONER)
        queries = count_queries(made.app, lambda: client.get(address))
        portal, bare = median(lambda: browser.get(address), MANY), peers(b"").bare
    print(
        f"{kind:10} {queries} query, {portal:.2f} ms: {portal / bare:.1f} times a bare view ({bare:.2f} ms)", flush=True
    )


def pdf(made: Scene) -> None:
    taken = []
    with made.app.database.reading() as session:
        plan = session.get_one(Plan, made.plan_id)
        facts = {"reference": "B-1", "organisation": "The Trust", "practitioner": "Dr Bench", "status": "Draft"}
        facts |= {"made_at": plan.imported_at, "fingerprint": plan.current.fingerprint}
        for _ in range(5):
            start = time.perf_counter()
            draft_pdf(plan.content, **facts)
            taken.append(1_000 * (time.perf_counter() - start))
    print(f"PDF of 200 clauses: {statistics.median(taken):.0f} ms")


if __name__ == "__main__":
    print("The plan page: clauses/open suggestions/comments; milliseconds, and times the ready string")
    print("database   size               kB     bare    ready  queries    first          queries unchanged")
    with databases() as new:
        middle = {}
        for size in SIZES:
            for kind, url in new().items():
                made = scene(url, *size)
                measure(kind, made, size)
                if size == SIZES[1]:
                    middle[kind] = made
        print("\nNews when nothing has changed")
        for kind, made in middle.items():
            news(kind, made)
        print("\nThe plan page of 200/500/1,000 with other cases in the database")
        for kind, made in middle.items():
            among_others(kind, made)
        print()
        pdf(middle["SQLite"])
        weights = {name: len(gzip.compress((STATIC / name).read_bytes())) / 1000 for name in SCRIPTS}
        print(f"Script, compressed: {sum(weights.values()):.1f} kB {weights}")
