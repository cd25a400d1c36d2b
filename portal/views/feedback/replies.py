"""The organisation answers PSR's points, and says whether the practitioner reads them (000 L15)."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.feedback.reply import compare_beforehand, reply
from portal.domain.feedback.review import FeedbackReview, issued_review_of
from portal.domain.feedback.showing import show_feedback
from portal.forms.feedback.reply import read_replies, read_shows
from portal.queries.cases.names import names
from portal.queries.feedback.replies import ReplyAct, point_lines
from portal.queries.feedback.reviews import review_page
from portal.web.after import did_here
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by

bp = Blueprint("feedback_replies", __name__)
showings = Blueprint("feedback_showings", __name__)


@bp.get("/feedback-reviews/<uuid:id>/replies")
def edit(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    review, member = load(FeedbackReview, id, Action.REPLY_TO_FEEDBACK)
    newest = issued_review_of(session(), review.request)
    if newest and newest.id != review.id and not request.form:
        return done("feedback_replies.edit", id=newest.id)
    return render_template(
        "feedback/replies/edit.html",
        review=review,
        member=member,
        lines={line.remark.id: line for line in point_lines(session(), review, member)},
        page=review_page(review, member),
        names=names(review.case, member),
    )


def _compare(id: UUID) -> None:  # noqa: A002
    review, _ = load(FeedbackReview, id, Action.REPLY_TO_FEEDBACK)
    compare_beforehand(review, read_replies(review))


@bp.post("/feedback-reviews/<uuid:id>/replies")
@shown_again_by(edit)
@prepared_by(_compare)
def create(id: UUID) -> Response:  # noqa: A002
    """Keep what is said to the points, and put words that are taken into the plan."""
    review, member = load(FeedbackReview, id, Action.REPLY_TO_FEEDBACK)
    reply(session(), review, read_replies(review), limits=settings(), by=member, at=now())
    return did_here(ReplyAct.REPLIED, "feedback_reviews.show", review.id)


@showings.post("/feedback-reviews/<uuid:id>/showings", endpoint="create")
@shown_again_by("feedback_reviews.show")
def create_showing(id: UUID) -> Response:  # noqa: A002
    review, member = load(FeedbackReview, id, Action.SHOW_FEEDBACK)
    for one, shown in read_shows([review]):
        show_feedback(session(), one, shown=shown, by=member, at=now())
    return did_here(ReplyAct.SHOWN, "feedback_reviews.show", review.id)
