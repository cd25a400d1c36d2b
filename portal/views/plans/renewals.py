"""PSR's draft brought from the form that plans had at first to the one they have now, before it is issued."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.domain.plans.renewal import renewed
from portal.forms.plans.draft import expect_shown
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by

bp = Blueprint("renewals", __name__)


@bp.get("/plans/<uuid:id>/renewals/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued or not plan.draft_content.is_first_form:
        return done("drafts.show", id=plan.id)
    renewal = renewed(plan.draft_content)
    return render_template("plans/renewals/new.html", plan=plan, content=renewal.content, rows=renewal.rows)


@bp.post("/plans/<uuid:id>/renewals")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    expect_shown(plan)
    plan.mend(session(), renewed(plan.draft_content).content, by=member, at=now())
    return done("drafts.show", id=plan.id)
