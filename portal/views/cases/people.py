"""Who is who on a case."""

from uuid import UUID

from flask import Blueprint, render_template

from portal.domain.cases.case import Case
from portal.domain.dates import london_day
from portal.policy import Action
from portal.queries.cases.cases import case_line
from portal.queries.cases.people import sides_of
from portal.web.http import load, now, session

bp = Blueprint("case_people", __name__)


@bp.get("/cases/<uuid:id>/people")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_CASE)
    plans = case_line(session(), member, london_day(now())).plans
    plan = plans[-1].plan if plans else None
    return render_template("cases/people.html", case=case, member=member, plan=plan, sides=sides_of(case, member, plan))
