"""Whose turn it is in a plan, since when, and whose it was before."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.queries.negotiation.blocker_panel import blocker_panel
from portal.queries.negotiation.turns_page import turns_page
from portal.web import fields
from portal.web.after import show_panel
from portal.web.http import done, load, now, session, settings

bp = Blueprint("turns", __name__)


@bp.get("/plans/<uuid:id>/turns")
def index(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    number, size = fields.page_number(), settings().entries_per_page
    today = london_day(now())
    show_panel(blocker_panel(session(), plan, member, request.args.get("did", "")))
    page = turns_page(session(), plan, member, today, number=number, size=size)
    return render_template("negotiation/turns/index.html", page=page, plan=plan, member=member, today=today)
