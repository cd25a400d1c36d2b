"""The people of an organisation, for its administrators."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import StaffAction
from portal.database import lock_case
from portal.domain.dates import london_day
from portal.domain.people.administrators import end_administrator, let_open_cases, make_administrator
from portal.domain.people.organisation import Staff, add_defence_organisation, staff_of
from portal.domain.people.person import LONGEST_NAME
from portal.domain.people.staff_invitation import waiting_for
from portal.domain.staff.taking_off import cases_concerned, take_off_staff
from portal.policy_of_staff import may_in
from portal.queries.staff.organisations import Attended, organisations
from portal.queries.staff.panels import StaffAct, organisation_panel, staff_panel
from portal.queries.staff.people import leaving_of, without_signatory
from portal.web import fields
from portal.web.after import did_here, show_panel
from portal.web.http import done, now, session, settings
from portal.web.marks import only_reads, shown_again_by
from portal.web.sizes import small_form
from portal.web.staff import load_for_all, load_of_staff, load_organisation

NO_WORDS = "Write words of the name."
NO_NAME = "Give the name of the defence organisation."

bp = Blueprint("organisations", __name__)
staff = Blueprint("staff", __name__)
removals = Blueprint("staff_removals", __name__)
administrators = Blueprint("administrators", __name__)
case_openers = Blueprint("case_openers", __name__)


@bp.get("/organisations")
def index() -> str:
    """The organisations that nobody looks after."""
    load_for_all(StaffAction.VIEW_ORGANISATIONS)
    most = settings().accounts_shown
    found = organisations(session(), "", most + 1, unattended=True)
    return _list(found, most, words=request.form.get("find", ""), unattended=True)


@bp.post("/organisations/searches")
@only_reads
@small_form
@shown_again_by(index)
def search() -> str:
    """The organisations with these words in the name."""
    load_for_all(StaffAction.VIEW_ORGANISATIONS)
    words, most = fields.required("find", LONGEST_NAME, NO_WORDS), settings().accounts_shown
    return _list(organisations(session(), words, most + 1), most, words=words)


def _list(found: Sequence[Attended], most: int, *, words: str, unattended: bool = False) -> str:
    return render_template(
        "staff/organisations/index.html",
        words=words,
        found=found[:most],
        has_more=len(found) > most,
        unattended=unattended,
    )


@bp.post("/organisations")
@small_form
@shown_again_by(index)
def create() -> Response:
    """A defence organisation, which comes with no case."""
    load_for_all(StaffAction.ADD_ORGANISATION)
    name = fields.required("organisation", LONGEST_NAME, NO_NAME)
    return did_here(StaffAct.ADDED, "organisations.show", add_defence_organisation(session(), name, now()).id)


@bp.get("/organisations/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    organisation, actor = load_organisation(id, StaffAction.VIEW_STAFF)
    show_panel(organisation_panel(session(), request.args.get("did", ""), organisation, actor))
    return render_template(
        "staff/organisations/show.html",
        organisation=organisation,
        actor=actor,
        people=staff_of(session(), organisation),
        invitations=waiting_for(session(), organisation),
        unsigned=without_signatory(session(), organisation) if actor.organisation_id == organisation.id else [],
        now=now(),
    )


@staff.get("/staff/<uuid:id>", endpoint="show")
def show_one(id: UUID) -> str:  # noqa: A002
    """Somebody of the organisation, and what their administrator can do."""
    somebody, actor = load_of_staff(Staff, id, StaffAction.VIEW_STAFF)
    show_panel(staff_panel(request.args.get("did", ""), somebody))
    takes_off = may_in(actor, StaffAction.TAKE_OFF_STAFF, somebody.organisation)
    return render_template(
        "staff/organisations/somebody.html",
        somebody=somebody,
        actor=actor,
        leaving=leaving_of(session(), somebody, actor, london_day(now())) if takes_off else None,
    )


@administrators.post("/staff/<uuid:id>/administrators", endpoint="create")
@small_form
@shown_again_by(show_one)
def name_administrator(id: UUID) -> Response:  # noqa: A002
    somebody, actor = load_of_staff(Staff, id, StaffAction.NAME_ADMINISTRATOR)
    make_administrator(session(), somebody, by=actor, at=now())
    return did_here(StaffAct.NAMED, "staff.show", id)


@administrators.post("/staff/<uuid:id>/administrator-ends", endpoint="end")
@small_form
@shown_again_by(show_one)
def name_no_administrator(id: UUID) -> Response:  # noqa: A002
    somebody, actor = load_of_staff(Staff, id, StaffAction.NAME_ADMINISTRATOR)
    end_administrator(session(), somebody, by=actor, at=now())
    if somebody is actor:
        return done("accounts.show", _anchor="organisations")
    return did_here(StaffAct.NOT_NAMED, "staff.show", id)


@case_openers.post("/staff/<uuid:id>/case-openers", endpoint="create")
@small_form
@shown_again_by(show_one)
def let_open(id: UUID) -> Response:  # noqa: A002
    somebody, actor = load_of_staff(Staff, id, StaffAction.LET_OPEN_CASES)
    let_open_cases(session(), somebody, True, by=actor, at=now())
    return did_here(StaffAct.OPENS_CASES, "staff.show", id)


@case_openers.post("/staff/<uuid:id>/case-opener-ends", endpoint="end")
@small_form
@shown_again_by(show_one)
def let_open_no_more(id: UUID) -> Response:  # noqa: A002
    somebody, actor = load_of_staff(Staff, id, StaffAction.LET_OPEN_CASES)
    let_open_cases(session(), somebody, False, by=actor, at=now())
    return did_here(StaffAct.OPENS_NO_CASES, "staff.show", id)


@removals.post("/staff/<uuid:id>/removals", endpoint="create")
@small_form
@shown_again_by(show_one)
def take_off(id: UUID) -> Response:  # noqa: A002
    """Take them off the organisation and its cases, each of which is locked before."""
    somebody, actor = load_of_staff(Staff, id, StaffAction.TAKE_OFF_STAFF)
    locked = cases_concerned(session(), somebody, london_day(now()))
    for case_id in locked:
        lock_case(session(), case_id)
    take_off_staff(session(), somebody, by=actor, at=now(), locked=locked)
    if somebody is actor:
        return done("accounts.show", _anchor="organisations")
    return did_here(StaffAct.TAKEN_OFF, "organisations.show", somebody.organisation_id)
