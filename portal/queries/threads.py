"""The conversations that a reader may see; nobody else's leave a trace."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.case import Membership
from portal.domain.discussion import Thread, audiences_of
from portal.domain.plan import Plan


def conversations(session: Session, plan: Plan, member: Membership, *, show: str) -> Sequence[Thread]:
    """The plan's threads for this reader: `show` is "open", "settled" or "orphaned" (their words are gone)."""
    wanted = select(Thread).where(Thread.plan_id == plan.id, Thread.audience.in_(audiences_of(member.side)))
    found = session.scalars(wanted.order_by(Thread.at)).all()
    if show == "settled":
        return [thread for thread in found if not thread.is_open]
    return [thread for thread in found if thread.is_open and (show == "open" or thread.is_orphan)]
