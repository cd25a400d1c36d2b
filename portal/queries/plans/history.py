"""Every revision of a plan with who, when, why and its redline, in a fixed number of SQL queries."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.roles import Side
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Stream
from portal.domain.talk.thread import audiences_of
from portal.queries import Part
from portal.queries.proposals.changes import Change, change_of


@dataclass(frozen=True)
class RevisionStep:
    """One revision, with the change that made it; None where PSR issued the plan."""

    revision: Revision
    change: Change | None


def history(session: Session, plan: Plan, number: int, size: int) -> Part[RevisionStep]:
    """The page of this number of the plan's revisions, the newest first."""
    wanted = select(Revision).where(Revision.plan_id == plan.id).order_by(Revision.number.desc())
    found = session.scalars(wanted.offset((number - 1) * size).limit(size + 1)).all()
    proposals = _proposals(session, [one.proposal_id for one in found[:size] if one.proposal_id])
    before = [*found[1:], *found[-1:]]
    shown = list(zip(found, before, strict=True))[:size]
    steps = [_step(one, proposals.get(one.proposal_id), earlier.content) for one, earlier in shown]
    return Part(steps, number, len(found) > size)


def streams_of(side: Side) -> list[Stream]:
    """The streams of the record that this side may see."""
    return [Stream(audience.value) for audience in audiences_of(side)]


def _proposals(session: Session, ids: list[UUID]) -> dict[UUID | None, Proposal]:
    return {one.id: one for one in session.scalars(select(Proposal).where(Proposal.id.in_(ids)))}


def _step(revision: Revision, proposal: Proposal | None, content: Content) -> RevisionStep:
    return RevisionStep(revision, change_of(proposal, content) if proposal else None)
