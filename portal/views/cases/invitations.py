"""Inviting somebody to a case: the letter, sending it again, and taking it back."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.cases.invitation import Invitation, invite, send_again, take_back
from portal.domain.dates import london_day
from portal.forms.cases.invitation import wanted
from portal.queries.cases.panels import Act
from portal.queries.cases.people import people_to_replace, roles_to_invite
from portal.queries.staff.colleagues import colleagues
from portal.web import letter_limits
from portal.web.after import did_here
from portal.web.http import load, now, session, settings
from portal.web.inviting import send_invitation
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("invitations", __name__)
letters = Blueprint("invitation_letters", __name__)
taking_back = Blueprint("invitation_withdrawals", __name__)


@bp.get("/cases/<uuid:id>/invitations/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.INVITE)
    roles = roles_to_invite(case, member)
    return render_template(
        "cases/invitations/new.html",
        case=case,
        member=member,
        roles=roles,
        people=people_to_replace(case, member, london_day(now())),
        colleagues=colleagues(session(), case, roles),
    )


@bp.post("/cases/<uuid:id>/invitations")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.INVITE)
    roles, limits = roles_to_invite(case, member), settings()
    people = people_to_replace(case, member, london_day(now()))
    asked = wanted(roles, people, colleagues(session(), case, roles))
    days, most = limits.invitation_days, limits.max_open_invitations
    invitation, token = invite(session(), case, asked, by=member, at=now(), days=days, most=most)
    letter_limits.count_invitation(case, member.side)
    send_invitation(invitation, token)
    return did_here(Act.INVITED, "case_people.show", case.id)


@bp.get("/invitations/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """Whom it is for, and what can be done with it."""
    invitation, member = load(Invitation, id, Action.CHANGE_INVITATION)
    return render_template("cases/invitations/show.html", invitation=invitation, member=member, now=now())


@letters.post("/invitations/<uuid:id>/letters", endpoint="create")
@small_form
@shown_again_by(show)
def send_letter(id: UUID) -> Response:  # noqa: A002
    invitation, member = load(Invitation, id, Action.CHANGE_INVITATION)
    letter_limits.count_invitation(invitation.case, member.side)
    token = send_again(session(), invitation, by=member, at=now(), days=settings().invitation_days)
    send_invitation(invitation, token)
    return did_here(Act.INVITED, "case_people.show", invitation.case_id)


@taking_back.post("/invitations/<uuid:id>/withdrawals", endpoint="create")
@small_form
@shown_again_by(show)
def create_withdrawal(id: UUID) -> Response:  # noqa: A002
    invitation, member = load(Invitation, id, Action.CHANGE_INVITATION)
    take_back(session(), invitation, by=member, at=now())
    return did_here(Act.TAKEN_BACK, "case_people.show", invitation.case_id)
