"""Feedback that was issued: its sealed PDF, and its correction (000 L15)."""

from typing import cast
from uuid import UUID

from flask import Blueprint, Response, current_app
from werkzeug.wrappers import Response as Answer

from portal.actions import Action
from portal.documents.sealed_review import sealed_review
from portal.domain.feedback.correcting import correct_review
from portal.domain.feedback.review import FeedbackReview
from portal.queries.feedback.urgent import reviewer_shown
from portal.web import fields
from portal.web.http import Portal, done, load, now, session, settings
from portal.web.marks import shown_again_by, unattended
from portal.web.sizes import small_form

papers = Blueprint("feedback_papers", __name__)
corrections = Blueprint("review_corrections", __name__)


@papers.get("/feedback-reviews/<uuid:id>/feedback.pdf")
@unattended
def sealed(id: UUID) -> Answer:  # noqa: A002 - the name of the part of the address
    review, member = load(FeedbackReview, id, Action.VIEW_REVIEW)
    if not review.is_issued or not review.is_whole_for(member):
        return done("feedback_reviews.show", id=review.id)
    reviewer = reviewer_shown(review, named=settings().names_reviewer)
    document = sealed_review(cast(Portal, current_app).database, settings(), review.id, reviewer)
    named = {"Content-Disposition": f'attachment; filename="{document.file_name}"'}
    return Response(document.pdf, content_type="application/pdf", headers=named)


@corrections.post("/feedback-reviews/<uuid:id>/corrections", endpoint="create")
@small_form
@shown_again_by("feedback_reviews.show")
def create_correction(id: UUID) -> Answer:  # noqa: A002
    review, member = load(FeedbackReview, id, Action.WRITE_REVIEW)
    reason = fields.text("correction", settings().max_feedback_characters)
    corrected = correct_review(session(), review, reason=reason, by=member, at=now())
    return done("feedback_reviews.show", id=corrected.id)
