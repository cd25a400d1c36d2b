"""The moment both parties are given the plan (002 §7.1)."""

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.feedback.showing import show_feedback
from portal.domain.feedback.standing import feedback_on
from portal.domain.plans.plan import Plan
from portal.forms.feedback.reply import read_shows
from portal.forms.plans.draft import expect_shown
from portal.forms.plans.naming import named
from portal.queries.negotiation.did import Act
from portal.web.after import did_here
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("issues", __name__)


@bp.post("/plans/<uuid:id>/issues")
@small_form
@shown_again_by("drafts.show")
def create(id: UUID) -> Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.ISSUE)
    expect_shown(plan)
    shows = read_shows(feedback_on(session(), plan))
    plan.issue(session(), by=member, at=now(), **named())
    for review, shown in shows:
        show_feedback(session(), review, shown=shown, by=member, at=now())
    return did_here(Act.ISSUED, "plans.show", plan.id)
