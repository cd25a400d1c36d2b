"""The first page after signing in: the cases one is on, and whose turn it is in each."""

from flask import Blueprint, render_template

from portal.forms import fields
from portal.http import now, session, settings, signed_in
from portal.policy import may_open_cases
from portal.queries.cases import cases_of, observes

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> str:
    person = signed_in()
    return render_template(
        "home/index.html",
        page=cases_of(session(), person, now().date(), number=fields.page_number(), size=settings().cases_per_page),
        observes=observes(session(), person),
        opens_cases=may_open_cases(person),
    )
