"""If we cannot agree: what can follow, said calmly; the meeting with PSR, and the views of both parties."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.domain.talk.meeting import MeetingRequest
from portal.queries.plans.disagreement import disagreement_of
from portal.web.after import show_panel
from portal.web.http import load, now, session, settings

bp = Blueprint("disagreements", __name__)


@bp.get("/plans/<uuid:id>/disagreement")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        abort(404)
    page = disagreement_of(session(), plan, member)
    wait = settings().ending_wait_working_days
    show_panel(page.panel(request.args.get("did", ""), wait_working_days=wait))
    return render_template(
        "plans/disagreements/show.html", page=page, plan=plan, member=member, today=london_day(now())
    )


@bp.get("/meetings/<uuid:id>")
def show_meeting(id: UUID) -> str:  # noqa: A002
    """The same page, as it is shown again when an act on one meeting is refused."""
    meeting, _ = load(MeetingRequest, id, Action.VIEW_PLAN)
    return show(meeting.plan_id)
