"""The form of a review: begun once, saved as one types, and every saving kept."""

import json
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, expect_none
from portal.domain.cases.case import Membership
from portal.domain.drafting.shown import Stale
from portal.domain.feedback import events
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import Answers, FeedbackReview, expect_reviewer, review_of, tell
from portal.library.feedback import NEWEST

MEANWHILE = "The form was saved elsewhere meanwhile. Read what it says now beside your words, then save again."
NO_QUESTION = "The form has no such question or answer. Open the page again."


class ReviewVersion(Identified, Base):
    """What the answers of a review said once they were saved, numbered from 1."""

    __tablename__ = "feedback_review_version"
    __table_args__ = (UniqueConstraint("review_id", "number"), APPEND_ONLY)

    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_review.id"))
    number: Mapped[int]
    answers: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def start_review(session: Session, request: FeedbackRequest, *, by: Membership, at: datetime) -> FeedbackReview:
    """Begin the review, or go on with the one that is there."""
    request.case.expect_going_on()
    expect_reviewer(request, by)
    there = review_of(session, request)
    if there is not None:
        return there
    review = new_review(request, 1, NEWEST, by, at)
    session.add(review)
    session.flush()
    tell(session, review, events.REVIEW_STARTED, by=by, at=at, values={"form": NEWEST})
    return review


def new_review(request: FeedbackRequest, number: int, form: str, by: Membership, at: datetime) -> FeedbackReview:
    """A review without an answer."""
    said = {"form_version": form, "stored_answers": "{}", "saved": 0, "by_id": by.id, "at": at}
    return FeedbackReview(case=request.case, request=request, number=number, **said)


def save_answers(
    session: Session, review: FeedbackReview, answers: Answers, *, saved: int, by: Membership, at: datetime
) -> None:
    """Keep what the form says; what it says already is not kept again.

    `saved` is how often it had been saved when its page was shown. Raises Stale where it says something else since
    then, and Refused for who does not review it, once it is issued, and for what the form does not ask.
    """
    review.expect_written_by(by)
    _expect_asked(review, answers)
    stored = json.dumps({key: said for key, said in sorted(answers.items()) if any(said)}, ensure_ascii=False)
    if stored == review.stored_answers:
        return
    if saved != review.saved:
        raise Stale(MEANWHILE)
    review.saved, review.stored_answers = review.saved + 1, stored
    session.add(ReviewVersion(review_id=review.id, number=review.saved, answers=stored, by_id=by.id, at=at))
    session.flush()
    tell(session, review, events.ANSWERS_SAVED, by=by, at=at, values={"version": str(review.saved)})


def _expect_asked(review: FeedbackReview, answers: Answers) -> None:
    asked = {one.key: one for one in review.questions}
    expect_none(
        Fault(NO_QUESTION, key)
        for key, said in answers.items()
        if key not in asked or (said.choice and not asked[key].words_of(said.choice))
    )
