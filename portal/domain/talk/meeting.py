"""A meeting of both parties with PSR, which either party can ask for when they cannot agree (002 §2.5, 003)."""

import enum
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan
from portal.domain.talk import events


class MeetingEnd(enum.Enum):
    """What became of a meeting that was asked for."""

    HELD = "held"
    NOT_HELD = "not held"
    TAKEN_BACK = "taken back"


TOLD_AS = {
    MeetingEnd.HELD: events.MEETING_HELD,
    MeetingEnd.NOT_HELD: events.MEETING_NOT_HELD,
    MeetingEnd.TAKEN_BACK: events.MEETING_TAKEN_BACK,
}


class MeetingRequest(OfPlan, Identified, Base):
    """A party asks PSR to meet both parties, and may say what about."""

    __tablename__ = "meeting_request"
    __table_args__ = APPEND_ONLY

    party: Mapped[Party] = mapped_column(words(Party))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    outcome: Mapped["MeetingOutcome | None"] = relationship(lazy="joined")


class MeetingOutcome(Identified, Base):
    """PSR met both on a day, or says why not; or the party no longer asks."""

    __tablename__ = "meeting_outcome"
    __table_args__ = (UniqueConstraint("meeting_request_id"), APPEND_ONLY)

    meeting_request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_request.id"))
    kind: Mapped[MeetingEnd] = mapped_column(words(MeetingEnd))
    day: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def ask_to_meet(session: Session, plan: Plan, *, words: str, by: Membership, at: datetime) -> MeetingRequest:
    """Ask PSR to meet both parties.

    Raises Refused for who speaks for no party, before issue, once the plan is closed, and while a meeting is asked for.
    """
    plan.expect_issued()
    plan.expect_standing()
    if by.voice is None:
        raise Refused("Only the parties themselves ask PSR to meet both.")
    waiting = [one for one in meetings_of(session, plan) if one.outcome is None]
    if waiting:
        raise Refused(f"{plan.case.name_of(waiting[0].party)} has asked PSR to meet both already.")
    meeting = MeetingRequest(plan=plan, party=by.voice, words=words, by_id=by.id, at=at)
    session.add(meeting)
    session.flush()
    _tell(session, meeting, events.MEETING_ASKED, by, at, {"words": words})
    return meeting


def settle_meeting(
    session: Session, meeting: MeetingRequest, kind: MeetingEnd, *, day: date, words: str, by: Membership, at: datetime
) -> None:
    """Say for PSR that it met both on a day, or why not; or, as the party that asked, that it need not.

    Raises Refused once it is settled, for a day before it was asked for or after today, without a reason where PSR does
    not meet both, and when another party takes it back.
    """
    meeting.plan.expect_standing()
    if meeting.outcome:
        raise Refused("This meeting has been settled already.")
    if (kind is MeetingEnd.TAKEN_BACK) is not (by.voice is meeting.party):
        raise Refused("PSR says what became of a meeting. Only the party that asked for it takes it back.")
    expect_none(_faults(meeting, kind, day, words, london_day(at)))
    meeting.outcome = MeetingOutcome(kind=kind, day=day, words=words, by_id=by.id, at=at)
    session.flush()
    _tell(session, meeting, TOLD_AS[kind], by, at, {"day": day.isoformat(), "words": words})


def _faults(meeting: MeetingRequest, kind: MeetingEnd, day: date, words: str, today: date) -> Iterator[Fault]:
    if not london_day(meeting.at) <= day <= today:
        yield Fault("Give a day from when the meeting was asked for until today.", "day")
    if kind is MeetingEnd.NOT_HELD and not words.strip():
        yield Fault("Say why, so that both parties can understand.", "words")


def meetings_of(session: Session, plan: Plan) -> Sequence[MeetingRequest]:
    """Every meeting that was asked for about this plan, the oldest first."""
    wanted = select(MeetingRequest).where(MeetingRequest.plan_id == plan.id).order_by(MeetingRequest.at)
    return session.scalars(wanted).all()


def _tell(
    session: Session, meeting: MeetingRequest, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> None:
    meeting.case.tell(session, record.Stream.SHARED, kind, by=by, subject=meeting.id, at=at, values=values)
