"""What happened on a case since somebody who advises a party last said something there to those they advise."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.negotiation.events import (
    ASSENTED,
    CAUTIONED,
    DECLINED,
    PROPOSAL_DRAFTED,
    PROPOSAL_PUT_FORWARD,
)
from portal.domain.plans.events import REVISION_MADE
from portal.domain.record import Event
from portal.domain.talk.events import COMMENTED, THREAD_STARTED
from portal.queries.plans.history import streams_of

ADVISING = [one.name for one in (THREAD_STARTED, COMMENTED, CAUTIONED, PROPOSAL_DRAFTED)]
COUNTED = {
    PROPOSAL_PUT_FORWARD.name: "suggested change",
    ASSENTED.name: "answer",
    DECLINED.name: "answer",
    REVISION_MADE.name: "new revision",
    THREAD_STARTED.name: "comment",
    COMMENTED.name: "comment",
}


@dataclass(frozen=True)
class Since:
    """When this member last advised, if they ever did, and how often each sort of thing happened since."""

    advised_at: datetime | None
    happened: Counter[str]


def since_advised(session: Session, members: Sequence[Membership]) -> Mapping[UUID, Since]:
    """By case, for each of these members who is a representative, within what they may see: two queries."""
    advisers = [one for one in members if one.has(Role.REPRESENTATIVE)]
    if not advisers:
        return {}
    last = _last_advised(session, advisers)
    after = [and_(Event.case_id == one.case_id, Event.at > last.get(one.case_id, "")) for one in advisers]
    streams, own = streams_of(advisers[0].side), [str(one.id) for one in advisers]
    wanted = (
        select(Event.case_id, Event.kind, func.count().label("times"))
        .where(or_(*after), Event.stream.in_(streams), Event.kind.in_(COUNTED), Event.actor.not_in(own))
        .group_by(Event.case_id, Event.kind)
    )
    happened: dict[UUID, Counter[str]] = {one.case_id: Counter() for one in advisers}
    for row in session.execute(wanted):
        happened[row.case_id][COUNTED[row.kind]] += row.times
    moments = {case_id: datetime.fromisoformat(at) for case_id, at in last.items()}
    return {case_id: Since(moments.get(case_id), counted) for case_id, counted in happened.items()}


def _last_advised(session: Session, advisers: Sequence[Membership]) -> Mapping[UUID, str]:
    """The moment of the newest thing that each of them said, by case, as the record writes it."""
    said = [and_(Event.case_id == one.case_id, Event.actor == str(one.id)) for one in advisers]
    wanted = select(Event.case_id, func.max(Event.at).label("last")).where(or_(*said), Event.kind.in_(ADVISING))
    return {row.case_id: row.last for row in session.execute(wanted.group_by(Event.case_id))}
