"""The first page after signing in: the cases one is on, and whose turn it is in each."""

from flask import Blueprint, render_template

from portal.http import now, session, signed_in
from portal.policy import may_open_cases
from portal.queries.cases import cases_of, observes

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> str:
    person = signed_in()
    return render_template(
        "home/index.html",
        lines=cases_of(session(), person, now().date()),
        observes=observes(session(), person),
        opens_cases=may_open_cases(person),
    )
