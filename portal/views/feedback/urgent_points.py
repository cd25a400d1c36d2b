"""An urgent point goes to the organisation at once, which says here that it has it (000 L15)."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import all_at_once
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.urgent import UrgentPoint, hear_urgent_point, send_urgent_point
from portal.queries.cases.names import names
from portal.queries.feedback.urgent import UrgentAct, urgent_panel
from portal.web import fields
from portal.web.after import did_here, show_panel
from portal.web.http import load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("urgent_points", __name__)
acknowledgements = Blueprint("urgent_acknowledgements", __name__)


@bp.get("/feedback-requests/<uuid:id>/urgent-points/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    asked, _ = load(FeedbackRequest, id, Action.SEND_URGENT_POINT)
    return render_template("feedback/urgent/new.html", asked=asked)


@bp.post("/feedback-requests/<uuid:id>/urgent-points")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    asked, member = load(FeedbackRequest, id, Action.SEND_URGENT_POINT)
    most = settings().max_feedback_characters
    with all_at_once() as tried:
        text, telephoned = tried(fields.text, "urgent", most), tried(fields.text, "telephoned", most)
    point = send_urgent_point(session(), asked, text=text, telephoned=telephoned, by=member, at=now())
    return did_here(UrgentAct.SENT, "urgent_points.show", point.id)


@bp.get("/urgent-points/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    point, member = load(UrgentPoint, id, Action.VIEW_URGENT_POINT)
    show_panel(urgent_panel(point, member, request.args.get("did", "")))
    known = names(point.case, member)
    return render_template("feedback/urgent/show.html", point=point, member=member, names=known)


@acknowledgements.post("/urgent-points/<uuid:id>/acknowledgements", endpoint="create")
@small_form
@shown_again_by(show)
def create_acknowledgement(id: UUID) -> Response:  # noqa: A002
    point, member = load(UrgentPoint, id, Action.HEAR_URGENT_POINT)
    words = fields.text("urgent_done", settings().max_feedback_characters)
    hear_urgent_point(session(), point, words=words, by=member, at=now())
    return did_here(UrgentAct.HEARD, "urgent_points.show", point.id)
