"""The plan page as it grows, beside a bare view and a ready string of the same bytes, in one run: `make bench`."""

import gzip
from pathlib import Path

from flask import Flask
from scene import Scene, count_queries, databases, milliseconds, scene
from sqlalchemy import insert

from portal.database import Database
from portal.documents.pdf import draft_pdf
from portal.domain.case import Role
from portal.domain.plan import Plan

STATIC = Path(__file__).resolve().parent.parent / "static"
SCRIPTS = ("portal.js", "select-words.js", "vendor/htmx.min.js")
SIZES = [(50, 125, 250), (200, 500, 1_000), (800, 2_000, 4_000)]
OTHERS = (10, 1_000, 10_000)


def peers(body: bytes) -> tuple[float, float]:
    """A bare Flask view, and one that sends a ready string of the same bytes."""
    app = Flask("peer")
    app.add_url_rule("/bare", "bare", lambda: "ok")
    app.add_url_rule("/ready", "ready", lambda: body)
    client = app.test_client()
    return milliseconds(lambda: client.get("/bare").data), milliseconds(lambda: client.get("/ready").data)


def measure(kind: str, made: Scene, size: tuple[int, int, int]) -> None:
    client, address = made.client(Role.PRACTITIONER), f"/plans/{made.plan_id}"
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    queries = count_queries(made.app, lambda: client.get(address))
    portal = milliseconds(lambda: client.get(address).data)
    bare, ready = peers(answer.data)
    print(
        f"{kind:10} {size[0]:4}/{size[1]:5}/{size[2]:5} {queries:7} {len(answer.data) / 1000:9.0f} {portal:9.1f} "
        f"{bare:8.2f} {ready:8.2f} {portal / bare:7.0f}x {portal / ready:7.0f}x"
    )


def among_others(made: Scene) -> None:
    """The same page with other plans of the same case beside it in the database."""
    client, address, there = made.client(Role.PRACTITIONER), f"/plans/{made.plan_id}", 0
    for many in OTHERS:
        _add_plans(made.app.database, made, many - there)
        there = many
        print(f"with {many:6} other plans: {milliseconds(lambda: client.get(address).data):.1f} ms")


def _add_plans(database: Database, made: Scene, many: int) -> None:
    with database.writing() as session:
        plan = session.get_one(Plan, made.plan_id)
        row = {"case_id": made.case_id, "draft": plan.draft, "imported_at": plan.imported_at}
        session.execute(insert(Plan), [dict(row) for _ in range(many)])


def news(kind: str, made: Scene) -> None:
    """An open page's question when nothing has changed, beside a bare view."""
    client = made.client(Role.PRACTITIONER)
    page = client.get(f"/plans/{made.plan_id}").text
    address = page.split('hx-get="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    assert client.get(address).status_code == 204
    queries = count_queries(made.app, lambda: client.get(address))
    portal, bare = milliseconds(lambda: client.get(address), 60), peers(b"")[0]
    print(f"{kind:10} {queries} queries, {portal:.2f} ms, {portal / bare:.1f} times a bare view")


def pdf(made: Scene) -> None:
    with made.app.database.reading() as session:
        plan = session.get_one(Plan, made.plan_id)
        facts = {"reference": "B-1", "organisation": "The Trust", "practitioner": "Dr Bench", "status": "Draft"}
        facts |= {"made_at": plan.imported_at, "fingerprint": plan.current.fingerprint}
        taken = milliseconds(lambda: draft_pdf(plan.content, **facts), 3)
    print(f"PDF of 200 clauses: {taken:.0f} ms")


if __name__ == "__main__":
    print("The plan page: clauses/open suggestions/comments, in process")
    print("database    size            queries        kB portal ms  bare ms ready ms  to bare to ready")
    with databases() as new:
        middle = {}
        for size in SIZES:
            for kind, url in new().items():
                made = scene(url, *size)
                measure(kind, made, size)
                if size == SIZES[1]:
                    middle[kind] = made
        among_others(middle["SQLite"])
        print("\nNews when nothing has changed")
        for kind, made in middle.items():
            news(kind, made)
        print()
        pdf(middle["SQLite"])
        weights = {name: len(gzip.compress((STATIC / name).read_bytes())) / 1000 for name in SCRIPTS}
        print(f"Script, compressed: {sum(weights.values()):.1f} kB {weights}")
