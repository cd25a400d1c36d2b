"""The plan: the page that matters most."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from flask import Blueprint, current_app, render_template, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day, moment
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import write_seen
from portal.queries.cases.cases import has_seen
from portal.queries.plans.history import streams_of
from portal.queries.plans.page_key import Head, heads, page_key_of
from portal.queries.plans.plan_page import plan_page
from portal.web.http import Portal, done, load, now, session, settings
from portal.web.page_cache import Blanks, KeptPage
from portal.web.request_keys import new_page_key
from portal.web.unread import unread_mark

bp = Blueprint("plans", __name__)

VIEWS = {"changes": "Changes shown", "clean": "Clean", "agreed": "If everything were agreed"}


@bp.get("/plans/<uuid:id>")
def show(id: UUID) -> bytes | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    asked = request.args.get("view", "changes")
    view = asked if asked in VIEWS else "changes"
    newest = heads(session(), plan.case_id, streams_of(member.side))
    name, key = (view, member.id, plan.id), page_key_of(plan, newest, member.side, today=london_day(now()))
    pages = cast(Portal, current_app).page_cache
    told = "did" in request.args
    page = None if told else pages.find(name, key)
    if page is None:  # nothing is kept for whoever has not read the first page
        if member.party and not plan.closure and not has_seen(session(), plan, member):
            return done("first_sights.new", id=id)
        page = _rendered(plan, member, view, newest)
        if not told:
            pages.keep(name, key, page)
    return page.filled(_anew())


def _rendered(plan: Plan, member: Membership, view: str, newest: Sequence[Head]) -> KeptPage:
    """The page put together anew."""
    today = london_day(now())
    page = plan_page(session(), plan, member, today=today, most_notes=settings().notes_in_place, view=view)
    blanks = Blanks()
    whole = render_template(
        "plans/show.html",
        page=page,
        plan=plan,
        member=member,
        view=view,
        views=VIEWS,
        waited=page.waited,
        seen=write_seen({head.stream: head.seq for head in newest}),
        **blanks.context(),
    )
    return blanks.cut(whole)


def _anew() -> dict[str, str]:
    """What a kept page is filled with: no two readings of it share a form's key."""
    return {"csrf_token": generate_csrf(), "page_key": new_page_key(), "moment": moment(now()), "unread": unread_mark()}
