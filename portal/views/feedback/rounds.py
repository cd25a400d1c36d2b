"""A second round of feedback: what became of the points before, and what else changed since (000 L15)."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.feedback.request import FeedbackRequest
from portal.queries.cases.names import names
from portal.queries.feedback.rounds import round_of
from portal.web.http import done, load, session

bp = Blueprint("feedback_rounds", __name__)


@bp.get("/feedback-requests/<uuid:id>/since")
def show(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    asked, member = load(FeedbackRequest, id, Action.VIEW_FEEDBACK_REQUEST)
    page = round_of(session(), asked, member)
    if page is None:
        return done("feedback_requests.show", id=asked.id)
    return render_template("feedback/rounds/show.html", page=page, member=member, names=names(asked.case, member))
