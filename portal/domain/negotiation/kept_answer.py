"""What a side keeps to itself before it answers: its answers for later, and its representative's advice."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.negotiation import events
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Caution, KeptAnswer, ProposalVersion


class Kept(NamedTuple):
    """The newest answer that a side keeps for a suggested change, and the version it was kept for."""

    proposal: Proposal
    answer: KeptAnswer

    @property
    def version(self) -> ProposalVersion:
        return next(one for one in self.proposal.versions if one.id == self.answer.version_id)

    @property
    def is_current(self) -> bool:
        """Whether it could be sent: the words are those it was kept for, and they wait for this side."""
        same = self.answer.version_id == self.proposal.latest.id
        return same and self.proposal.awaits(self.answer.side.party)


def kept_by(session: Session, plan: Plan, side: Side) -> list[Kept]:
    """The newest answer of this side to each suggested change that it keeps one for, by number."""
    rows = session.execute(
        select(Proposal, KeptAnswer)
        .join(ProposalVersion, ProposalVersion.proposal_id == Proposal.id)
        .join(KeptAnswer, KeptAnswer.version_id == ProposalVersion.id)
        .where(Proposal.plan_id == plan.id, KeptAnswer.side == side)
        .order_by(KeptAnswer.at)
    )
    newest = {proposal.id: Kept(proposal, answer) for proposal, answer in rows}
    return sorted(newest.values(), key=lambda kept: kept.proposal.number or 0)


def forget_answer(session: Session, proposal: Proposal, *, by: Membership, at: datetime) -> None:
    """Remove what one's side keeps for a change; Refused when there is nothing."""
    kept = session.scalars(
        select(KeptAnswer)
        .join(ProposalVersion, ProposalVersion.id == KeptAnswer.version_id)
        .where(ProposalVersion.proposal_id == proposal.id, KeptAnswer.side == by.side)
    ).all()
    if not kept:
        raise Refused("Your side keeps no answer to this change.")
    for answer in kept:
        session.delete(answer)
    session.flush()
    for version in proposal.versions:
        session.expire(version, ["kept"])
    _tell(session, proposal, events.ANSWER_REMOVED, by, at, "")


def caution(session: Session, proposal: Proposal, *, note: str, by: Membership, at: datetime) -> Caution:
    """Say to one's own side that one would ask before it answers; again, with another note.

    Raises Refused when the change does not wait for this side.
    """
    if by.voice is not None or by.party is None:
        raise Refused("Only a representative says this; your side's own answer can be kept for later.")
    if not proposal.awaits(by.party):
        raise Refused("This suggested change does not wait for your side's answer now.")
    for earlier in _own_cautions(session, proposal, by):
        session.delete(earlier)
    session.flush()
    said = Caution(proposal_id=proposal.id, side=by.side, note=note, by_id=by.id, at=at)
    session.add(said)
    session.flush()
    _tell(session, proposal, events.CAUTIONED, by, at, note)
    return said


def withdraw_caution(session: Session, proposal: Proposal, *, by: Membership, at: datetime) -> None:
    """No longer say that one would ask first; Refused when one has not said so."""
    said = _own_cautions(session, proposal, by)
    if not said:
        raise Refused("You have not said that you would ask first.")
    for one in said:
        session.delete(one)
    session.flush()
    _tell(session, proposal, events.CAUTION_REMOVED, by, at, "")


def cautions_of(session: Session, plan: Plan, side: Side) -> dict[uuid.UUID, list[Caution]]:
    """What this side's representatives would ask about first, by the id of the change."""
    wanted = select(Caution).join(Proposal, Proposal.id == Caution.proposal_id)
    wanted = wanted.where(Proposal.plan_id == plan.id, Caution.side == side).order_by(Caution.at)
    found: dict[uuid.UUID, list[Caution]] = {}
    for said in session.scalars(wanted):
        found.setdefault(said.proposal_id, []).append(said)
    return found


def _own_cautions(session: Session, proposal: Proposal, by: Membership) -> Sequence[Caution]:
    said = select(Caution).where(Caution.proposal_id == proposal.id, Caution.by_id == by.id)
    return session.scalars(said).all()


def _tell(session: Session, proposal: Proposal, kind: record.Kind, by: Membership, at: datetime, note: str) -> None:
    stream, values = record.Stream(by.side.value), {"note": note}
    proposal.plan.case.tell(session, stream, kind, by=by, subject=proposal.id, at=at, values=values)
