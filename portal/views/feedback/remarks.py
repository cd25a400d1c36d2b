"""The remarks of a review: on a paragraph of the version, on words in it, or on the whole plan (000 L15)."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.feedback.remark import add_remark, change_remark, remove_remark
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.forms.feedback.review import read_point
from portal.library.feedback.words import ABOUT, MATTERS, MEANING
from portal.queries.feedback.review_panels import ReviewAct
from portal.queries.feedback.reviews import redline
from portal.queries.feedback.used_before import Used, made_before, used_before
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import only_reads, shown_again_by

bp = Blueprint("feedback_remarks", __name__)
removals = Blueprint("remark_removals", __name__)
looks = Blueprint("remark_looks", __name__)


@bp.get("/feedback-reviews/<uuid:id>/remarks/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    """The form of a point on the paragraph that the address names, or on the whole plan."""
    review, member = load(FeedbackReview, id, Action.WRITE_REVIEW)
    key = request.form.get("clause_key") or request.args.get("clause", "")
    asked = fields.asked_id("before")
    made = made_before(session(), member, asked) if asked else None
    return _form(review, key, None, made, _used_before(member))


@bp.post("/feedback-reviews/<uuid:id>/remarks")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    review, member = load(FeedbackReview, id, Action.WRITE_REVIEW)
    remark = add_remark(session(), review, read_point(), most=settings().max_remarks, by=member, at=now())
    return _shown(review, remark.clause_key)


@bp.get("/feedback-remarks/<uuid:id>/edit")
def edit(id: UUID) -> str | Response:  # noqa: A002
    remark, _ = load(Remark, id, Action.WRITE_REVIEW)
    return _form(remark.review, request.form.get("clause_key", remark.clause_key), remark)


@bp.post("/feedback-remarks/<uuid:id>")
@shown_again_by(edit)
def update(id: UUID) -> Response:  # noqa: A002
    remark, member = load(Remark, id, Action.WRITE_REVIEW)
    change_remark(session(), remark, read_point(), by=member, at=now())
    return _shown(remark.review, remark.clause_key)


@removals.post("/feedback-remarks/<uuid:id>/removals", endpoint="create")
@shown_again_by(edit)
def create_removal(id: UUID) -> Response:  # noqa: A002
    remark, member = load(Remark, id, Action.WRITE_REVIEW)
    review, key = remark.review, remark.clause_key
    remove_remark(session(), remark, by=member, at=now())
    return _shown(review, key)


@looks.post("/feedback-reviews/<uuid:id>/looks", endpoint="create")
@only_reads
def look(id: UUID) -> str | Response:  # noqa: A002
    """How the paragraph would read in the words that are being typed; nothing is kept."""
    review, _ = load(FeedbackReview, id, Action.WRITE_REVIEW)
    changed = next((one for one in review.remarks if str(one.id) == request.form.get("remark")), None)
    return _form(review, request.form.get("clause_key", ""), changed)


def _used_before(member: Membership) -> Sequence[Used]:
    limits = settings()
    return used_before(session(), member, limits.points_used_before, limits.least_cases_of_a_point, london_day(now()))


def _form(
    review: FeedbackReview, key: str, remark: Remark | None, made: Remark | None = None, used: Sequence[Used] = ()
) -> str | Response:
    if review.is_issued and not request.form:
        return redirect(url_for("feedback_reviews.show", id=review.id), 303)
    clause = review.request.content.clause(key)
    suggested = request.form.get("suggested", remark.suggested if remark else "")
    return render_template(
        "feedback/remarks/form.html",
        review=review,
        remark=remark,
        said=remark or made,
        used=used,
        clause=clause,
        runs=redline(clause, suggested),
        matters=[(value, words, MEANING[value]) for value, words in MATTERS.items()],
        about=list(ABOUT.items()),
    )


def _shown(review: FeedbackReview, key: str) -> Response:
    anchor = f"clause-{key}" if key else "whole"
    return done("feedback_reviews.show", id=review.id, did=ReviewAct.POINTED.value, _anchor=anchor)
