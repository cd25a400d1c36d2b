"""People, a case and a small plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.database import Database
from portal.domain.cases.case import Case, Membership, Profession
from portal.domain.cases.roles import Role
from portal.domain.negotiation.authoring import Author
from portal.domain.people.person import Person
from portal.domain.plans.content import V2, Clause, Content, Review, Stage
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight, Revision
from portal.domain.proposals.proposal import Asker

PASSWORD = "a long enough password"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = QUICK.hash(PASSWORD)
OPENED = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
LIMIT, MOST = 20_000, 104


@dataclass(frozen=True)
class AtMost:
    """What a suggested change may measure in these tests."""

    max_clause_characters: int = LIMIT
    max_title_characters: int = 200
    max_label_characters: int = 60
    max_clauses: int = MOST
    max_fields: int = 10
    max_levels: int = 6
    max_stages: int = 4
    max_stage_weeks: int = MOST
    max_reviews: int = 5


LIMITS = AtMost()

ROLES = {role.name.lower(): role for role in Role}
STRANGER = "stranger"
WORDS = {
    "aim": "This plan supports the practitioner to return to safe practice within six months.",
    "supervision": "The supervisor will meet the practitioner once a week for 30 minutes.",
    "cases": "The practitioner will keep a record of twenty cases and discuss each one with the supervisor.",
    "consequences": "If progress is slow, the organisation will call a meeting before it takes any other step.",
}


def some_content() -> Content:
    """Three sections and four paragraphs, keyed as in `WORDS`, with stages `first` (4 weeks) and `second` (8)."""
    return Content(
        title="Return to safe practice",
        type="remediation",
        start="2026-01-05",
        stages=(
            Stage("first", "Close supervision", "Every case is seen", 4, "First review meeting"),
            Stage("second", "Lighter supervision", "One case in five is seen", 8, "Second review meeting"),
        ),
        clauses=(
            _section("purpose", "1", "Purpose", "aim"),
            _section("programme", "2", "Programme", "supervision", "cases"),
            _section("agreement", "3", "Agreement", "consequences"),
        ),
    )


def in_second_form() -> Content:
    """The same as plans are written now: `first` is reviewed in weeks 2 and 4, `second` at its end."""
    first, second = some_content().stages
    stages = (
        replace(first, review="", step="on site", reviews=(Review(2, "the supervisor"), Review(4, "everybody"))),
        replace(second, review="", step="looks back", reviews=(Review(8),)),
    )
    return replace(some_content(), stages=stages, schema=V2)


def _section(key: str, label: str, title: str, *paragraphs: str) -> Clause:
    numbered = enumerate(paragraphs, start=1)
    children = tuple(Clause(name, f"{label}.{number}", "paragraph", WORDS[name]) for number, name in numbered)
    return Clause(key, label, "section", title, children=children)


@dataclass
class Story:
    """One case with everybody on it, by short role name (`editor`, `practitioner`, …), and a `stranger`.

    With a `database`, each act below has its own transaction; otherwise all happen in `session`.
    """

    session: Session
    case: Case
    plan: Plan
    people: dict[str, Person]
    members: dict[str, Membership]
    database: Database | None = None
    at: datetime = OPENED

    @contextmanager
    def acting(self) -> Iterator[Session]:
        if self.database is None:
            yield self.session
        else:
            with self.database.writing() as session:
                yield session

    def tick(self) -> datetime:
        """The time, a minute later than last asked."""
        self.at += timedelta(minutes=1)
        return self.at

    def member(self, role: str, session: Session | None = None) -> Membership:
        """Who this is, in the session of an act."""
        return (session or self.session).get_one(Membership, self.members[role].id)

    def author(self, session: Session, by: str, reason: str = "It is clearer.") -> Author:
        member = self.member(by, session)
        asked_by = None if member.party else Asker.BOTH
        return Author(session, self.present_plan(session), member, self.tick(), reason, asked_by=asked_by)

    def present_plan(self, session: Session) -> Plan:
        return session.get_one(Plan, self.plan.id)

    def everybody_has_read_the_first_page(self) -> None:
        with self.acting() as session:
            for member in self.members.values():
                session.add(FirstSight(plan_id=self.plan.id, membership_id=member.id, at=self.tick()))

    def revisions(self) -> list[Revision]:
        """Every revision of the plan, oldest first."""
        with self.acting() as session:
            made = select(Revision).where(Revision.plan_id == self.plan.id)
            return list(session.scalars(made.order_by(Revision.number)))


def a_person(session: Session, name: str, **columns: object) -> Person:
    """An account at <name>@example.org with `PASSWORD`."""
    named = {
        "email": f"{name}@example.org",
        "name": f"Test {name.title()}",
        "password_hash": HASH,
        "created_at": OPENED,
    }
    person = Person(**(named | columns))
    session.add(person)
    session.flush()
    return person


def a_case(session: Session, issued: bool = True, content: Content | None = None, mark: str = "") -> Story:
    """A case with one person in each role, and a plan: issued to both parties, or still PSR's draft.

    With a `mark` of its own, each of many cases in one database has its own reference and people.
    """
    people = {
        name: a_person(session, name, email=f"{name}{mark}@example.org", opens_cases=name == "adviser")
        for name in [*ROLES, STRANGER]
    }
    case = Case.open(
        session,
        by=people["adviser"],
        reference=f"PSR/2025/0001{mark}",
        organisation="Harbour Trust",
        practitioner=people["practitioner"].name,
        profession=Profession.DOCTOR,
        key_contact=people["adviser"].name,
        at=OPENED,
    )
    added = {"by": case.memberships[0], "at": OPENED}
    members = {name: case.add(session, people[name], role, **added) for name, role in ROLES.items()}
    plan = Plan.from_draft(session, case=case, content=content or some_content(), by=members["adviser"], at=OPENED)
    if issued:
        plan.issue(session, by=members["adviser"], at=OPENED)
    return Story(session, case, plan, people, members)
