"""The second reader of a review, whom only PSR ever knows, and its issue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.drafting.shown import Stale
from portal.domain.feedback import events
from portal.domain.feedback.reading import Reading, ReadingKind
from portal.domain.feedback.request import Step
from portal.domain.feedback.review import ISSUED, FeedbackReview, tell, tell_as_one
from portal.domain.feedback.triage import take_step

NOT_SECOND = "Somebody else reads this review second."
NOT_HANDED = "The reviewer has not handed this review to you."
NO_SECOND = "Nobody is to read this review second. Say who does, on the page of the request."
HAS_IT = "The second reader has it already."
CHANGED = "The review says something else now. Read it again, then agree or hand it back."
NOT_AGREED = "The second reader agrees to exactly what the review says, before it is issued."
NO_WORDS = "Write your comment."
NO_REASONS = "Say what should change."
UNANSWERED = "Answer this before the review goes on."
UNEXPLAINED = "Say why."
TOLD_AS = {
    ReadingKind.HANDED_OVER: events.REVIEW_HANDED_OVER,
    ReadingKind.COMMENTED: events.REVIEW_COMMENTED,
    ReadingKind.AGREED: events.REVIEW_AGREED,
    ReadingKind.HANDED_BACK: events.REVIEW_HANDED_BACK,
}


def hand_over(session: Session, review: FeedbackReview, *, words: str = "", by: Membership, at: datetime) -> None:
    """Give a review to the second reader. Raises Refused without one, while they have it, and for what is missing."""
    review.expect_written_by(by)
    assigned = review.request.assigned
    if assigned is None or assigned.second_reader_id is None:
        raise Refused(NO_SECOND)
    newest = review.newest_reading
    if review.waits_for_second and newest and newest.fingerprint == review.fingerprint:
        raise Refused(HAS_IT)
    expect_none(unanswered(review))
    _read(session, review, ReadingKind.HANDED_OVER, words, by, at)


def comment(session: Session, review: FeedbackReview, *, words: str, by: Membership, at: datetime) -> None:
    """Say something about a review that stays between its two readers and PSR. Raises Refused for no words."""
    review.case.expect_going_on()
    if review.is_issued:
        raise Refused(ISSUED)
    if not words.strip():
        raise Refused(NO_WORDS, "words")
    _read(session, review, ReadingKind.COMMENTED, words, by, at)


def agree_second(
    session: Session, review: FeedbackReview, *, fingerprint: str, words: str = "", by: Membership, at: datetime
) -> None:
    """Agree to exactly what the page showed by this fingerprint. Raises Stale where the review says something else."""
    _expect_second(review, by)
    if fingerprint != review.fingerprint:
        raise Stale(CHANGED)
    _read(session, review, ReadingKind.AGREED, words, by, at)


def hand_back(session: Session, review: FeedbackReview, *, words: str, by: Membership, at: datetime) -> None:
    """Give a review back to the reviewer with reasons."""
    _expect_second(review, by)
    if not words.strip():
        raise Refused(NO_REASONS, "words")
    _read(session, review, ReadingKind.HANDED_BACK, words, by, at)


def issue_review(session: Session, review: FeedbackReview, *, alone: bool, by: Membership, at: datetime) -> None:
    """Give the organisation the review, which stays as it is from then on.

    Raises Refused for who does not review it, for what is unanswered, and unless the second reader agreed to exactly
    this; where one may read `alone`, a review that nobody is to read second needs no agreement.
    """
    review.expect_written_by(by)
    expect_none(unanswered(review))
    if not (review.is_agreed or may_go_alone(review, alone)):
        raise Refused(NOT_AGREED)
    by_one = not review.is_agreed
    review.issued_fingerprint = review.fingerprint
    review.issued_at, review.issued_by_id = at, by.id
    review.is_shown = review.corrects is not None and review.corrects.is_shown
    for number, remark in enumerate(sorted(review.remarks, key=lambda one: one.number), start=1):
        remark.number = number
    if not review.request.is_answered:
        take_step(session, review.request, Step.ANSWERED, "", by=by, at=at)
    session.flush()
    said = {"number": str(review.number), "fingerprint": review.issued_fingerprint}
    tell(session, review, events.REVIEW_LOCKED, by=by, at=at, values={"read_by": "one" if by_one else "two"})
    kind = events.FEEDBACK_CORRECTED if review.corrects_id else events.FEEDBACK_GIVEN
    tell_as_one(session, review.case, kind, review.id, at, said)


def may_go_alone(review: FeedbackReview, alone: bool) -> bool:
    """Whether a small team issues it without a second reader."""
    return alone and review.request.assigned is not None and review.request.assigned.second_reader_id is None


def unanswered(review: FeedbackReview) -> Sequence[Fault]:
    """What a review must say and does not: at its fields, which are called by their question."""
    faults = []
    for one in review.questions:
        said = review.answer(one.key)
        if one.needed and not said.choice:
            faults.append(Fault(f"“{one.title}”: {UNANSWERED}", f"choice-{one.key}"))
        elif one.needed and not said.words:
            faults.append(Fault(f"“{one.title}”: {UNEXPLAINED}", f"words-{one.key}"))
    return faults


def _expect_second(review: FeedbackReview, by: Membership) -> None:
    review.case.expect_going_on()
    assigned = review.request.assigned
    if assigned is None or assigned.second_reader_id != by.id:
        raise Refused(NOT_SECOND)
    if not review.waits_for_second:
        raise Refused(ISSUED if review.is_issued else NOT_HANDED)


def _read(
    session: Session, review: FeedbackReview, kind: ReadingKind, words: str, by: Membership, at: datetime
) -> None:
    number = len(review.readings) + 1
    review.readings.append(
        Reading(number=number, kind=kind, words=words, fingerprint=review.fingerprint, by_id=by.id, at=at)
    )
    session.flush()
    tell(session, review, TOLD_AS[kind], by=by, at=at, values={"words": words} if words else None)
