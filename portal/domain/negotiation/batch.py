"""What stands open on a plan while changes take effect: read once, for one change or for many at once."""

import uuid
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import keys_under
from portal.domain.proposals.kinds.clause_change import ClauseChange
from portal.domain.proposals.kinds.remove import numbers_used
from portal.domain.proposals.proposal import Proposal, answer_links, chain_of, class_of
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import Outcome, ProposalVersion

LOCAL = [kind for kind in ProposalKind if class_of(kind).is_local]


@dataclass(frozen=True)
class Batch:
    """The changes that take effect at the same moment, and all that they may touch.

    `revision` is what the plan says before; `beside` are the other changes that were sent and have no outcome: what is
    private to a side is neither read nor touched, so that nobody can tell by an answer what the other side prepares.
    """

    revision: Revision
    accepted: Sequence[Proposal]
    beside: Sequence[Proposal]
    used: Set[str]
    links: Sequence[tuple[uuid.UUID, uuid.UUID]]


def batch_of(session: Session, plan: Plan, accepted: Collection[Proposal]) -> Batch:
    """What these changes may touch when they take effect one after the other, with nothing else between them."""
    revision, links = plan.current, answer_links(session, plan.id)
    keys = {key for one in accepted for key in {*keys_under(revision.content, one.target()), one.target()}}
    chains = {linked for one in accepted for linked in chain_of(one.id, links)}
    ids = {one.id for one in accepted}
    beside = [one for one in _open_changes(session, plan, keys, chains) if one.id not in ids]
    return Batch(revision, list(accepted), beside, numbers_used(session, plan.id), links)


def _open_changes(session: Session, plan: Plan, keys: Set[str], chains: Set[uuid.UUID]) -> Sequence[Proposal]:
    """Every change that was sent and has no outcome, but for local ones about clauses that are not among `keys`."""
    near = Proposal.kind.not_in(LOCAL), ClauseChange.clause_key.in_(keys), Proposal.id.in_(chains)
    wanted = (
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Proposal.put_forward_at.is_not(None), Outcome.id.is_(None), or_(*near))
        .options(selectinload(Proposal.versions).selectinload(ProposalVersion.assents))
    )
    return session.scalars(wanted).all()
