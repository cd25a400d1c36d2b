"""The page on which PSR's people find all requests for feedback on their cases."""

from flask import Blueprint, render_template

from portal.domain.dates import london_day
from portal.queries.feedback.home import Group, feedback_home
from portal.web.http import now, session, signed_in

bp = Blueprint("feedback_home", __name__)


@bp.get("/feedback")
def index() -> str:
    person = signed_in()
    return render_template("feedback/home.html", page=feedback_home(session(), person, london_day(now())), Group=Group)
