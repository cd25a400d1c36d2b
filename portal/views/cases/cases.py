"""A case: opened by PSR's adviser, seen by the people on it."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case, Profession
from portal.domain.dates import london_day
from portal.forms.cases.case import read_case
from portal.policy import may
from portal.policy_of_staff import may_open_cases
from portal.queries.cases.cases import case_line
from portal.queries.cases.panels import Act, case_panel
from portal.queries.cases.people import who_acts
from portal.queries.feedback.requests import lines_of
from portal.web.after import did_here, show_panel
from portal.web.http import load, now, session, signed_in
from portal.web.marks import shown_again_by

bp = Blueprint("cases", __name__)


@bp.get("/cases/new")
def new() -> str:
    signed_in(may_open_cases)
    return render_template("cases/new.html", professions=list(Profession))


@bp.post("/cases")
@shown_again_by(new)
def create() -> Response:
    person = signed_in(may_open_cases)
    case = Case.open(session(), by=person, at=now(), **read_case())
    return did_here(Act.OPENED, "case_people.show", case.id)


@bp.get("/cases/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_CASE)
    show_panel(case_panel(case, request.args.get("did", "")) if may(member, Action.PAUSE, case) else None)
    line = case_line(session(), member, london_day(now()))
    return render_template(
        "cases/show.html",
        case=case,
        member=member,
        line=line,
        who_acts=who_acts(case),
        imports=may(member, Action.IMPORT_DRAFT, case),
        requests=lines_of(session(), case, member, london_day(now())),
    )
