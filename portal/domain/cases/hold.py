"""PSR pauses a case: turns, clocks and letters rest, for a reason that PSR's advisers alone know (design: people)."""

import enum
import uuid
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Fault, Identified, Refused, expect_none, words
from portal.domain.cases import events
from portal.domain.cases.case import Case, Membership
from portal.domain.dates import london_day

ALREADY = "This case is paused already."
GOES_ON = "This case is not paused."
ANEW = "The case has been paused anew since you opened this page. Read why, and choose again."
NO_REASON = Fault("Choose why the case is paused. Only PSR’s advisers see it.", "why")
PAST = Fault("Give a day from today on, when PSR looks at it again.", "look_again")
STANDING = text("ended_at IS NULL")


class Why(enum.Enum):
    """Why a case is paused."""

    ILLNESS = "illness"
    DEATH = "a death"
    LEGAL = "legal proceedings"
    OTHER = "something else"


class Hold(Identified, Base):
    """One pause of a case. A case has one at a time; `look_again` is the day on which PSR looks at it again."""

    __tablename__ = "hold"
    __table_args__ = (
        Index("ix_hold_standing", "case_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    why: Mapped[Why] = mapped_column(words(Why))
    note: Mapped[str] = mapped_column(Text)
    look_again: Mapped[date]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    case: Mapped[Case] = relationship()


def pause(
    session: Session, case: Case, *, why: Why | None, note: str, look_again: date | None, by: Membership, at: datetime
) -> Hold:
    """Pause the case. Everybody on it learns that it is paused; why, and the note, are in no stream of the record.

    Raises Refused without a reason, for a day that is past, and while the case is paused.
    """
    if case.paused_at:
        raise Refused(ALREADY)
    expect_none(_missing(why, look_again, at))
    hold = Hold(case=case, why=why, note=note, look_again=look_again, by_id=by.id, at=at)
    case.paused_at = at
    session.add(hold)
    session.flush()
    case.tell(session, record.Stream.SHARED, events.CASE_PAUSED, by=by, subject=hold.id, at=at)
    return hold


def look_later(
    session: Session, case: Case, *, seen: uuid.UUID | None, look_again: date | None, by: Membership, at: datetime
) -> None:
    """Say on which day PSR looks at it again; `seen` is the pause that the page showed.

    Raises Refused for a day that is past, and unless that pause stands.
    """
    hold = _expect_hold(session, case, seen)
    expect_none([] if look_again and look_again >= london_day(at) else [PAST])
    hold.look_again = look_again or hold.look_again
    told = {"look_again": hold.look_again.isoformat()}
    case.tell(session, record.Stream.PSR, events.PAUSE_LOOKED_AT, by=by, subject=hold.id, at=at, values=told)


def go_on(session: Session, case: Case, *, seen: uuid.UUID | None, by: Membership, at: datetime) -> None:
    """Let the case go on. The days of the pause count for nobody; `seen` is the pause that the page showed.

    Raises Refused unless that pause stands: whoever has read why it was paused knows nothing of a later reason.
    """
    hold = _expect_hold(session, case, seen)
    hold.ended_at, case.paused_at = at, None
    case.tell(session, record.Stream.SHARED, events.CASE_GOES_ON, by=by, subject=hold.id, at=at)


def hold_of(session: Session, case: Case) -> Hold | None:
    """The pause that stands; None while the case goes on."""
    if case.paused_at is None:
        return None
    return session.scalar(select(Hold).where(Hold.case_id == case.id, Hold.ended_at.is_(None)))


def _expect_hold(session: Session, case: Case, seen: uuid.UUID | None) -> Hold:
    hold = hold_of(session, case)
    if hold is None:
        raise Refused(GOES_ON)
    if hold.id != seen:
        raise Refused(ANEW)
    return hold


def _missing(why: Why | None, look_again: date | None, at: datetime) -> Iterator[Fault]:
    if why is None:
        yield NO_REASON
    if look_again is None or look_again < london_day(at):
        yield PAST
