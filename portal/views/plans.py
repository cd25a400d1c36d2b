"""The plan: the page that matters most."""

import secrets
from typing import cast
from uuid import UUID

from flask import Blueprint, current_app, render_template, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal.domain.case import Membership
from portal.domain.look import write_seen
from portal.domain.plan import Plan
from portal.domain.spoken import moment
from portal.domain.withdrawal import is_signed
from portal.domain.working_days import working_days_since
from portal.http import Portal, done, load, now, session
from portal.page_cache import Blanks, KeptPage
from portal.policy import Action, may
from portal.queries.cases import has_seen
from portal.queries.plan_page import plan_page
from portal.queries.standing import Standing, standing_of

bp = Blueprint("plans", __name__)

VIEWS = {"changes": "Changes shown", "clean": "Clean", "agreed": "If everything were agreed"}


@bp.get("/plans/<uuid:id>")
def show(id: UUID) -> bytes | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    asked = request.args.get("view", "changes")
    view = asked if asked in VIEWS else "changes"
    name, standing = (view, member.id, id), standing_of(session(), plan, member, today=now().date())
    pages = cast(Portal, current_app).page_cache
    page = pages.find(name, standing)
    if page is None:
        if member.party and not has_seen(session(), plan, member):
            return done("first_sights.new", id=id)
        page = _rendered(plan, member, view, standing)
        pages.keep(name, standing, page)
    return page.filled(_anew())


def _rendered(plan: Plan, member: Membership, view: str, standing: Standing) -> KeptPage:
    page = plan_page(session(), plan, member, today=standing.today, view=view)
    since = page.turn.since or page.turn.their_since
    waited = working_days_since(since.date(), standing.today) if since else 0
    blanks = Blanks()
    whole = render_template(
        "plans/show.html",
        page=page,
        plan=plan,
        member=member,
        view=view,
        views=VIEWS,
        waited=waited,
        seen=write_seen(standing.seen),
        may_withdraw=not (plan.withdrawal or is_signed(plan)) and may(member, Action.WITHDRAW_PLAN, plan),
        may_act_for_safety=may(member, Action.TAKE_SAFETY_ACTION, plan),
        **blanks.context(),
    )
    return blanks.cut(whole)


def _anew() -> dict[str, str]:
    """What a kept page is filled with: no two readings of it share a form's key."""
    return {"csrf_token": generate_csrf(), "page_key": secrets.token_urlsafe(16), "moment": moment(now())}
