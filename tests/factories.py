"""People, a case and a small plan, and the acts of the story in one line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.database import Database
from portal.domain import discussion, keeping, negotiation, questions, safety, signing
from portal.domain.agreement import Agreement
from portal.domain.amendment import Addition, Amendment, Move, Removal
from portal.domain.bundle import Bundle, put_forward_together
from portal.domain.case import Case, Membership, Profession, Role
from portal.domain.content import Clause, Content, Stage
from portal.domain.drafting import Author
from portal.domain.people import Person
from portal.domain.plan import FirstSight, Plan, Revision
from portal.domain.programme import DurationChange, StageAmendment, StartChange
from portal.domain.proposal import Asker, Proposal
from portal.domain.safety import SafetyAction
from portal.domain.structure import Place, place_of
from portal.domain.thread import Audience, Thread
from portal.domain.version import AnswerKind, Caution
from portal.domain.withdrawal import PlanWithdrawal, withdraw_plan

PASSWORD = "a long enough password"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = QUICK.hash(PASSWORD)
OPENED = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
LIMIT, MOST = 20_000, 104

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


def suggest(
    story: Story, by: str = "practitioner", key: str = "supervision", text: str = "", reason: str = "It is clearer."
) -> Amendment:
    """New words for a paragraph, still private."""
    with story.acting() as session:
        words = text or WORDS[key].replace("practitioner", "doctor").replace("organisation", "trust")
        return story.author(session, by, reason).reword(key, words, limit=LIMIT)


def suggest_weeks(
    story: Story, by: str = "practitioner", key: str = "first", weeks: int = 6, reason: str = "Time to settle in."
) -> DurationChange:
    """Another length for a stage, still private."""
    with story.acting() as session:
        return story.author(session, by, reason).change_weeks(key, weeks, most=MOST)


def suggest_addition(
    story: Story, by: str = "practitioner", after: str = "supervision", text: str = "A deputy is named."
) -> Addition:
    """A new clause after another, of its kind, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        content = author.plan.content
        place = place_of(content, after)
        assert place
        kind = content.clause(after).kind
        return author.add(Place(place.parent, after), kind, text, limit=LIMIT, most_clauses=MOST)


def suggest_removal(story: Story, by: str = "practitioner", key: str = "supervision") -> Removal:
    """One clause less, still private."""
    with story.acting() as session:
        return story.author(session, by).remove(key)


def suggest_move(story: Story, place: Place, by: str = "practitioner", key: str = "supervision") -> Move:
    """A clause elsewhere, still private."""
    with story.acting() as session:
        return story.author(session, by).move(key, place)


def suggest_stage_words(
    story: Story, by: str = "practitioner", key: str = "first", part: str = "level", text: str = "Every list is shared"
) -> StageAmendment:
    """Other words for a stage, still private."""
    with story.acting() as session:
        return story.author(session, by).reword_stage(key, part, text, limit=LIMIT)


def suggest_start(story: Story, by: str = "practitioner", start: date = date(2026, 2, 2)) -> StartChange:
    """Another start, still private."""
    with story.acting() as session:
        return story.author(session, by).change_start(start)


def in_effect(story: Story, proposal: Proposal, by: str = "practitioner") -> Proposal:
    """A private suggestion of this person, put forward and agreed to by the other party."""
    put_forward(story, proposal, by)
    return agree(story, proposal, by="editor" if by == "practitioner" else "practitioner")


def put_forward(story: Story, proposal: Proposal, by: str = "practitioner") -> Proposal:
    with story.acting() as session:
        found = session.get_one(Proposal, proposal.id)
        by_whom = story.member(by, session)
        negotiation.put_forward(session, found, digest=found.latest.digest, by=by_whom, at=story.tick())
        return found


def sent(story: Story, by: str = "practitioner", key: str = "supervision", text: str = "") -> Proposal:
    """New words for a paragraph, put forward."""
    return put_forward(story, suggest(story, by, key, text), by)


def sent_weeks(story: Story, by: str = "practitioner", key: str = "first", weeks: int = 6) -> Proposal:
    """Another length for a stage, put forward."""
    return put_forward(story, suggest_weeks(story, by, key, weeks), by)


def agree(story: Story, proposal: Proposal, by: str = "editor") -> Proposal:
    with story.acting() as session:
        found = session.get_one(Proposal, proposal.id)
        by_whom = story.member(by, session)
        negotiation.assent(session, found, digest=found.latest.digest, by=by_whom, at=story.tick())
        return found


def decline(story: Story, proposal: Proposal, by: str = "editor", reason: str = "Weekly is too often.") -> Proposal:
    with story.acting() as session:
        found = session.get_one(Proposal, proposal.id)
        digest, by_whom = found.latest.digest, story.member(by, session)
        negotiation.decline(session, found, digest=digest, reason=reason, by=by_whom, at=story.tick())
        return found


def keep(
    story: Story,
    proposal: Proposal,
    by: str = "editor",
    reason: str = "Ask HR first.",
    kind: AnswerKind = AnswerKind.DECLINE,
    note: str = "",
) -> Proposal:
    """An answer kept for later."""
    with story.acting() as session:
        found = session.get_one(Proposal, proposal.id)
        by_whom, at = story.member(by, session), story.tick()
        negotiation.keep_answer(session, found, kind=kind, reason=reason, note=note, by=by_whom, at=at)
        return found


