"""The sealed PDF of a review that was issued: made outside every lock and stored once, as that of an agreement."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.database import Database
from portal.documents.names import feedback_name
from portal.documents.review_pdf import IssuedReview, Said, review_pdf
from portal.documents.sealed import Paper, seal_once
from portal.domain.base import Refused
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.record import SealedDocument, SealedKind
from portal.domain.record.sealed_document import sealed_of
from portal.library.feedback.words import ABOUT, MATTERS
from portal.text import diff
from portal.text.runs import runs

NOT_ISSUED = "There is a paper of this feedback once it is issued."


def sealed_review(database: Database, settings: Settings, review_id: UUID, reviewer: str) -> SealedDocument:
    """The stored sealed PDF of this review, made now when nobody has asked for it before.

    `reviewer` is by what name it shows who reviewed. Raises Refused until it is issued.
    """
    with database.reading() as session:
        stored = sealed_of(session, SealedKind.FEEDBACK, review_id)
        if stored:
            return stored
        paper = _paper(session, review_id, reviewer)
    return seal_once(database, settings, paper)


def unsealed_reviews(session: Session) -> Sequence[FeedbackReview]:
    """The reviews that were issued and nobody has sealed yet."""
    sealed = select(SealedDocument.subject_id).where(SealedDocument.kind == SealedKind.FEEDBACK)
    waiting = select(FeedbackReview).where(FeedbackReview.issued_at.is_not(None), FeedbackReview.id.not_in(sealed))
    return session.scalars(waiting).unique().all()


def _paper(session: Session, review_id: UUID, reviewer: str) -> Paper:
    review = session.get(FeedbackReview, review_id)
    if review is None or review.issued_at is None:
        raise Refused(NOT_ISSUED)
    name = f"{feedback_name(review.case.reference, review.number)}.pdf"
    return Paper(review.case_id, SealedKind.FEEDBACK, review.id, name, None, review_pdf(_issued(review, reviewer)))


def _issued(review: FeedbackReview, reviewer: str) -> IssuedReview:
    assert review.issued_at
    case, asked = review.case, review.request
    return IssuedReview(
        reference=case.reference,
        organisation=case.organisation,
        practitioner=case.practitioner,
        title=asked.content.title,
        version=asked.version.number,
        reviewer=reviewer,
        issued_at=review.issued_at,
        corrects=review.corrects.issued_at if review.corrects else None,
        answers=list(_answers(review)),
        points=[_point(one) for one in sorted(review.remarks, key=lambda one: one.number)],
        fingerprint=review.fingerprint,
        about=asked.fingerprint,
    )


def _answers(review: FeedbackReview) -> Iterator[Said]:
    for one in review.questions:
        said = review.answer(one.key)
        if any(said):
            yield Said(one.title, [each for each in (one.asks, one.words_of(said.choice), said.words) if each])


def _point(remark: Remark) -> Said:
    clause = remark.clause
    where = clause.label if clause else "the whole plan"
    title = f"{remark.number}. {MATTERS[remark.priority.value]}: {ABOUT[remark.about.value]}, {where}"
    quoted = [f"“{remark.quote}”"] if remark.quote else []
    words = runs(clause.text, diff(clause.text, remark.suggested)) if clause and remark.suggested else ()
    return Said(title, [*quoted, remark.text], words)
