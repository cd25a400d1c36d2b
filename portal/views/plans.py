"""The plan: the page that matters most."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.domain.look import write_seen
from portal.domain.plan import Plan
from portal.domain.withdrawal import is_signed
from portal.domain.working_days import working_days_since
from portal.http import done, load, now, session
from portal.policy import Action, may
from portal.queries.cases import has_seen
from portal.queries.news import seen_now
from portal.queries.plan_page import plan_page

bp = Blueprint("plans", __name__)

VIEWS = {"changes": "Changes shown", "clean": "Clean", "agreed": "If everything were agreed"}


@bp.get("/plans/<uuid:id>")
def show(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    if member.party and not has_seen(session(), plan, member):
        return done("first_sights.new", id=plan.id)
    asked = request.args.get("view", "changes")
    view = asked if asked in VIEWS else "changes"
    page = plan_page(session(), plan, member, today=now().date(), view=view)
    since = page.turn.since or page.turn.their_since
    waited = working_days_since(since.date(), now().date()) if since else 0
    seen = write_seen(seen_now(session(), plan.case_id, member))
    return render_template(
        "plans/show.html",
        page=page,
        plan=plan,
        member=member,
        view=view,
        views=VIEWS,
        waited=waited,
        seen=seen,
        may_withdraw=not (plan.withdrawal or is_signed(plan)) and may(member, Action.WITHDRAW_PLAN, plan),
        may_act_for_safety=may(member, Action.TAKE_SAFETY_ACTION, plan),
    )
