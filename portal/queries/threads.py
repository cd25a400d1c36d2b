"""The conversations that a reader may see; nobody else's leave a trace."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain.case import Membership
from portal.domain.plan import Plan
from portal.domain.proposal import Proposal
from portal.domain.thread import Audience, Thread, audiences_of

FILTERS: Mapping[str, tuple[str, Callable[[Thread], bool]]] = {
    "open": ("Open", lambda thread: thread.is_open),
    "must": ("Must be settled", lambda thread: thread.is_open and thread.must_settle),
    "questions": ("Questions", lambda thread: thread.is_open and thread.is_question),
    "private": ("Private", lambda thread: thread.is_open and thread.audience is not Audience.SHARED),
    "shared": ("Shared", lambda thread: thread.is_open and thread.audience is Audience.SHARED),
    "orphaned": ("Words gone", lambda thread: thread.is_open and thread.is_orphan),
    "settled": ("Settled", lambda thread: not thread.is_open),
}


@dataclass(frozen=True)
class Conversations:
    """The threads under one filter, and how many stand under each: (key, label, count) rows."""

    threads: Sequence[Thread]
    filters: Sequence[tuple[str, str, int]]


def conversations(session: Session, plan: Plan, member: Membership, *, show: str) -> Conversations:
    """The plan's threads for this reader under the filter `show`, and the counts of what this reader may see."""
    wanted = select(Thread).where(Thread.plan_id == plan.id, Thread.audience.in_(audiences_of(member.side)))
    found = session.scalars(wanted.order_by(Thread.at).options(selectinload(Thread.proposal))).all()
    _, chosen = FILTERS[show]
    counts = [(key, label, sum(map(fits, found))) for key, (label, fits) in FILTERS.items()]
    return Conversations([thread for thread in found if chosen(thread)], counts)


def threads_on(proposal: Proposal, member: Membership) -> Sequence[Thread]:
    """The conversations about a suggested change that this reader may see, the settled ones too."""
    session = Session.object_session(proposal)
    audiences = audiences_of(member.side)
    wanted = select(Thread).where(Thread.proposal_id == proposal.id, Thread.audience.in_(audiences))
    return session.scalars(wanted.order_by(Thread.at)).all() if session else []
