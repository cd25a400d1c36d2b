"""Correcting feedback that was issued: a new review, which says which one it corrects, and why."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.feedback import events
from portal.domain.feedback.answering import new_review
from portal.domain.feedback.review import FeedbackReview, Remark, expect_reviewer, review_of, tell

NOT_ISSUED = "Only feedback that was issued is corrected. This is still being written."
NOT_NEWEST = "There is a newer review of this request already. Go on with that."
NO_REASON = "Say what is corrected, and why. The organisation reads it."


def correct_review(
    session: Session, review: FeedbackReview, *, reason: str, by: Membership, at: datetime
) -> FeedbackReview:
    """Begin a correction, which says at first what the issued review says; each point leads to the one that it was.

    Raises Refused for who does not review the request, for what is not issued or is corrected already, and without a
    reason.
    """
    review.case.expect_going_on()
    expect_reviewer(review.request, by)
    if not review.is_issued:
        raise Refused(NOT_ISSUED)
    newest = review_of(session, review.request)
    if newest is None or newest.id != review.id:
        raise Refused(NOT_NEWEST)
    if not reason.strip():
        raise Refused(NO_REASON, "correction")
    corrected = new_review(review.request, review.number + 1, review.form_version, by, at)
    corrected.corrects, corrected.stored_answers, corrected.correction = review, review.stored_answers, reason
    corrected.remarks = [_copied(one, corrected) for one in review.remarks]
    session.add(corrected)
    session.flush()
    tell(session, corrected, events.CORRECTION_BEGUN, by=by, at=at, values={"reason": reason})
    return corrected


def _copied(remark: Remark, review: FeedbackReview) -> Remark:
    said = {"number": remark.number, "by_id": remark.by_id, "at": remark.at, "health": remark.health}
    return Remark(case=review.case, former_id=remark.id, **vars(remark.point), **said)
