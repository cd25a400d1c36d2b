"""The signatory names who may sign in their place, or no longer."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.cases.deputy import deputises_for, end_deputy, name_deputy
from portal.queries.cases.panels import Act, deputy_panel
from portal.web.after import did_here, show_panel
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("deputies", __name__)
endings = Blueprint("deputy_endings", __name__)


@bp.get("/members/<uuid:id>/deputies/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """What a deputy may do; or, where they are one, what taking that back does."""
    somebody, member = load(Membership, id, Action.NAME_DEPUTY)
    signatory = deputises_for(somebody)
    show_panel(deputy_panel(somebody, request.args.get("did", "")))
    return render_template("cases/places/deputy.html", somebody=somebody, case=member.case, signatory=signatory)


@bp.post("/members/<uuid:id>/deputies")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    somebody, member = load(Membership, id, Action.NAME_DEPUTY)
    name_deputy(session(), somebody, by=member, at=now())
    return did_here(Act.DEPUTY, "case_people.show", member.case_id)


@endings.post("/members/<uuid:id>/deputy-endings", endpoint="create")
@small_form
@shown_again_by(new)
def create_ending(id: UUID) -> Response:  # noqa: A002
    somebody, member = load(Membership, id, Action.NAME_DEPUTY)
    end_deputy(session(), somebody, by=member, at=now())
    return did_here(Act.NO_DEPUTY, "deputies.new", id)
