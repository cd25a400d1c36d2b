"""The practitioner says how PSR should reach them, and what would help."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.cases.wishes import say_wishes
from portal.queries.cases.panels import Act
from portal.web import fields
from portal.web.after import did_here
from portal.web.http import load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("wishes", __name__)


@bp.get("/cases/<uuid:id>/wishes/edit")
def edit(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.SAY_WISHES)
    return render_template("cases/places/wishes.html", case=case, member=member)


@bp.post("/cases/<uuid:id>/wishes")
@small_form
@shown_again_by(edit)
def update(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.SAY_WISHES)
    say_wishes(session(), member, fields.text("wishes", settings().max_call_characters), at=now())
    return did_here(Act.WISHED, "case_people.show", case.id)
