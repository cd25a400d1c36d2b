"""Every revision of a plan with who, when, why and its redline, in a fixed number of SQL queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.cases.case import Membership, Side
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event, Finding, Stream
from portal.domain.talk.thread import audiences_of
from portal.queries.proposals.changes import Change, change_of


@dataclass(frozen=True)
class RevisionStep:
    """One revision, with the change that made it; None where PSR issued the plan."""

    revision: Revision
    change: Change | None


def history(session: Session, plan: Plan) -> list[RevisionStep]:
    """The plan's revisions, the newest first."""
    wanted = select(Revision).where(Revision.plan_id == plan.id).order_by(Revision.number.desc())
    revisions = session.scalars(wanted).all()
    proposals = _proposals(session, [one.proposal_id for one in revisions if one.proposal_id])
    before = [*revisions[1:], *revisions[-1:]]
    return [
        _step(revision, proposals.get(revision.proposal_id), earlier.content)
        for revision, earlier in zip(revisions, before, strict=True)
    ]


def streams_of(side: Side) -> list[Stream]:
    """The streams of the record that this side may see."""
    return [Stream(audience.value) for audience in audiences_of(side)]


def record_of(session: Session, case_id: UUID, member: Membership) -> tuple[Sequence[Event], list[Finding]]:
    """The events this member may see, by stream, and what checking each chain found."""
    streams = streams_of(member.side)
    return record.events(session, case_id, streams), record.check(session, case_id, streams)


def _proposals(session: Session, ids: list[UUID]) -> dict[UUID | None, Proposal]:
    return {one.id: one for one in session.scalars(select(Proposal).where(Proposal.id.in_(ids)))}


def _step(revision: Revision, proposal: Proposal | None, content: Content) -> RevisionStep:
    return RevisionStep(revision, change_of(proposal, content) if proposal else None)
