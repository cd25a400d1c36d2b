"""What an open page asks for by itself: has anybody else done something?"""

from uuid import UUID

from flask import Blueprint, render_template, request

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import read_seen
from portal.queries.record.news import news
from portal.web.http import load, session
from portal.web.marks import asked_by_itself, unattended

bp = Blueprint("news", __name__)


@bp.get("/plans/<uuid:id>/news")
@unattended
@asked_by_itself
def show(id: UUID) -> str | tuple[str, int]:  # noqa: A002 - the name of the part of the address
    """A banner that says how much has changed; 204 when nothing has, or no more than the page says already."""
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    count = len(news(session(), plan, member, read_seen(request.args.get("seen", ""))))
    if not count or request.args.get("told") == str(count):
        return "", 204
    return render_template("plans/news/_banner.html", count=count)
