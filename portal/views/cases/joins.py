"""The page behind the link of an invitation: it says what it is for, and its button puts the person on the case."""

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.database import lock_case
from portal.domain.base import Refused
from portal.domain.cases.invitation import OVER, Invitation, accept, invitation_of
from portal.domain.people.password import expect_fit, known_of
from portal.domain.people.person import Person, find, hashed
from portal.queries.cases.panels import Act
from portal.web import identity
from portal.web.after import did_here
from portal.web.http import done, now, open_to_all, session
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("joins", __name__)

SIGN_IN_FIRST = "There is an account for this address already. Sign in, then open the link of the letter once more."


@bp.get("/join/<token>")
@open_to_all
def new(token: str) -> str | tuple[str, int]:
    invitation = invitation_of(session(), token, now())
    if invitation is None:
        return render_template("cases/invitations/over.html"), 404
    return render_template(
        "cases/invitations/join.html",
        invitation=invitation,
        token=token,
        account=find(session(), invitation.email),
        here=identity.person(),
    )


def _try_password(token: str) -> None:
    invitation = invitation_of(session(), token, now())
    if invitation and not (identity.person() or find(session(), invitation.email)):
        password = request.form.get("new_password", "")
        expect_fit(password, "new_password", known=known_of(invitation.email, invitation.name, invitation.job))
        hashed(password)


@bp.post("/join/<token>")
@small_form
@open_to_all
@shown_again_by(new)
@prepared_by(_try_password)
def create(token: str) -> Response:
    invitation = _locked(token)
    here = identity.person()
    member = accept(session(), invitation, here or _new_person(invitation), at=now())
    if here is None:
        identity.once_committed(identity.BEFORE, "joined")
        people = url_for("case_people.show", id=member.case_id)
        return done("sessions.new", next=people, did="joined", _anchor="did")
    return did_here(Act.JOINED, "case_people.show", member.case_id)


def _locked(token: str) -> Invitation:
    """The invitation of this link, while nobody else acts on its case."""
    found = invitation_of(session(), token, now())
    if found is None:
        raise Refused(OVER)
    lock_case(session(), found.case_id)
    session().refresh(found)
    return found


def _new_person(invitation: Invitation) -> Person:
    if find(session(), invitation.email):
        raise Refused(SIGN_IN_FIRST)
    return Person.register(
        session(),
        email=invitation.email,
        name=invitation.name,
        job=invitation.job,
        password=request.form.get("new_password", ""),
        at=now(),
        field="new_password",
    )
