"""The questions that stop the clock on a suggested change, and whom it waits for because of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Protocol
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party, Side
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Fit, ProposalVersion
from portal.domain.talk.thread import Comment, Thread, is_settled


@dataclass(frozen=True)
class Question:
    """What a side asked about a change, and when its author's side first replied; both parties and PSR see it."""

    thread_id: UUID
    by_id: UUID
    side: Side
    at: datetime
    settled: bool
    answered_at: datetime | None

    @property
    def is_pending(self) -> bool:
        return self.answered_at is None and not self.settled


Questions = Mapping[UUID, Sequence[Question]]


def questions_about(session: Session, proposals: Sequence[Proposal]) -> Questions:
    """Every question about these changes by the change's id, the oldest first: one query."""
    asker, author = aliased(Membership), aliased(Membership)
    wanted = (
        select(
            Thread.proposal_id,
            Thread.id,
            Thread.by_id,
            asker.side,
            Thread.at,
            is_settled().label("settled"),
            func.min(Comment.at),
        )
        .join(asker, asker.id == Thread.by_id)
        .join(Proposal, Proposal.id == Thread.proposal_id)
        .outerjoin(author, and_(author.case_id == asker.case_id, author.side == Proposal.side))
        .outerjoin(Comment, and_(Comment.thread_id == Thread.id, Comment.by_id == author.id))
        .where(Thread.plan_id.in_({one.plan_id for one in proposals}), Thread.is_question)
        .where(Thread.proposal_id.in_([one.id for one in proposals]))
        .group_by(Thread.proposal_id, Thread.id, Thread.by_id, asker.side, Thread.at)
        .order_by(Thread.at)
    )
    found: dict[UUID, list[Question]] = defaultdict(list)
    for proposal_id, thread_id, by_id, side, at, settled, answered_at in session.execute(wanted):
        if proposal_id:
            found[proposal_id].append(Question(thread_id, by_id, side, at, settled, answered_at))
    return found


def asks(side: Side, asked: Sequence[Question]) -> bool:
    """Whether this side waits for a reply to its question."""
    return any(one.is_pending and one.side is side for one in asked)


def is_asked(asked: Sequence[Question]) -> bool:
    """Whether any question about it has no reply yet."""
    return any(one.is_pending for one in asked)


class Waiting(Protocol):
    """A suggested change as it stands, or stood: what tells whom it waits for."""

    @property
    def side(self) -> Side: ...
    @property
    def waits_for_its_author(self) -> bool: ...

    def awaits(self, party: Party | None) -> bool: ...


def waits_for(proposal: Waiting, side: Side, asked: Sequence[Question]) -> bool:
    """Whether a change that was sent waits for this side.

    An open one waits for each party that has not said yes, its author's too; while a party's question is unanswered it
    waits for its author's side instead. One that no longer fits waits for its author's side.
    """
    if proposal.waits_for_its_author:
        return proposal.side is side
    if side is proposal.side:
        return is_asked(asked) or proposal.awaits(side.party)
    return proposal.awaits(side.party) and not asks(side, asked)


def waits_since(proposal: Proposal, side: Side, asked: Sequence[Question]) -> datetime:
    """Since when it waits for this side; a reply to the side's question starts its clock again."""
    if proposal.waits_for_its_author:
        return _unfit_since(proposal)
    if side is proposal.side:
        yes_since = [_answerable_since(proposal)] if proposal.awaits(side.party) else []
        return min(yes_since + [one.at for one in asked if one.is_pending])
    replies = [one.answered_at for one in asked if one.side is side and one.answered_at]
    return max([_answerable_since(proposal), *replies])


def _answerable_since(proposal: Proposal) -> datetime:
    """When the words that stand now were sent; after the plan had changed, when its author stood by them."""
    latest = proposal.latest
    stood_by = latest.confirmation.at if latest.confirmation else latest.made_at
    return max(proposal.put_forward_at or proposal.created_at, stood_by)


def _unfit_since(proposal: Proposal) -> datetime:
    """When it first stopped fitting, however often it was fitted again since its author last stood by it."""
    unread = takewhile(lambda one: not _stood_by(one), reversed(proposal.versions))
    return min(one.made_at for one in unread)


def _stood_by(version: ProposalVersion) -> bool:
    return version.fit is Fit.WRITTEN or version.confirmation is not None
