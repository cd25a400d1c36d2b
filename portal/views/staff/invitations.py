"""Asking somebody to act for an organisation: the letter, sending it again, and taking it back."""

from uuid import UUID

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from portal.actions import StaffAction
from portal.domain.dates import day
from portal.domain.people.staff_invitation import StaffInvitation, invite_colleague, send_again, take_back
from portal.forms.staff.invitation import read_colleague
from portal.queries.staff.panels import StaffAct
from portal.web import letter_limits
from portal.web import letters as written
from portal.web.after import did_here
from portal.web.http import now, session, settings
from portal.web.mailing import address_of_page, send
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form
from portal.web.staff import load_of_staff, load_organisation

bp = Blueprint("staff_invitations", __name__)
letters = Blueprint("staff_invitation_letters", __name__)
taking_back = Blueprint("staff_invitation_withdrawals", __name__)


@bp.get("/organisations/<uuid:id>/invitations/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    organisation, _ = load_organisation(id, StaffAction.INVITE_STAFF)
    return render_template("staff/invitations/new.html", organisation=organisation)


@bp.post("/organisations/<uuid:id>/invitations")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    organisation, actor = load_organisation(id, StaffAction.INVITE_STAFF)
    days, most = settings().invitation_days, settings().max_open_invitations
    asked, token = invite_colleague(session(), organisation, read_colleague(), by=actor, at=now(), days=days, most=most)
    letter_limits.count_staff_invitation(organisation)
    _send(asked, token)
    return did_here(StaffAct.INVITED, "organisations.show", id)


@bp.get("/staff-invitations/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """Who is asked, and what can be done with the invitation."""
    asked, _ = load_of_staff(StaffInvitation, id, StaffAction.CHANGE_STAFF_INVITATION)
    return render_template("staff/invitations/show.html", invitation=asked, now=now())


@letters.post("/staff-invitations/<uuid:id>/letters", endpoint="create")
@small_form
@shown_again_by(show)
def send_letter(id: UUID) -> Response:  # noqa: A002
    asked, _ = load_of_staff(StaffInvitation, id, StaffAction.CHANGE_STAFF_INVITATION)
    letter_limits.count_staff_invitation(asked.organisation)
    _send(asked, send_again(session(), asked, at=now(), days=settings().invitation_days))
    return did_here(StaffAct.INVITED, "organisations.show", asked.organisation_id)


@taking_back.post("/staff-invitations/<uuid:id>/withdrawals", endpoint="create")
@small_form
@shown_again_by(show)
def create_withdrawal(id: UUID) -> Response:  # noqa: A002
    asked, _ = load_of_staff(StaffInvitation, id, StaffAction.CHANGE_STAFF_INVITATION)
    take_back(session(), asked, at=now())
    return did_here(StaffAct.TAKEN_BACK, "organisations.show", asked.organisation_id)


def _send(asked: StaffInvitation, token: str) -> None:
    link = address_of_page(url_for("joins.new", token=token))
    send(written.invitation(asked.email, link, day(asked.expires_at)))
