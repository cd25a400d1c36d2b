"""Other cases in the same database, each with a plan on which people have acted."""

import json
from typing import Any
from uuid import UUID, uuid4

from scene import NOW, Scene, content
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from portal.domain.base import Base
from portal.domain.cases.case import Case, Membership, Participation, Profession
from portal.domain.cases.roles import Role, Side
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Issue, Revision
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import Fit, ProposalVersion
from portal.domain.record import Event, Stream
from portal.domain.talk.thread import Anchor, Audience, Comment, Thread

DIGEST = "0" * 64
EACH = 3
ROLES = {Role.EDITOR: Side.ORGANISATION, Role.PRACTITIONER: Side.PRACTITIONER}
Rows = dict[type[Base], list[dict[str, Any]]]


def add_others(made: Scene, many: int) -> None:
    """So many more cases, all of two other people."""
    canonical = content(10).canonical()
    with made.app.database.writing() as session:
        people = {side: _somebody(session) for side in ROLES.values()}
        trust = session.get_one(Case, made.case_id).organisation_id
        for _ in range(many // 500 + 1):
            rows: Rows = {}
            for _ in range(min(500, many)):
                _add_one(rows, people, trust, canonical)
            many -= min(500, many)
            for kind, found in rows.items():
                session.execute(insert(kind.__table__), found)
    with made.app.database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))


def _add_one(rows: Rows, people: dict[Side, UUID], trust: UUID, canonical: str) -> None:
    def add(kind: type[Base], /, **facts: Any) -> Any:
        row = {"id": uuid4(), **facts}
        rows.setdefault(kind, []).append(row)
        return row["id"]

    names = {"organisation": "A trust", "practitioner": "Dr Other", "key_contact": "R. Malik"}
    facts = {"reference": uuid4().hex, "profession": Profession.DOCTOR, "opened_at": NOW, "organisation_id": trust}
    case = add(Case, **facts, **names)
    members = {}
    for role, side in ROLES.items():
        members[side] = add(Membership, case_id=case, person_id=people[side], side=side, begun_at=NOW)
        add(Participation, membership_id=members[side], side=side, role=role)
    plan = add(Plan, case_id=case, draft=canonical, drafted_by=Side.PSR, imported_at=NOW)
    by = members[Side.ORGANISATION]
    for side in ROLES.values():
        add(Issue, plan_id=plan, party=side.party, by_id=by, at=NOW)
    facts = {"canonical": canonical, "fingerprint": DIGEST, "made_at": NOW, "by_id": by, "proposal_id": None}
    revision = add(Revision, plan_id=plan, number=1, **facts)
    for number in range(1, EACH + 1):
        _add_acts(add, case, plan, revision, by, number)


def _somebody(session: Session) -> UUID:
    return Person.register(
        session, email=f"{uuid4().hex}@example.org", name="Somebody", password="a long password", at=NOW
    ).id


def _add_acts(add: Any, case: Any, plan: Any, revision: Any, by: Any, number: int) -> None:
    event = {"body": json.dumps({"seq": number}), "prev_hash": f"{number - 1:064}", "hash": f"{number:064}"}
    add(Event, case_id=case, stream=Stream.SHARED, seq=number, **event)
    key, facts = f"p1-{number}", {"put_forward_at": NOW, "put_forward_by_id": by, "created_at": NOW, "reason": "Why."}
    proposal = add(
        Proposal, plan_id=plan, kind=ProposalKind.REWORD, side=Side.ORGANISATION, by_id=by, number=number, **facts
    )
    add(Rewording, id=proposal, clause_key=key, clause_part="", clause_kind="")
    words = {
        "before": "a",
        "after": "b",
        "stored_edits": "[]",
        "stored_flags": "[]",
        "terms": '{"place": ""}',
        "suggestion": "",
    }
    facts = {"base_revision_id": revision, "digest": DIGEST, "by_id": by, "made_at": NOW}
    add(ProposalVersion, proposal_id=proposal, number=1, fit=Fit.WRITTEN, **words, **facts)
    facts = {"must_settle": False, "is_question": False}
    thread = add(Thread, plan_id=plan, clause_key=key, audience=Audience.SHARED, quote="b", by_id=by, at=NOW, **facts)
    add(Anchor, thread_id=thread, number=1, revision_id=revision, start=0, end=1)
    add(Comment, thread_id=thread, number=1, body="Who?", by_id=by, at=NOW)
