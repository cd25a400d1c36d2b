"""The days of a plan that matter, to take into one's own calendar."""

from uuid import UUID

from flask import Blueprint, Response, abort, url_for
from werkzeug.wrappers import Response as Answer

from portal.actions import Action
from portal.documents.calendar import write_calendar
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.queries.plans.days import days_that_matter
from portal.web.http import done, load, now, session
from portal.web.mailing import address_of_page

bp = Blueprint("calendars", __name__)


@bp.get("/plans/<uuid:id>/dates.ics")
def download(id: UUID) -> Answer:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued or plan.closure:
        abort(404)
    days = days_that_matter(session(), plan, member, london_day(now()))
    if not days:
        return done("plans.show", id=plan.id)
    held = plan.agreed
    number = held.revision.number if held else plan.current.number
    body = write_calendar(
        days,
        of=plan.id,
        link=address_of_page(url_for("plans.show", id=plan.id)),
        made_at=now(),
        sequence=2 * number + bool(held),
        provisional=held is None,
    )
    kind = {"Content-Disposition": 'attachment; filename="dates.ics"'}
    return Response(body, content_type="text/calendar; charset=utf-8", headers=kind)
