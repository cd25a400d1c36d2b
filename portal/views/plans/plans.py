"""The plan: the page that matters most."""

import secrets
from typing import cast
from uuid import UUID

from flask import Blueprint, current_app, render_template, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal.domain.cases.case import Membership
from portal.domain.dates import london_day, moment
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import write_seen
from portal.domain.working_days import working_days_since
from portal.policy import Action, reads
from portal.queries.plans.history import streams_of
from portal.queries.plans.page_key import Reading, heads, page_key_of, reading_of
from portal.queries.plans.plan_page import plan_page
from portal.web.http import Portal, allow, database, done, load, now, session, settings, signed_in_id
from portal.web.page_cache import Blanks, KeptPage

bp = Blueprint("plans", __name__)

VIEWS = {"changes": "Changes shown", "clean": "Clean", "agreed": "If everything were agreed"}


@bp.get("/plans/<uuid:id>")
def show(id: UUID) -> bytes | Response:  # noqa: A002 - the name of the part of the address
    asked = request.args.get("view", "changes")
    view = asked if asked in VIEWS else "changes"
    person, today = signed_in_id(), london_day(now())
    reading = database().ask_once(lambda connection: reading_of(connection, id, person, today=today))
    kept = _kept(view, reading) if reading else None
    if kept:
        return kept.filled(_anew())
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    if member.party and not (reading and reading.begun):
        return done("first_sights.new", id=id)
    return _rendered(plan, member, view).filled(_anew())


def _kept(view: str, reading: Reading) -> KeptPage | None:
    """The page as this reader was sent it before, while they may read the plan and it reads the same."""
    allow(reads(reading.roles, reading.side.party, reading.issued))
    key = reading.key
    return cast(Portal, current_app).page_cache.find((view, key.reader, key.plan), key)


def _rendered(plan: Plan, member: Membership, view: str) -> KeptPage:
    """The page put together anew, and kept for as long as all that it was read from stays as it is."""
    newest, today = heads(session(), plan.case_id, streams_of(member.side)), london_day(now())
    key = page_key_of(plan, member, newest, today=today)
    page = plan_page(session(), plan, member, today=today, most_notes=settings().notes_in_place, view=view)
    since = page.turn.since or page.turn.their_since
    waited = working_days_since(london_day(since), today) if since else 0
    blanks = Blanks()
    whole = render_template(
        "plans/show.html",
        page=page,
        plan=plan,
        member=member,
        view=view,
        views=VIEWS,
        waited=waited,
        seen=write_seen({head.stream: head.seq for head in newest}),
        **blanks.context(),
    )
    kept = blanks.cut(whole)
    cast(Portal, current_app).page_cache.keep((view, member.id, plan.id), key, kept)
    return kept


def _anew() -> dict[str, str]:
    """What a kept page is filled with: no two readings of it share a form's key."""
    return {"csrf_token": generate_csrf(), "page_key": secrets.token_urlsafe(16), "moment": moment(now())}
