"""Somebody's place on a case: taking them off, leaving, and what a representative may do."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.invitation import take_off
from portal.domain.cases.leaving import end_place, limit_representative, why_needed
from portal.forms.cases.invitation import read_limits
from portal.queries.cases.panels import Act
from portal.web.after import did_here
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

removals = Blueprint("removals", __name__)
limits = Blueprint("limits", __name__)
departures = Blueprint("departures", __name__)


@removals.get("/members/<uuid:id>/removals/new", endpoint="new")
def new_removal(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    somebody, member = load(Membership, id, Action.TAKE_OFF)
    return _asked_before(somebody, member)


@removals.post("/members/<uuid:id>/removals", endpoint="create")
@small_form
@shown_again_by(new_removal)
def create_removal(id: UUID) -> Response:  # noqa: A002
    somebody, member = load(Membership, id, Action.TAKE_OFF)
    take_off(session(), somebody, by=member, at=now())
    return did_here(Act.ENDED, "case_people.show", member.case_id)


@limits.get("/members/<uuid:id>/limits/edit", endpoint="edit")
def edit_limits(id: UUID) -> str:  # noqa: A002
    somebody, member = load(Membership, id, Action.LIMIT)
    return render_template("cases/places/limit.html", somebody=somebody, case=member.case)


@limits.post("/members/<uuid:id>/limits", endpoint="update")
@small_form
@shown_again_by(edit_limits)
def update_limits(id: UUID) -> Response:  # noqa: A002
    somebody, member = load(Membership, id, Action.LIMIT)
    reach, last_day = read_limits()
    limit_representative(session(), somebody, reach=reach, last_day=last_day, by=member, at=now())
    return did_here(Act.LIMITED, "case_people.show", member.case_id)


@departures.get("/cases/<uuid:id>/departures/new", endpoint="new")
def new_departure(id: UUID) -> str:  # noqa: A002
    _, member = load(Case, id, Action.LEAVE)
    return _asked_before(member, member)


@departures.post("/cases/<uuid:id>/departures", endpoint="create")
@small_form
@shown_again_by(new_departure)
def create_departure(id: UUID) -> Response:  # noqa: A002
    _, member = load(Case, id, Action.LEAVE)
    end_place(session(), member, by=member, at=now())
    return done("home.index")


def _asked_before(somebody: Membership, member: Membership) -> str:
    needed = why_needed(somebody)
    return render_template("cases/places/end.html", somebody=somebody, member=member, case=member.case, needed=needed)
