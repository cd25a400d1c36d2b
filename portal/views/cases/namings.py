"""The practitioner says to the organisation who represents them, or takes that back."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.cases.naming import name_representative, stop_naming
from portal.queries.cases.panels import Act
from portal.web.after import did_here
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("namings", __name__)
endings = Blueprint("naming_endings", __name__)


@bp.get("/members/<uuid:id>/namings/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """What the organisation would learn; or, where it has been told, what taking that back does."""
    somebody, member = load(Membership, id, Action.NAME)
    return render_template("cases/places/name.html", somebody=somebody, case=member.case)


@bp.post("/members/<uuid:id>/namings")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    somebody, member = load(Membership, id, Action.NAME)
    name_representative(session(), somebody, by=member, at=now())
    return did_here(Act.NAMED, "case_people.show", member.case_id)


@endings.post("/members/<uuid:id>/naming-endings", endpoint="create")
@small_form
@shown_again_by(new)
def create_ending(id: UUID) -> Response:  # noqa: A002
    somebody, member = load(Membership, id, Action.NAME)
    stop_naming(session(), somebody, by=member, at=now())
    return did_here(Act.UNNAMED, "case_people.show", member.case_id)
