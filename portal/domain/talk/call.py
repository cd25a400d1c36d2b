"""A call that somebody asks PSR for: a note with times, which only their own side and PSR can see (002 §7, 003)."""

import enum
import uuid
from collections.abc import Set
from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused, words
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.dates import london_day
from portal.domain.talk import events
from portal.domain.talk.thread import READERS, Audience

NO_TIMES = "Say when it would suit you, for example: Tuesday or Thursday after 5pm."


class StepKind(enum.Enum):
    """What happened after a call was asked for; a call that was tried is still to come."""

    SPOKE = "spoke"
    TRIED = "tried"
    TAKEN_BACK = "taken back"


ENDS = {StepKind.SPOKE, StepKind.TAKEN_BACK}


class CallRequest(Identified, Base):
    """Somebody of a side asks PSR to ring them: when it suits, on which number, and what about."""

    __tablename__ = "call_request"
    __table_args__ = APPEND_ONLY

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    side: Mapped[Side] = mapped_column(words(Side))
    times: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    case: Mapped[Case] = relationship()
    by: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)
    steps: Mapped[list["CallStep"]] = relationship(order_by="CallStep.at", lazy="selectin")

    @property
    def audience(self) -> Audience:
        """Who may know of it: its own side and PSR."""
        return Audience(f"{self.side.value}_psr")

    @property
    def readers(self) -> Set[Side]:
        return READERS[self.audience]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for PSR."""
        return not any(step.kind in ENDS for step in self.steps)


class CallStep(Identified, Base):
    """PSR spoke with whoever asked, or tried on a day; or the note was taken back."""

    __tablename__ = "call_step"
    __table_args__ = APPEND_ONLY

    call_request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call_request.id"), index=True)
    kind: Mapped[StepKind] = mapped_column(words(StepKind))
    day: Mapped[date]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def ask_for_call(
    session: Session, case: Case, *, times: str, phone: str, about: str, by: Membership, at: datetime
) -> CallRequest:
    """Leave PSR a note that asks for a call.

    Raises Refused for anyone who is on neither party's side, without times, and while a note of the same person waits.
    """
    if by.party is None:
        raise Refused("Only the two parties, and those beside them, ask PSR for a call.")
    if open_call_of(session, by):
        raise Refused("PSR has a note of yours already. To change it, take it back first, then leave another.")
    if not times.strip():
        raise Refused(NO_TIMES, "times")
    call = CallRequest(case=case, side=by.side, times=times, phone=phone, about=about, by=by, at=at)
    session.add(call)
    session.flush()
    _tell(session, call, events.CALL_ASKED, by, at, {"times": times, "phone": phone, "about": about})
    return call


def note_call(session: Session, call: CallRequest, *, spoke: bool, day: date, by: Membership, at: datetime) -> None:
    """Note for PSR that somebody spoke with whoever asked, or tried without an answer.

    Raises Refused once it is settled, and for a day before it was asked for or after today.
    """
    _expect_open(call)
    if not london_day(call.at) <= day <= london_day(at):
        raise Refused("Give a day from when the call was asked for until today.", "day")
    kind = StepKind.SPOKE if spoke else StepKind.TRIED
    _add(session, call, kind, events.CALL_MADE if spoke else events.CALL_TRIED, day, by, at)


def take_back_call(session: Session, call: CallRequest, *, by: Membership, at: datetime) -> None:
    """Take one's own note back: PSR need not ring.

    Raises Refused once it is settled, and for anyone but who asked.
    """
    if call.by_id != by.id:
        raise Refused("Only the person who asked for the call can take the note back.")
    _expect_open(call)
    _add(session, call, StepKind.TAKEN_BACK, events.CALL_TAKEN_BACK, london_day(at), by, at)


def open_call_of(session: Session, member: Membership) -> CallRequest | None:
    """The note of this member that still waits for PSR."""
    theirs = select(CallRequest).where(CallRequest.by_id == member.id).order_by(CallRequest.at.desc())
    return next((one for one in session.scalars(theirs).unique() if one.is_open), None)


def _expect_open(call: CallRequest) -> None:
    if not call.is_open:
        raise Refused("This note has been settled already.")


def _add(
    session: Session, call: CallRequest, kind: StepKind, event: record.Kind, day: date, by: Membership, at: datetime
) -> None:
    call.steps.append(CallStep(kind=kind, day=day, by_id=by.id, at=at))
    session.flush()
    _tell(session, call, event, by, at, {"day": day.isoformat()})


def _tell(
    session: Session, call: CallRequest, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> None:
    stream = record.Stream(call.audience.value)
    call.case.tell(session, stream, kind, by=by, subject=call.id, at=at, values=values)
