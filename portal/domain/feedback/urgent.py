"""What cannot wait until a review is issued: an urgent point, sent at once, which the organisation acknowledges."""

import uuid
from collections.abc import Sequence, Set
from datetime import datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.feedback import events
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import expect_reviewer, tell_as_one

NO_TEXT = Fault("Say what is urgent.", "urgent")
NO_CALL = Fault("Say who was telephoned, or why nobody could be reached yet.", "telephoned")
HEARD_ALREADY = "Your organisation has said already that it has this point."
NO_WORDS = "Say what you do about it."


class UrgentPoint(Identified, Base):
    """One point that went to the organisation at once: what is urgent, and who was also telephoned about it."""

    __tablename__ = "feedback_urgent_point"
    __table_args__ = APPEND_ONLY

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_request.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    telephoned: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    case: Mapped[Case] = relationship()
    request: Mapped[FeedbackRequest] = relationship(lazy="joined", innerjoin=True)
    heard: Mapped["UrgentHeard | None"] = relationship(lazy="selectin")

    @property
    def readers(self) -> Set[Side]:
        return {Side.ORGANISATION, Side.PSR}


class UrgentHeard(Identified, Base):
    """The organisation has an urgent point, and says what it does about it."""

    __tablename__ = "feedback_urgent_heard"
    __table_args__ = APPEND_ONLY

    point_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_urgent_point.id"), unique=True)
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def urgent_points_of(session: Session, request: FeedbackRequest) -> Sequence[UrgentPoint]:
    """The urgent points about one request, the newest first."""
    wanted = select(UrgentPoint).filter_by(request_id=request.id).order_by(UrgentPoint.at.desc())
    return session.scalars(wanted).unique().all()


def send_urgent_point(
    session: Session, request: FeedbackRequest, *, text: str, telephoned: str, by: Membership, at: datetime
) -> UrgentPoint:
    """Send an urgent point to the organisation at once, whatever the review says so far.

    Raises Refused for who does not review it, and naming each field for what is missing.
    """
    expect_reviewer(request, by)
    expect_none(fault for fault, said in ((NO_TEXT, text), (NO_CALL, telephoned)) if not said.strip())
    point = UrgentPoint(case=request.case, request=request, text=text, telephoned=telephoned, by_id=by.id, at=at)
    session.add(point)
    session.flush()
    point.case.tell(session, record.Stream.PSR, events.URGENT_POINT_NOTED, by=by, subject=point.id, at=at)
    values = {"text": text, "telephoned": telephoned}
    tell_as_one(session, point.case, events.URGENT_POINT_SENT, point.id, at, values)
    return point


def hear_urgent_point(session: Session, point: UrgentPoint, *, words: str, by: Membership, at: datetime) -> None:
    """Say for the organisation that it has an urgent point, and what it does. Raises Refused once somebody has."""
    if point.heard:
        raise Refused(HEARD_ALREADY)
    if not words.strip():
        raise Refused(NO_WORDS, "urgent_done")
    point.heard = UrgentHeard(words=words, by_id=by.id, at=at)
    session.flush()
    stream, values = record.Stream.ORGANISATION_PSR, {"words": words}
    point.case.tell(session, stream, events.URGENT_POINT_HEARD, by=by, subject=point.id, at=at, values=values)
