"""What an open page asks for by itself: has anybody else done something?"""

from uuid import UUID

from flask import Blueprint, render_template, request

from portal import identity
from portal.domain.look import read_seen
from portal.domain.plan import Plan
from portal.http import load, session, unattended
from portal.policy import Action
from portal.queries.news import for_one_reader, news

bp = Blueprint("news", __name__)


@bp.get("/plans/<uuid:id>/news")
@unattended
def show(id: UUID) -> str | tuple[str, int]:  # noqa: A002 - the name of the part of the address
    """A banner that says how much has changed; 204 when nothing has, or no more than the page says already."""
    reader = identity.former_person_id()
    known = for_one_reader(session(), id, UUID(reader)) if reader else None  # load() finds it all in memory then
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    count = len(news(session(), known or plan, member, read_seen(request.args.get("seen", ""))))
    if not count or request.args.get("told") == str(count):
        return "", 204
    return render_template("news/_banner.html", count=count)
