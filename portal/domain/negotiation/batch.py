"""What stands open on a plan while changes take effect: read once, for one change or for many at once."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, lazyload, selectinload

from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import keys_under
from portal.domain.proposals.kinds.amendment import Amendment, numbers_taken
from portal.domain.proposals.proposal import Proposal, ProposalKind, answer_links, chain_of
from portal.domain.proposals.version import Outcome, ProposalVersion
from portal.domain.talk.thread import Thread


@dataclass
class Batch:
    """The changes that take effect at the same moment, and all that they may touch.

    `revision` is what the plan says by now; `open` are the changes without an outcome, private ones too; `threads` are
    those about each reworded clause; `taken` and `links` are as `numbers_taken` and `answer_links` give them.
    """

    revision: Revision
    agreed: Set[uuid.UUID]
    open: Sequence[Proposal]
    threads: Mapping[str, Sequence[Thread]]
    taken: Set[str]
    links: Sequence[tuple[uuid.UUID, uuid.UUID]]

    def beside(self, keys: Set[str], chain: Set[uuid.UUID]) -> Iterator[Proposal]:
        """The open changes, but for the other words of clauses that are not among `keys`."""
        for one in self.open:
            if one.kind is not ProposalKind.REWORD or one.target() in keys or one.id in chain:
                yield one


def batch_of(session: Session, plan: Plan, agreed: Collection[Proposal]) -> Batch:
    """What these changes may touch when they take effect one after the other, with nothing else between them."""
    revision, links = plan.current, answer_links(session, plan.id)
    keys = {key for one in agreed for key in touched(revision.content, one.target())}
    chains = {linked for one in agreed for linked in chain_of(one.id, links)}
    reworded = {one.target() for one in agreed if one.kind is ProposalKind.REWORD and not one.part}
    return Batch(
        revision=revision,
        agreed={one.id for one in agreed},
        open=_open_changes(session, plan, keys, chains),
        threads=_threads(session, plan, reworded),
        taken=numbers_taken(session, plan),
        links=links,
    )


def touched(content: Content, key: str) -> set[str]:
    """The keys of all that a change of this clause or stage can touch: itself, and what stands under it."""
    return keys_under(content, key) | {key}


def _open_changes(session: Session, plan: Plan, keys: Set[str], chains: Set[uuid.UUID]) -> Sequence[Proposal]:
    """Every change without an outcome, but for the other words of clauses that are not among `keys`."""
    near = Proposal.kind != ProposalKind.REWORD, Amendment.clause_key.in_(keys), Proposal.id.in_(chains)
    wanted = (
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Outcome.id.is_(None), or_(*near))
        .options(selectinload(Proposal.versions).selectinload(ProposalVersion.assents))
    )
    return session.scalars(wanted).all()


def _threads(session: Session, plan: Plan, clause_keys: Set[str]) -> Mapping[str, Sequence[Thread]]:
    """The conversations about these clauses, by the key of the clause."""
    wanted = select(Thread).where(Thread.plan_id == plan.id, Thread.clause_key.in_(clause_keys))
    found: dict[str, list[Thread]] = {}
    for thread in session.scalars(wanted.options(lazyload("*"), selectinload(Thread.anchors))):
        found.setdefault(thread.clause_key, []).append(thread)
    return found
