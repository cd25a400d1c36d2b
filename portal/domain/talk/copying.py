"""Putting forward a copy: the only way in which something private becomes known to more people (design §6)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.talk import events
from portal.domain.talk.discussion import tell
from portal.domain.talk.quiet import expect_may_comment
from portal.domain.talk.thread import Anchor, Audience, Comment, CommentCopy, Thread, audiences_about, wider

NOTHING_CHOSEN = "Choose the comments that you want to put forward."


def copyable(thread: Thread, by: Membership) -> Sequence[Comment]:
    """What was written on one's own side, and PSR did not fold: only that is one's own to put forward."""
    own = {member.id for member in by.case.memberships if member.side is by.side}
    return [comment for comment in thread.comments if comment.by_id in own and comment.fold is None]


def audiences_beyond(thread: Thread, by: Membership) -> list[Audience]:
    """Whom a copy can be shown to; nobody, while the suggestion that the thread is about has not been sent."""
    possible = audiences_about(thread.proposal, by)
    return [audience for audience in wider(thread.audience, by.side) if audience in possible]


def put_forward_copy(
    session: Session,
    thread: Thread,
    *,
    comments: Collection[UUID],
    audience: Audience,
    by: Membership,
    at: datetime,
) -> Thread:
    """Start a new thread for more readers, with copies of the chosen comments and no trace of the others.

    A copy has its author's name, the time of copying, and the name of who put it forward.
    """
    chosen = [comment for comment in copyable(thread, by) if comment.id in comments]
    if not chosen:
        raise Refused(NOTHING_CHOSEN, "comments")
    if audience not in audiences_beyond(thread, by):
        raise Refused("Choose who can see the copy.", "audience")
    expect_may_comment(by, audience, at)
    copy = Thread(
        plan=thread.plan,
        clause_key=thread.clause_key,
        proposal=thread.proposal,
        audience=audience,
        quote=thread.quote,
        health=thread.health,
        by_id=by.id,
        at=at,
        anchors=anchored_now(thread),
        comments=[_copied(comment, number, by, at) for number, comment in enumerate(chosen, start=1)],
    )
    session.add(copy)
    session.flush()
    said = {f"body_{number}": comment.body for number, comment in enumerate(chosen, start=1)}
    tell(session, copy, events.THREAD_STARTED, by, at, copy.facts | said)
    tell(session, thread, events.COMMENTS_COPIED, by, at, {"thread": str(copy.id)})
    return copy


def _copied(comment: Comment, number: int, by: Membership, at: datetime) -> Comment:
    return Comment(number=number, body=comment.body, by_id=comment.by_id, at=at, copy=CommentCopy(by_id=by.id))


def anchored_now(thread: Thread) -> list[Anchor]:
    """Where its words stand now; nothing of where they stood before, which would tell how old the private talk is."""
    if thread.is_orphan:
        return [Anchor(number=1, revision=thread.plan.current)]
    if thread.place is None:
        return []
    start, end = thread.place
    return [Anchor(number=1, revision=thread.plan.current, start=start, end=end)]
