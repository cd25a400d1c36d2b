"""Up to where each person has read a plan: their own mark, which nobody else sees."""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, Refused
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.record import Stream

Seen = Mapping[Stream, int]

_PLACE = re.compile(r"([a-z_]+)\.([0-9]{1,9})", re.ASCII)


class ReadMark(Identified, Base):
    """A person said that they have read the plan as it stood at `revision`, and the record up to `seen`.

    Rows are added, and the newest counts. It is no event: whether somebody has read is not the other party's to know.
    """

    __tablename__ = "last_look"
    __table_args__ = (Index("ix_last_look_plan_id_membership_id", "plan_id", "membership_id"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    written_seen: Mapped[str] = mapped_column("seen", Text)
    at: Mapped[datetime]
    revision: Mapped[Revision] = relationship(lazy="joined", innerjoin=True)

    @property
    def seen(self) -> Seen:
        return read_seen(self.written_seen)


def write_seen(seen: Seen) -> str:
    """How far a reader has come in each stream that they may see, as an address carries it."""
    return "-".join(f"{stream.value}.{seq}" for stream, seq in seen.items())


def read_seen(written: str) -> Seen:
    """What `write_seen` wrote; whatever else stands there counts for nothing."""
    known = {stream.value: stream for stream in Stream}
    places = (_PLACE.fullmatch(part) for part in written.split("-"))
    return {known[place[1]]: int(place[2]) for place in places if place and place[1] in known}


def mark_as_read(session: Session, plan: Plan, *, revision: int, seen: Seen, by: Membership, at: datetime) -> ReadMark:
    """Note that this person has read the plan up to the revision with this number.

    Raises Refused when the plan has no such revision.
    """
    wanted = select(Revision).where(Revision.plan_id == plan.id, Revision.number == revision)
    shown = session.scalar(wanted)
    if shown is None:
        raise Refused("Open the page again, then mark the plan as read.")
    mark = ReadMark(plan_id=plan.id, membership_id=by.id, revision=shown, written_seen=write_seen(seen), at=at)
    session.add(mark)
    session.flush()
    return mark


def read_mark(session: Session, plan: Plan, member: Membership) -> ReadMark | None:
    """Up to where this person has read; None until they have said so."""
    theirs = select(ReadMark).where(ReadMark.plan_id == plan.id, ReadMark.membership_id == member.id)
    return session.scalar(theirs.order_by(ReadMark.at.desc()).limit(1))
