"""One clause of a plan, with every open suggestion and conversation about it."""

from uuid import UUID

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.plans.places import clause_name
from portal.domain.plans.plan import Plan
from portal.queries.cases.cases import has_seen
from portal.queries.feedback.replies import points_about
from portal.queries.plans.plan_page import plan_page
from portal.web.http import done, load, now, session, settings

bp = Blueprint("clauses", __name__)


@bp.get("/plans/<uuid:id>/clauses/<key>")
def show(id: UUID, key: str) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    most = settings().notes_in_place
    page = plan_page(session(), plan, member, today=london_day(now()), most_notes=most, around=key)
    row = next((row for row in page.rows if row.clause.key == key), None)
    if row is None:
        abort(404)
    if member.party and not plan.closure and not has_seen(session(), plan, member):
        return done("first_sights.new", id=id)
    name = clause_name(page.content, key)
    points = points_about(session(), plan, key, member)
    return render_template(
        "plans/clauses/show.html", page=page, row=row, plan=plan, member=member, name=name, points=points
    )
