"""The conversations that a reader may see; nobody else's leave a trace."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, raiseload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from portal.domain.cases.case import Membership
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.thread import Audience, Comment, Thread, audiences_of
from portal.domain.talk.whereabouts import locate
from portal.queries import Part, part_of

Fits = Callable[[Thread, Membership], bool]
FILTERS: Mapping[str, tuple[str, Fits]] = {
    "open": ("Open", lambda thread, reader: thread.is_open),
    "mine": ("Mine", lambda thread, reader: thread.is_open and _wrote(thread, reader)),
    "must": ("Must be settled", lambda thread, reader: thread.is_open and thread.must_settle),
    "questions": ("Questions", lambda thread, reader: thread.is_open and thread.is_question),
    "private": ("Private", lambda thread, reader: thread.is_open and thread.audience is not Audience.SHARED),
    "shared": ("Shared", lambda thread, reader: thread.is_open and thread.audience is Audience.SHARED),
    "orphaned": ("Words gone", lambda thread, reader: thread.is_open and thread.is_orphan),
    "settled": ("Settled", lambda thread, reader: not thread.is_open),
}


@dataclass(frozen=True)
class Conversations:
    """A page of the threads under one filter, and how many stand under each: (key, label, count) rows."""

    shown: Part[Thread]
    filters: Sequence[tuple[str, str, int]]


def conversations(
    session: Session, plan: Plan, member: Membership, *, show: str, number: int, size: int
) -> Conversations:
    """The plan's threads for this reader under the filter `show`, and the counts of what this reader may see."""
    wanted = select(Thread).where(Thread.plan_id == plan.id, Thread.audience.in_(audiences_of(member.side)))
    found = session.scalars(wanted.order_by(Thread.at).options(selectinload(Thread.proposal))).all()
    _find_words(session, plan.id, found)
    _, chosen = FILTERS[show]
    counts = [(key, label, sum(fits(one, member) for one in found)) for key, (label, fits) in FILTERS.items()]
    return Conversations(part_of([one for one in found if chosen(one, member)], number, size), counts)


def open_threads(
    session: Session, plan: Plan, member: Membership, shown: Sequence[Proposal], content: Content
) -> dict[str | UUID | None, list[Thread]]:
    """The open conversations this reader may see, by the suggested change shown that they are about, else by clause.

    What was said in them has to be read by `read_comments`.
    """
    changes = {one.id for one in shown}
    wanted = select(Thread).where(Thread.plan_id == plan.id, Thread.audience.in_(audiences_of(member.side)))
    parts = joinedload(Thread.anchors), joinedload(Thread.settlements), raiseload(Thread.comments)
    found: dict[str | UUID | None, list[Thread]] = defaultdict(list)
    everything = session.scalars(wanted.order_by(Thread.at).options(*parts)).unique()
    still_open = [thread for thread in everything if thread.is_open]
    _find_words(session, plan.id, still_open, content)
    for thread in still_open:
        found[thread.proposal_id if thread.proposal_id in changes else thread.clause_key].append(thread)
    return found


def read_comments(session: Session, threads: Sequence[Thread]) -> None:
    """Read all that was said in these conversations: one query."""
    wanted = select(Comment).where(Comment.thread_id.in_([one.id for one in threads])).order_by(Comment.number)
    said: dict[UUID, list[Comment]] = defaultdict(list)
    for comment in session.scalars(wanted) if threads else ():
        said[comment.thread_id].append(comment)
    for thread in threads:
        set_committed_value(thread, "comments", said[thread.id])


def threads_on(proposal: Proposal, member: Membership) -> Sequence[Thread]:
    """The conversations about a suggested change that this reader may see, the settled ones too."""
    session = Session.object_session(proposal)
    audiences = audiences_of(member.side)
    wanted = select(Thread).where(Thread.proposal_id == proposal.id, Thread.audience.in_(audiences))
    found = session.scalars(wanted.order_by(Thread.at)).all() if session else []
    if session:
        _find_words(session, proposal.plan_id, found)
    return found


def _find_words(session: Session, plan_id: UUID, threads: Sequence[Thread], content: Content | None = None) -> None:
    """Find out where the words of all these conversations stand now."""
    found = locate(session, plan_id, threads, content)
    for thread in threads:
        thread.known = found[thread.id]


def _wrote(thread: Thread, reader: Membership) -> bool:
    return any(comment.by_id == reader.id for comment in thread.comments)
