"""What an open page asks for by itself: has anybody else done something?"""

from uuid import UUID

from flask import Blueprint, render_template, request

from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import read_seen
from portal.policy import Action, reads
from portal.queries.record.news import news, reader_of
from portal.web.http import allow, database, load, session, signed_in_id, unattended

bp = Blueprint("news", __name__)


@bp.get("/plans/<uuid:id>/news")
@unattended
def show(id: UUID) -> str | tuple[str, int]:  # noqa: A002 - the name of the part of the address
    """A banner that says how much has changed; 204 when nothing has, or no more than the page says already."""
    seen = read_seen(request.args.get("seen", ""))
    person = signed_in_id()
    reader = database().ask_once(lambda connection: reader_of(connection, id, person))
    allow(reader is not None and reads(reader.roles, reader.side.party, reader.issued))
    if reader is None or reader.has_read(seen):
        return "", 204
    count = len(news(session(), *load(Plan, id, Action.VIEW_PLAN), seen))
    if not count or request.args.get("told") == str(count):
        return "", 204
    return render_template("plans/news/_banner.html", count=count)
