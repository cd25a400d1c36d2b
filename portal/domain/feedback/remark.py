"""A remark of a review: on a paragraph, on words in it, or on the whole plan; private to PSR until it is issued."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.feedback import events
from portal.domain.feedback.point import Point
from portal.domain.feedback.review import FeedbackReview, Remark, tell
from portal.domain.plans.content import Clause

NO_TEXT = Fault("Say what your point is.", "text")
NO_CLAUSE = Fault("This paragraph does not stand in the version that you review.", "clause_key")
NOT_THERE = Fault("These words do not stand in this paragraph. Copy them from it, or leave this empty.", "quote")
NO_PARAGRAPH = Fault("Words are suggested for one paragraph. Choose one, or leave this empty.", "suggested")
SAME_WORDS = Fault("These are the words that the paragraph has now.", "suggested")
TOO_MANY = "A review holds {most} points at most. Put some together."


def remarks_of(session: Session, review: FeedbackReview) -> Sequence[Remark]:
    """The remarks of a review in their order."""
    return session.scalars(select(Remark).filter_by(review_id=review.id).order_by(Remark.number)).all()


def add_remark(
    session: Session, review: FeedbackReview, point: Point, *, most: int, by: Membership, at: datetime
) -> Remark:
    """Add a point to a review, of which it holds so many at most.

    Raises Refused for who does not review it, once it is issued, and naming each field for what does not fit.
    """
    review.expect_written_by(by)
    if len(review.remarks) >= most:
        raise Refused(TOO_MANY.format(most=most))
    number = max((one.number for one in review.remarks), default=0) + 1
    remark = Remark(case=review.case, number=number, by_id=by.id, at=at, **_fitting(review, point))
    review.remarks.append(remark)
    session.flush()
    _tell(session, remark, events.REMARK_ADDED, by, at)
    return remark


def change_remark(session: Session, remark: Remark, point: Point, *, by: Membership, at: datetime) -> None:
    """Say a point in another way; what it says already changes nothing. Raises Refused as adding one does."""
    remark.review.expect_written_by(by)
    said = _fitting(remark.review, point)
    if point == remark.point:
        return
    for name, value in said.items():
        setattr(remark, name, value)
    session.flush()
    _tell(session, remark, events.REMARK_CHANGED, by, at)


def remove_remark(session: Session, remark: Remark, *, by: Membership, at: datetime) -> None:
    """Take a point out of a review before it is issued; the record keeps that it was there."""
    review = remark.review
    review.expect_written_by(by)
    _tell(session, remark, events.REMARK_REMOVED, by, at)
    review.remarks.remove(remark)
    session.flush()


def _fitting(review: FeedbackReview, point: Point) -> dict[str, object]:
    """The columns of a point that fits the version of the review. Raises Refused where it does not."""
    clause = review.request.content.clause(point.clause_key) if point.clause_key else None
    faults = [] if point.text.strip() else [NO_TEXT]
    if point.clause_key and clause is None:
        faults.append(NO_CLAUSE)
    if point.quote and not (clause and any(point.quote in said for said in _words_of(clause))):
        faults.append(NOT_THERE)
    if point.suggested and clause is None:
        faults.append(NO_PARAGRAPH)
    if clause and point.suggested == clause.text:
        faults.append(SAME_WORDS)
    expect_none(faults)
    return {**vars(point), "health": clause is not None and clause.health}


def _words_of(clause: Clause) -> list[str]:
    return [clause.text, *(value for _, value in clause.fields)]


def _tell(session: Session, remark: Remark, kind: record.Kind, by: Membership, at: datetime) -> None:
    """Record it for PSR. What is about health is about the point itself, by which it is left out for who may not read
    that; of one that is gone, by which nothing can be left out, the record says none of the words.
    """
    values = {"number": str(remark.number), "clause": remark.clause_key, "priority": remark.priority.value}
    values |= {"about": remark.about.value, "text": remark.text, "suggested": remark.suggested}
    if not remark.health:
        tell(session, remark.review, kind, by=by, at=at, values=values)
        return
    said = {} if kind is events.REMARK_REMOVED else values
    remark.case.tell(session, record.Stream.PSR, kind, by=by, subject=remark.id, at=at, values=said)
