"""PSR pauses a case, looks at the pause again, and lets the case go on."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.cases.hold import Why, go_on, hold_of, look_later, pause
from portal.forms.cases.hold import read_look_again, read_pause, read_seen
from portal.queries.cases.panels import Act
from portal.web.after import did_here
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("holds", __name__)
endings = Blueprint("hold_endings", __name__)


@bp.get("/cases/<uuid:id>/holds/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    case, _ = load(Case, id, Action.PAUSE)
    if case.paused_at:
        return done("holds.edit", id=id)
    return render_template("cases/holds/new.html", case=case, reasons=list(Why))


@bp.post("/cases/<uuid:id>/holds")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.PAUSE)
    pause(session(), case, **read_pause(), by=member, at=now())
    return did_here(Act.PAUSED, "cases.show", id)


@bp.get("/cases/<uuid:id>/holds/edit")
def edit(id: UUID) -> str | Response:  # noqa: A002
    case, _ = load(Case, id, Action.PAUSE)
    hold = hold_of(session(), case)
    if hold is None:
        return done("cases.show", id=id)
    return render_template("cases/holds/edit.html", case=case, hold=hold)


@bp.post("/cases/<uuid:id>/holds/look-again")
@small_form
@shown_again_by(edit)
def update(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.PAUSE)
    look_later(session(), case, seen=read_seen(), look_again=read_look_again(), by=member, at=now())
    return did_here(Act.LOOKS_LATER, "cases.show", id)


@endings.post("/cases/<uuid:id>/hold-endings", endpoint="create")
@small_form
@shown_again_by(edit)
def create_ending(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.PAUSE)
    go_on(session(), case, seen=read_seen(), by=member, at=now())
    return did_here(Act.WENT_ON, "cases.show", id)
