"""The plan page as it grows, and news, beside a bare view and a ready string of the same bytes: `make bench`.

The portal and its peers are served by gunicorn with the settings of gunicorn.conf.py, and asked over one kept-alive
connection. A first view comes after an act, so that the page is put together anew; nothing happened before the others.
"""

import gzip
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from others import add_others
from scene import Scene, count_queries, databases, medians, scene
from served import Answer, Browser, serving, serving_portal
from unseen import in_unseen_words

from portal.documents.pdf import draft_pdf
from portal.domain.cases.roles import Role
from portal.domain.plans.plan import Plan

STATIC = Path(__file__).resolve().parent.parent / "static"
SCRIPTS = ("portal.js", "select-words.js", "vendor/htmx.min.js")
SIZES = [(50, 125, 250), (200, 500, 1_000), (800, 2_000, 4_000)]
OTHERS = (10, 1_000, 10_000)
Way = Callable[[], Answer]
numbers = count()


@contextmanager
def beside_peers(made: Scene) -> Iterator[tuple[int, Browser]]:
    """The portal's port, and a browser at its peers, whose ready string is the plan page."""
    with serving_portal(made.url) as port, tempfile.NamedTemporaryFile() as page:
        page.write(made.browser(Role.PRACTITIONER, port).get(made.address).body)
        page.flush()
        with serving("peer:app", "/bare", PEER_PAGE=page.name) as peer:
            yield port, Browser(peer)


def views(made: Scene, port: int) -> tuple[Way, Way]:
    """A first view, after a comment of the other party, and a view of the page as it was."""
    reader, other = made.browser(Role.PRACTITIONER, port), made.browser(Role.EDITOR, port)
    token = other.token(made.address)

    def first() -> Answer:
        body = {"body": f"And then ({next(numbers)})?", "audience": "shared", "csrf_token": token}
        assert other.post(f"{made.address}/clauses/p1-1/threads", body).status == 303
        return reader.get(made.address)

    return first, lambda: reader.get(made.address)


def measure(kind: str, made: Scene, size: tuple[int, int, int]) -> None:
    client = made.client(Role.PRACTITIONER)
    queries = [count_queries(lambda: client.get(made.address)) for _ in range(2)]
    with beside_peers(made) as (port, peer):
        first, again = views(made, port)
        weight = len(again().body) / 1000
        asked = medians(first, again, lambda: peer.get("/ready"), lambda: peer.get("/bare"), laps=15)
    print(
        f"{kind:10} {size[0]:4}/{size[1]:5}/{size[2]:5} {weight:6.0f} {asked[3]:8.2f} {asked[2]:8.1f}",
        f"{queries[0]:8} {asked[0]:8.0f} {asked[0] / asked[2]:7.1f}x",
        f"{queries[1]:8} {asked[1]:9.1f} {asked[1] / asked[2]:6.1f}x",
        flush=True,
    )


def among_others(kind: str, made: Scene) -> None:
    """The same page with other cases beside it in the database, and the ready string for the machine's own pace."""
    there = 0
    for many in OTHERS:
        add_others(made, many - there)
        there = many
        with beside_peers(made) as (port, peer):
            first, again = views(made, port)
            asked = medians(first, again, lambda: peer.get("/ready"), laps=15)
        print(
            f"{kind:10} with {many:6,} other plans: first view {asked[0]:6.0f} ms, unchanged {asked[1]:5.1f} ms",
            f"(ready string {asked[2]:.1f} ms)",
            flush=True,
        )


def news(kind: str, made: Scene) -> None:
    """An open page's question when nothing has changed, beside a bare view."""
    with beside_peers(made) as (port, peer):
        browser, client = made.browser(Role.PRACTITIONER, port), made.client(Role.PRACTITIONER)
        address = browser.get(made.address).text.split('hx-get="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
        assert browser.get(address).status == 204
        queries = count_queries(lambda: client.get(address))
        portal, bare = medians(lambda: browser.get(address), lambda: peer.get("/bare"), laps=300)
    print(
        f"{kind:10} {queries} query, {portal:.2f} ms: {portal / bare:.1f} times a bare view",
        f"({bare:.2f} ms)",
        flush=True,
    )


def pdf(made: Scene) -> None:
    taken = []
    with made.app.database.reading() as session:
        plan = session.get_one(Plan, made.plan_id)
        facts = {"reference": "B-1", "organisation": "The Trust", "practitioner": "Dr Bench", "status": "Draft"}
        facts |= {"made_at": plan.imported_at, "fingerprint": plan.current.fingerprint, "record_head": "0" * 64}
        for unseen in [in_unseen_words(plan.content) for _ in range(5)]:
            start = time.perf_counter()
            draft_pdf(unseen, **facts)
            taken.append(1_000 * (time.perf_counter() - start))
    print(f"PDF of 200 clauses, in words never set before: {statistics.median(taken):.0f} ms")


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
