"""What one reader has not read yet: what took effect, and what others suggested, answered or said."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import ReadMark, Seen, read_mark
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Facts
from portal.domain.talk.events import COMMENTED, QUESTION_ASKED, THREAD_STARTED
from portal.domain.talk.thread import Comment, Thread
from portal.policy_of_sight import sees
from portal.queries.cases.names import names
from portal.queries.plans.comparison import ComparisonPage, comparison_page
from portal.queries.plans.history import streams_of
from portal.queries.plans.page_key import heads
from portal.queries.proposals.changes import Change, change_of
from portal.queries.record.news import News, news

BEGINNINGS = {THREAD_STARTED.name, QUESTION_ASKED.name}


@dataclass(frozen=True)
class Item:
    """One thing that others touched: a suggested change, a conversation with its new comments, or neither."""

    facts: list[Facts]
    change: Change | None
    thread: Thread | None
    comments: list[Comment]


@dataclass(frozen=True)
class SincePage:
    """What is new to one reader; `mark` is None until they have first said that they have read the plan."""

    mark: ReadMark | None
    took_effect: ComparisonPage
    items: list[Item]
    seen: Seen
    names: dict[UUID, str]

    def name(self, facts: Facts) -> str:
        """Who did this."""
        return self.names[UUID(facts.actor)]

    def named(self, facts: Facts) -> str:
        """Whom this concerned, where it was a person."""
        return self.names.get(UUID(facts.subject), "")


def since_page(session: Session, plan: Plan, member: Membership) -> SincePage:
    """Everything since the reader's own mark, or since the plan was issued."""
    mark = read_mark(session, plan, member)
    earlier = mark.revision.number if mark else 1
    took_effect = comparison_page(session, plan, member, (earlier, plan.current.number))
    assert took_effect
    found = news(session, plan, member, mark.seen if mark else {})
    return SincePage(
        mark=mark,
        took_effect=took_effect,
        items=_items(session, member, took_effect.later.content, found),
        seen={head.stream: head.seq for head in heads(session, plan.case_id, streams_of(member.side))},
        names=names(plan.case, member),
    )


def _items(session: Session, member: Membership, content: Content, found: Sequence[News]) -> list[Item]:
    ids = [one.subject for one in found]
    proposals = session.scalars(select(Proposal).where(Proposal.id.in_(ids)))
    threads = session.scalars(select(Thread).where(Thread.id.in_(ids)))
    changes = {one.id: change_of(one, content) for one in proposals if sees(member, one)}
    talks = {one.id: one for one in threads if sees(member, one)}
    return [_item(one, changes.get(one.subject), talks.get(one.subject)) for one in found]


def _item(one: News, change: Change | None, thread: Thread | None) -> Item:
    return Item(one.facts, change, thread, _said_by_others(one, thread.comments) if thread else [])


def _said_by_others(one: News, comments: Sequence[Comment]) -> list[Comment]:
    """The new comments: each event since tells of one, the newest of all; but a talk's first of all it began with."""
    replies = [facts for facts in one.acts if facts.kind == COMMENTED.name]
    earlier = len(comments) - len(replies)
    begun = comments[:earlier] if any(facts.kind in BEGINNINGS for facts in one.facts) else ()
    said = zip(comments[earlier:], replies, strict=True)
    return [*begun, *(comment for comment, facts in said if facts in one.facts)]
