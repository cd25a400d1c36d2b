"""What stands between a draft and its signing (002 §7.3–7.4)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.roles import Party
from portal.domain.checks.dismissal import still_to_settle
from portal.domain.checks.finding import Finding
from portal.domain.plans.content import Content
from portal.domain.plans.places import clause_name
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Outcome
from portal.domain.talk.thread import Audience, Thread, is_settled


@dataclass(frozen=True)
class Obstacle:
    """One thing in the way: a sentence, and the anchor on the plan page, or the thread, where it can be settled.

    `finding` is what a check points at, where that is what stands in the way.
    """

    sentence: str
    anchor: str
    thread_id: UUID | None = None
    finding: Finding | None = None

    @property
    def is_keepable(self) -> bool:
        """Whether a party can decide that the words stay."""
        return self.finding is not None and self.finding.keepable


def obstacles(session: Session, plan: Plan, *, readable: set[Audience]) -> list[Obstacle]:
    """All that must be settled before the text can be frozen; private threads count for their own readers only."""
    in_words = [
        Obstacle(one.sentence, one.spot.anchor, finding=one) for one in still_to_settle(session, plan, plan.content)
    ]
    return [*_open_proposals(session, plan), *_unsettled(session, plan, readable), *in_words]


def _open_proposals(session: Session, plan: Plan) -> list[Obstacle]:
    found = session.scalars(
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Proposal.number.is_not(None), Outcome.id.is_(None))
        .order_by(Proposal.number)
    )
    asked = _asked(session, plan)
    return [
        Obstacle(f"Suggested change {one.number} {_waits_for(one, one.id in asked)}.", f"change-{one.number}")
        for one in found
    ]


def _asked(session: Session, plan: Plan) -> set[UUID | None]:
    """The changes about which a question has no reply yet."""
    questions = select(Thread).where(Thread.plan_id == plan.id, Thread.is_question)
    return {one.proposal_id for one in session.scalars(questions) if one.awaits_reply}


def _waits_for(proposal: Proposal, asked: bool) -> str:
    """What has to happen to it next, and by whom."""
    case = proposal.plan.case
    author = case.name_of(proposal.side.party) if proposal.side.party else "PSR"
    if proposal.waits_for_its_author:
        return f"waits for {author} to look at it again, because the words of the plan changed"
    if asked:
        return f"waits for the reply of {author} to a question"
    silent = [case.name_of(party) for party in Party if proposal.awaits(party)]
    return f"waits for the answer of {' and of '.join(silent)}"


def _unsettled(session: Session, plan: Plan, readable: set[Audience]) -> list[Obstacle]:
    found = session.execute(
        select(Thread.id, Thread.clause_key, Thread.proposal_id, Proposal.number)
        .outerjoin(Proposal, Proposal.id == Thread.proposal_id)
        .where(Thread.plan_id == plan.id, Thread.must_settle, ~is_settled(), Thread.audience.in_(readable))
        .order_by(Thread.at)
    )
    return [
        Obstacle(f"A conversation about {_change(number)} must be settled.", "", thread_id)
        if proposal_id
        else _about_clause(plan.content, key, thread_id)
        for thread_id, key, proposal_id, number in found
    ]


def _about_clause(content: Content, key: str, thread_id: UUID) -> Obstacle:
    """A talk about a paragraph is settled beside it, or by itself once the paragraph is gone."""
    sentence = f"A conversation about {clause_name(content, key)} must be settled."
    return Obstacle(sentence, f"clause-{key}") if content.clause(key) else Obstacle(sentence, "", thread_id)


def _change(number: int | None) -> str:
    return f"suggested change {number}" if number else "a suggestion of your side"
