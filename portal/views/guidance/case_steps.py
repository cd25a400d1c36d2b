"""What happens when: a case as a line, with the place it has come to."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.dates import london_day
from portal.queries.guidance.case_steps import Step, steps_of
from portal.web.choosing import only_case_or
from portal.web.http import load, now, session

bp = Blueprint("case_steps", __name__)


@bp.get("/steps")
def index() -> str | Response:
    """The steps of the reader's only case, or a list of the cases to choose from."""
    return only_case_or("guidance/case_steps/index.html", "case_steps.show")


@bp.get("/cases/<uuid:id>/steps")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_CASE)
    steps = steps_of(session(), member, london_day(now()))
    return render_template("guidance/case_steps/show.html", case=case, steps=steps, Step=Step)
