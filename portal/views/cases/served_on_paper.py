"""PSR puts a practitioner on the case who does not use a computer: by name, without an account."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.cases.on_paper import serve_on_paper
from portal.domain.cases.roles import Role
from portal.forms.cases.invitation import read_served_on_paper
from portal.queries.cases.panels import Act
from portal.web.after import did_here
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by

bp = Blueprint("served_on_paper", __name__)


@bp.get("/cases/<uuid:id>/served-on-paper/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    case, _ = load(Case, id, Action.SERVE_ON_PAPER)
    if case.holders(Role.PRACTITIONER):
        return done("case_people.show", id=id)
    return render_template("cases/served_on_paper/new.html", case=case)


@bp.post("/cases/<uuid:id>/served-on-paper")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.SERVE_ON_PAPER)
    serve_on_paper(session(), case, **read_served_on_paper(), by=member, at=now())
    return did_here(Act.SERVED, "case_people.show", case.id)
