"""What stands between a draft and its signing (002 §7.3–7.4)."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.case import Party
from portal.domain.content import Clause
from portal.domain.plan import Plan
from portal.domain.proposal import Proposal, Status
from portal.domain.thread import Audience, Thread, is_settled
from portal.domain.version import Outcome

PLACEHOLDER = re.compile(
    r"\[[^\]]*\]|_{3,}|\bTB[CA]\b|\bto be (?:confirmed|named|agreed)(?=\s*(?:[.,;:)]|$))|\bnot yet named\b",
    re.IGNORECASE,
)
DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)


@dataclass(frozen=True)
class Obstacle:
    """One thing in the way: a sentence, and the anchor on the plan page, or the thread, where it can be settled."""

    sentence: str
    anchor: str
    thread_id: UUID | None = None


def obstacles(session: Session, plan: Plan, *, readable: set[Audience]) -> list[Obstacle]:
    """All that must be settled before the text can be frozen; private threads count for their own readers only."""
    return [*_open_proposals(session, plan), *_unsettled(session, plan, readable), *_placeholders(plan)]


def calls_itself_draft(plan: Plan) -> list[Clause]:
    """The clauses whose words call the plan a draft: the parties decide about each (002 §7.4)."""
    return [clause for _, clause in plan.content.walk() if DRAFT.search(clause.text)]


def _open_proposals(session: Session, plan: Plan) -> list[Obstacle]:
    found = session.scalars(
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Proposal.number.is_not(None), Outcome.id.is_(None))
        .order_by(Proposal.number)
    )
    return [Obstacle(f"Suggested change {one.number} {_waits_for(one)}.", f"change-{one.number}") for one in found]


def _waits_for(proposal: Proposal) -> str:
    """What has to happen to it next, and by whom."""
    case = proposal.plan.case
    if proposal.status is not Status.OPEN:
        author = case.name_of(proposal.side.party) if proposal.side.party else "PSR"
        return f"waits for {author} to look at it again, because the words of the plan changed"
    silent = [case.name_of(party) for party in Party if not proposal.assented(party)]
    return f"waits for the answer of {' and of '.join(silent)}"


def _unsettled(session: Session, plan: Plan, readable: set[Audience]) -> list[Obstacle]:
    found = session.execute(
        select(Thread.id, Thread.clause_key, Thread.proposal_id, Proposal.number)
        .outerjoin(Proposal, Proposal.id == Thread.proposal_id)
        .where(Thread.plan_id == plan.id, Thread.must_settle, ~is_settled(), Thread.audience.in_(readable))
        .order_by(Thread.at)
    )
    labels = {clause.key: clause.label for _, clause in plan.content.walk()}
    return [
        Obstacle(f"A conversation about {_change(number)} must be settled.", "", thread_id)
        if proposal_id
        else Obstacle(f"A conversation about paragraph {labels.get(key, '')} must be settled.", f"clause-{key}")
        for thread_id, key, proposal_id, number in found
    ]


def _change(number: int | None) -> str:
    return f"suggested change {number}" if number else "a suggestion of your side"


def _placeholders(plan: Plan) -> list[Obstacle]:
    found = ((clause, PLACEHOLDER.search(clause.text)) for _, clause in plan.content.walk())
    return [
        Obstacle(f"Paragraph {clause.label} has a gap to fill: “{gap.group()}”.", f"clause-{clause.key}")
        for clause, gap in found
        if gap
    ]
