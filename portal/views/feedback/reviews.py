"""PSR reviews a draft: the form beside the plan, the second reading, and what the organisation reads (000 L15)."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.feedback.answering import save_answers, start_review
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, issued_review_of, review_of
from portal.domain.feedback.second import agree_second, comment, hand_back, hand_over, issue_review, may_go_alone
from portal.forms.feedback.review import read_answers, read_words, saved_when_shown
from portal.queries.cases.names import names
from portal.queries.feedback.documents import documents_for
from portal.queries.feedback.pointers import pointers_of
from portal.queries.feedback.replies import point_lines, reply_panel
from portal.queries.feedback.review_panels import ReviewAct, review_panel
from portal.queries.feedback.reviews import review_page
from portal.queries.feedback.rounds import former_review_of
from portal.queries.feedback.urgent import reviewer_shown
from portal.web.after import did_here, show_panel
from portal.web.http import done, load, now, session, settings
from portal.web.in_place import is_in_place
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("feedback_reviews", __name__)
answers = Blueprint("review_answers", __name__)
readings = Blueprint("review_readings", __name__)
issues = Blueprint("review_issues", __name__)


class Said(TypedDict):
    """Who does something with a review, and when."""

    by: Membership
    at: datetime


NO_ACT = "Choose what you want to do."


@bp.get("/feedback-reviews/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """The feedback, once it is issued; until then the form beside the plan, for PSR."""
    review, member = load(FeedbackReview, id, Action.VIEW_REVIEW)
    act, lines = request.args.get("did", ""), point_lines(session(), review, member)
    show_panel(review_panel(review, member, act) or reply_panel(lines, review, member, act))
    return render_template(
        "feedback/reviews/issued.html" if review.is_issued else "feedback/reviews/show.html",
        review=review,
        page=review_page(review, member),
        documents=documents_for(session(), review.request, member),
        member=member,
        lines={line.remark.id: line for line in lines},
        names=names(review.case, member),
        pointers={} if review.is_issued else pointers_of(review, member),
        alone=may_go_alone(review, settings().feedback_alone),
        newest=issued_review_of(session(), review.request),
        latest=review_of(session(), review.request),
        former=former_review_of(session(), review.request),
        reviewer=reviewer_shown(review, named=settings().names_reviewer),
    )


@bp.post("/feedback-requests/<uuid:id>/reviews")
@small_form
@shown_again_by("feedback_requests.show")
def create(id: UUID) -> Response:  # noqa: A002
    """Begin the review, or go on with it."""
    asked, member = load(FeedbackRequest, id, Action.WRITE_REVIEW)
    return done("feedback_reviews.show", id=start_review(session(), asked, by=member, at=now()).id)


@answers.get("/feedback-reviews/<uuid:id>/answers")
def show_answers(id: UUID) -> str:  # noqa: A002
    """What a saving by itself brings up to date in the form."""
    review, _ = load(FeedbackReview, id, Action.WRITE_REVIEW)
    return render_template("feedback/reviews/_saved.html", review=review)


@answers.post("/feedback-reviews/<uuid:id>/answers")
@shown_again_by(show)
def update(id: UUID) -> Response:  # noqa: A002
    """Keep what the form says, also while somebody types on."""
    review, member = load(FeedbackReview, id, Action.WRITE_REVIEW)
    save_answers(session(), review, read_answers(review), saved=saved_when_shown(), by=member, at=now())
    if is_in_place():
        return done("review_answers.show_answers", id=review.id)
    return did_here(ReviewAct.SAVED, "feedback_reviews.show", review.id)


@readings.post("/feedback-reviews/<uuid:id>/readings", endpoint="create")
@small_form
@shown_again_by(show)
def create_reading(id: UUID) -> Response:  # noqa: A002
    """Hand a review over, comment on it, agree to it, or hand it back."""
    does = request.form.get("does", "")
    review, member = load(FeedbackReview, id, _LEAVE.get(does, Action.COMMENT_ON_REVIEW))
    words, said = read_words(), Said(by=member, at=now())
    if does == "hand_over":
        hand_over(session(), review, words=words, **said)
    elif does == "agree":
        agree_second(session(), review, fingerprint=request.form.get("fingerprint", ""), words=words, **said)
    elif does == "hand_back":
        hand_back(session(), review, words=words, **said)
    elif does == "comment":
        comment(session(), review, words=words, **said)
    else:
        raise Refused(NO_ACT, "does")
    return did_here(ReviewAct.READ, "feedback_reviews.show", review.id)


@issues.post("/feedback-reviews/<uuid:id>/issues", endpoint="create")
@small_form
@shown_again_by(show)
def create_issue(id: UUID) -> Response:  # noqa: A002
    review, member = load(FeedbackReview, id, Action.WRITE_REVIEW)
    issue_review(session(), review, alone=settings().feedback_alone, by=member, at=now())
    return did_here(ReviewAct.ISSUED, "feedback_reviews.show", review.id)


_LEAVE = {
    "hand_over": Action.WRITE_REVIEW,
    "agree": Action.READ_SECOND,
    "hand_back": Action.READ_SECOND,
}
