"""Several cases are handed over to a colleague at once, and taken over by them."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.actions import OwnAction
from portal.database import lock_case
from portal.domain.dates import london_day
from portal.domain.people.organisation import Staff
from portal.domain.staff.away import colleagues_of
from portal.domain.staff.handing_over import hand_over_cases, handed_to, take_over, to_hand_over
from portal.forms.staff.away import chosen
from portal.queries.staff.case_handovers import HandedAct, handed_panel, places_to_hand_over, taken_over_panel
from portal.web import fields, letter_limits, letters
from portal.web.after import did_here, show_panel
from portal.web.http import done, now, session, settings, signed_in
from portal.web.mailing import address_of_page, send
from portal.web.marks import shown_again_by
from portal.web.patients import expect_no_patient
from portal.web.sizes import small_form
from portal.web.staff import load_of_oneself

bp = Blueprint("case_handovers", __name__)
taking = Blueprint("cases_taken_over", __name__)


@bp.get("/staff/<uuid:id>/case-handovers")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """One's own cases: which are handed over to whom, and which can be."""
    staff = load_of_oneself(Staff, id, OwnAction.HAND_OVER_CASES)
    places = places_to_hand_over(session(), staff, now())
    show_panel(handed_panel(places, request.args.get("did", "")))
    return render_template(
        "staff/case_handovers/index.html", staff=staff, places=places, colleagues=colleagues_of(session(), staff)
    )


@bp.post("/staff/<uuid:id>/case-handovers")
@small_form
@shown_again_by(index)
def create(id: UUID) -> Response:  # noqa: A002
    staff = load_of_oneself(Staff, id, OwnAction.HAND_OVER_CASES)
    ticked, limits = fields.ids("cases"), settings()
    for case_id in sorted(one.case_id for one in to_hand_over(session(), staff, london_day(now()))):
        lock_case(session(), case_id)
    to = chosen("colleague", colleagues_of(session(), staff))
    days, most = limits.invitation_days, limits.max_open_invitations
    hand_over_cases(session(), staff, ticked, to, at=now(), days=days, most=most)
    if to:
        letter_limits.expect_letter(to.person.email)
        send(letters.asked_by_colleague(to.person, address_of_page(url_for("cases_taken_over.index"))))
    return did_here(HandedAct.ASKED, "case_handovers.index", id)


@taking.get("/case-handovers", endpoint="index")
def index_of_handed() -> str:
    """What colleagues ask the reader to take over."""
    person = signed_in()
    show_panel(taken_over_panel(session(), person, request.args.get("did", "")))
    return render_template("staff/case_handovers/taken.html", handed=handed_to(session(), person, now()))


@taking.post("/case-handovers", endpoint="create")
@small_form
@shown_again_by(index_of_handed)
def create_taking() -> Response:
    person = signed_in()
    expect_no_patient()
    ticked = fields.ids("cases")
    for case_id in sorted({one.case_id for one in handed_to(session(), person, now())} & ticked):
        lock_case(session(), case_id)
    take_over(session(), person, ticked, at=now())
    return done("cases_taken_over.index", did=HandedAct.TAKEN.value, _anchor="did")
