"""Every revision of a plan with who, when, why and its redline, in a fixed number of SQL queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectin_polymorphic

from portal.domain import record
from portal.domain.case import Membership
from portal.domain.discussion import audiences_of
from portal.domain.plan import Plan, Revision
from portal.domain.proposal import Amendment, DurationChange, Proposal
from portal.domain.record import Event, Finding, Stream
from portal.text import Run, runs


@dataclass(frozen=True)
class Step:
    """One revision: the change that made it, as it was stored; `proposal` is None where PSR issued the plan."""

    revision: Revision
    proposal: Proposal | None
    place: str
    runs: list[Run]


def history(session: Session, plan: Plan) -> list[Step]:
    """The plan's revisions, the newest first."""
    wanted = select(Revision).where(Revision.plan_id == plan.id).order_by(Revision.number.desc())
    revisions = session.scalars(wanted).all()
    proposals = _proposals(session, [one.proposal_id for one in revisions if one.proposal_id])
    return [_step(revision, proposals.get(revision.proposal_id)) for revision in revisions]


def streams_of(member: Membership) -> list[Stream]:
    """The streams of the record that this member's side may see."""
    return [Stream(audience.value) for audience in audiences_of(member.side)]


def record_of(session: Session, case_id: UUID, member: Membership) -> tuple[Sequence[Event], list[Finding]]:
    """The events this member may see, by stream, and what checking each chain found."""
    streams = streams_of(member)
    return record.events(session, case_id, streams), record.check(session, case_id, streams)


def _proposals(session: Session, ids: list[UUID]) -> dict[UUID | None, Proposal]:
    wanted = select(Proposal).where(Proposal.id.in_(ids))
    found = session.scalars(wanted.options(selectin_polymorphic(Proposal, [Amendment, DurationChange])))
    return {one.id: one for one in found}


def _step(revision: Revision, proposal: Proposal | None) -> Step:
    if proposal is None:
        return Step(revision, None, "", [])
    if isinstance(proposal, DurationChange):
        stage = revision.content.stage(proposal.stage_key)
        return Step(revision, proposal, f"the stage “{stage.title}”" if stage else "a stage", [])
    clause = revision.content.clause(proposal.target())
    words = list(runs(proposal.latest.before, proposal.latest.edits))
    return Step(revision, proposal, f"paragraph {clause.label}" if clause else "a paragraph", words)
