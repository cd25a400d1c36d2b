"""A case: opened by PSR's adviser, seen by the people on it."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.cases.case import Case, Profession
from portal.domain.cases.roles import Role
from portal.domain.dates import london_day
from portal.forms.cases.case import ROWS, read_case
from portal.policy import Action, may, may_open_cases
from portal.queries.cases.cases import case_line
from portal.web.http import done, load, now, session, signed_in
from portal.web.marks import shown_again_by

bp = Blueprint("cases", __name__)


@bp.get("/cases/new")
def new() -> str:
    signed_in(may_open_cases)
    return render_template("cases/new.html", professions=list(Profession), roles=list(Role), rows=ROWS)


@bp.post("/cases")
@shown_again_by(new)
def create() -> Response:
    person = signed_in(may_open_cases)
    opened = read_case(session(), person)
    case = Case.open(session(), by=person, at=now(), **opened.facts)
    for participant, role in opened.participants:
        case.add(session(), participant, role, by=case.memberships[0], at=now())
    return done("cases.show", id=case.id)


@bp.get("/cases/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_CASE)
    line = case_line(session(), member, london_day(now()))
    return render_template("cases/show.html", case=case, line=line, imports=may(member, Action.IMPORT_DRAFT, case))
