"""The first page after signing in: the cases one is on, and whose turn it is in each."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.dates import london_day
from portal.policy import may_open_cases
from portal.queries.cases.cases import cases_of, observes
from portal.web import fields
from portal.web.http import done, now, session, settings, signed_in

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> str | Response:
    person = signed_in()
    page = cases_of(session(), person, london_day(now()), number=fields.page_number(), size=settings().cases_per_page)
    if page.number > 1 and not page.lines:
        return done("home.index")
    return render_template(
        "cases/home/index.html",
        page=page,
        observes=observes(session(), person),
        opens_cases=may_open_cases(person),
    )
