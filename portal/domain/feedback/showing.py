"""Whether the practitioner reads PSR's feedback: the organisation says so, and either answer is recorded."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused
from portal.domain.cases.case import Membership
from portal.domain.feedback import events
from portal.domain.feedback.review import FeedbackReview

NOT_SHARED = "The practitioner does not have the plan yet. Share it first."
SHOWN_ALREADY = "The practitioner reads it already. What somebody has read cannot be hidden again."


class FeedbackShowing(Identified, Base):
    """The organisation said whether the practitioner reads one review; the latest counts."""

    __tablename__ = "feedback_showing"
    __table_args__ = (UniqueConstraint("review_id", "number"), APPEND_ONLY)

    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_review.id"))
    number: Mapped[int]
    shown: Mapped[bool]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def show_feedback(
    session: Session, review: FeedbackReview, *, shown: bool, by: Membership, at: datetime
) -> FeedbackShowing | None:
    """Show a review to the practitioner, or say that they do not read it; None where that was said already.

    Raises Refused before the plan is shared, and for hiding what the practitioner reads already.
    """
    if not review.request.draft.is_issued:
        raise Refused(NOT_SHARED)
    said = showings_of(session, review)
    if said and said[-1].shown == shown:
        return None
    if review.is_shown:
        raise Refused(SHOWN_ALREADY)
    made = FeedbackShowing(review_id=review.id, number=len(said) + 1, shown=shown, by_id=by.id, at=at)
    session.add(made)
    review.is_shown = shown
    session.flush()
    kind = events.FEEDBACK_SHOWN if shown else events.FEEDBACK_KEPT_BACK
    stream = record.Stream.SHARED if shown else record.Stream.ORGANISATION_PSR
    review.case.tell(session, stream, kind, by=by, subject=review.id, at=at)
    return made


def showings_of(session: Session, review: FeedbackReview) -> Sequence[FeedbackShowing]:
    """What was said of it, the first first."""
    wanted = select(FeedbackShowing).where(FeedbackShowing.review_id == review.id)
    return session.scalars(wanted.order_by(FeedbackShowing.number)).all()
