"""What could be clearer in a plan: pointers, which stand in nobody's way."""

from uuid import UUID

from flask import Blueprint, render_template

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.queries.checks.clearer import could_be_clearer
from portal.web.http import load, session

bp = Blueprint("plan_checks", __name__)


@bp.get("/plans/<uuid:id>/checks")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    open_to_change = plan.is_issued and not (plan.is_frozen or plan.closure)
    clearer = could_be_clearer(session(), plan, member)
    return render_template("checks/plan_checks.html", plan=plan, clearer=clearer, open_to_change=open_to_change)
