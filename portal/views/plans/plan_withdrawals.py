"""Taking back a plan that PSR issued in error, while nobody has signed it."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.domain.plans.withdrawal import withdraw_plan
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by

bp = Blueprint("plan_withdrawals", __name__)


@bp.get("/plans/<uuid:id>/withdrawals/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.WITHDRAW_PLAN)
    if not plan.is_issued or plan.closure or plan.is_signed:
        return done("plans.show", id=plan.id)
    return render_template("plans/plan_withdrawals/new.html", plan=plan)


@bp.post("/plans/<uuid:id>/withdrawals")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.WITHDRAW_PLAN)
    reason = fields.text("reason", settings().max_reason_characters)
    withdraw_plan(session(), plan, reason=reason, by=member, at=now())
    return done("plans.show", id=plan.id)