def keep_yes(story: Story, proposal: Proposal, by: str = "editor") -> Proposal:
    """A yes kept for later."""
    return keep(story, proposal, by, reason="", kind=AnswerKind.AGREE)


def caution(story: Story, proposal: Proposal, note: str = "Ask your GP first.") -> Caution:
    """The representative would ask first."""
    with story.acting() as session:
        found, by = session.get_one(Proposal, proposal.id), story.member("representative", session)
        return keeping.caution(session, found, note=note, by=by, at=story.tick())


def bundle(
    story: Story, *proposals: Proposal, by: str = "practitioner", note: str = "These belong together."
) -> Bundle:
    """Private suggestions, put forward together."""
    with story.acting() as session:
        found = [session.get_one(Proposal, one.id) for one in proposals]
        chosen, by_whom = [(one, one.latest.digest) for one in found], story.member(by, session)
        plan = story.present_plan(session)
        return put_forward_together(session, plan, chosen, note=note, by=by_whom, at=story.tick())


def thread(
    story: Story,
    by: str = "practitioner",
    audience: Audience = Audience.SHARED,
    key: str = "supervision",
    quote: str = "once a week",
    body: str = "Could this be by video?",
    occurrence: int = 0,
    must_settle: bool = False,
) -> Thread:
    """A conversation about words of a paragraph."""
    with story.acting() as session:
        return discussion.start_thread(
            session,
            story.present_plan(session),
            clause_key=key,
            quote=quote,
            occurrence=occurrence,
            body=body,
            audience=audience,
            by=story.member(by, session),
            at=story.tick(),
            must_settle=must_settle,
        )


def thread_on(
    story: Story,
    proposal: Proposal,
    by: str = "practitioner",
    audience: Audience = Audience.SHARED,
    body: str = "What would it cost?",
    must_settle: bool = False,
) -> Thread:
    """A conversation about a suggested change."""
    with story.acting() as session:
        found, member = session.get_one(Proposal, proposal.id), story.member(by, session)
        facts = {"body": body, "audience": audience, "must_settle": must_settle}
        return discussion.comment_on(session, found, by=member, at=story.tick(), **facts)


def ask(story: Story, proposal: Proposal, by: str = "editor", body: str = "Who would do it?") -> Thread:
    """A question about a suggested change."""
    with story.acting() as session:
        found, member = session.get_one(Proposal, proposal.id), story.member(by, session)
        return questions.ask(session, found, body=body, by=member, at=story.tick())


def reply(story: Story, talk: Thread, by: str = "practitioner", body: str = "The supervisor would.") -> None:
    with story.acting() as session:
        found, member = session.get_one(Thread, talk.id), story.member(by, session)
        discussion.reply(session, found, body=body, by=member, at=story.tick())


def settle(story: Story, talk: Thread, by: str = "practitioner") -> None:
    with story.acting() as session:
        found = session.get_one(Thread, talk.id)
        discussion.settle(session, found, by=story.member(by, session), at=story.tick())


def reopen(story: Story, talk: Thread, by: str = "practitioner") -> None:
    with story.acting() as session:
        found = session.get_one(Thread, talk.id)
        discussion.reopen(session, found, by=story.member(by, session), at=story.tick())


def freeze(story: Story, by: str = "editor") -> Agreement:
    """The final text, ready to sign."""
    with story.acting() as session:
        return signing.open_agreement(
            session,
            story.present_plan(session),
            obstacles=0,
            consequences=["consequences"],
            standard_agreement="agreement",
            by=story.member(by, session),
            at=story.tick(),
        )


def sign(story: Story, frozen: Agreement, by: str = "practitioner") -> Agreement:
    with story.acting() as session:
        found, member = session.get_one(Agreement, frozen.id), story.member(by, session)
        declared = ["I intend to sign."]
        digest, at = found.digest, story.tick()
        signing.sign(session, found, digest=digest, typed_name=member.name, statements=declared, by=member, at=at)
        return found


def signed(story: Story) -> Agreement:
    """The plan, agreed: both parties have signed."""
    frozen = sign(story, freeze(story), by="practitioner")
    return sign(story, frozen, by="signatory")


def varied(story: Story, key: str = "supervision", text: str = "") -> Proposal:
    """A change of an agreed plan, in effect: put forward by the practitioner, agreed to by the signatory."""
    return agree(story, sent(story, key=key, text=text), by="signatory")


def act_for_safety(
    story: Story, by: str = "editor", what: str = "Every case is seen first.", why: str = "Two were late."
) -> SafetyAction:
    """An action that the organisation has just taken."""
    with story.acting() as session:
        plan, member, at = story.present_plan(session), story.member(by, session), story.tick()
        return safety.take_safety_action(session, plan, what=what, why=why, from_when=at.date(), by=member, at=at)


def withdrawn(story: Story, by: str = "adviser", reason: str = "It went to the wrong people.") -> PlanWithdrawal:
    """The plan, taken back by PSR."""
    with story.acting() as session:
        plan, member = story.present_plan(session), story.member(by, session)
        return withdraw_plan(session, plan, reason=reason, by=member, at=story.tick())
