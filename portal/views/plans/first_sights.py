"""What each person of a party meets before the plan itself: one calm page (002 §7.3)."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight
from portal.queries.cases.cases import has_seen
from portal.web.http import done, load, now, session
from portal.web.sizes import small_form

bp = Blueprint("first_sights", __name__)


@bp.get("/plans/<uuid:id>/first-sight")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if member.party is None or plan.closure:
        return done("plans.show", id=plan.id)
    issued = plan.issued_to(member.party)
    return render_template("plans/first_sights/new.html", plan=plan, case=plan.case, member=member, issued=issued)


@bp.post("/plans/<uuid:id>/first-sight")
@small_form
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not has_seen(session(), plan, member):
        session().add(FirstSight(plan_id=plan.id, membership_id=member.id, at=now()))
    return done("plans.show", id=plan.id)
