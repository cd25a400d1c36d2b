"""The page behind the link of an invitation: it says what it is for, and its button accepts it."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.database import lock_case
from portal.domain.base import Refused
from portal.domain.cases.invitation import Invitation, accept
from portal.domain.people.administrators import join
from portal.domain.people.asked_by_letter import OVER, asked_by
from portal.domain.people.mail_preference import Chosen, choose, sealing
from portal.domain.people.password import expect_fit, known_of
from portal.domain.people.person import Person, find, hashed
from portal.domain.people.staff_invitation import StaffInvitation
from portal.forms.people.mail import read_phrase
from portal.queries.cases.panels import Act
from portal.web import identity
from portal.web.http import done, now, open_to_all, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("joins", __name__)

SIGN_IN_FIRST = "There is an account for this address already. Sign in, then open the link of the letter once more."


@bp.get("/join/<token>")
@open_to_all
def new(token: str) -> str | tuple[str, int]:
    asked = _asked(token)
    if asked is None:
        return render_template("cases/invitations/over.html"), 404
    return render_template(
        "cases/invitations/join.html",
        invitation=asked,
        token=token,
        account=find(session(), asked.email),
        here=identity.person(),
    )


def _try_password(token: str) -> None:
    asked = _asked(token)
    if asked and not (identity.person() or find(session(), asked.email)):
        password = request.form.get("new_password", "")
        expect_fit(password, "new_password", known=known_of(asked.email, asked.name, asked.job))
        hashed(password)


@bp.post("/join/<token>")
@small_form
@open_to_all
@shown_again_by(new)
@prepared_by(_try_password)
def create(token: str) -> Response:
    asked = _locked(token)
    here = identity.person()
    page = _accepted(asked, here or _new_person(asked))
    if here is None:
        identity.once_committed(identity.BEFORE, "joined")
        return done("sessions.new", next=url_for(**page), did="joined", _anchor="did")
    return done(**page, did=Act.JOINED.value, _anchor="did")


def _asked(token: str) -> Invitation | StaffInvitation | None:
    """What the link asks to, a case or an organisation; None where it no longer holds, or never did."""
    return asked_by(session(), Invitation, token, now()) or asked_by(session(), StaffInvitation, token, now())


def _locked(token: str) -> Invitation | StaffInvitation:
    """The same, while nobody else acts on its case; who acts for an organisation is held still by the domain."""
    found = _asked(token)
    if found is None:
        raise Refused(OVER)
    if isinstance(found, Invitation):
        lock_case(session(), found.case_id)
        session().refresh(found)
    return found


def _accepted(asked: Invitation | StaffInvitation, person: Person) -> dict[str, Any]:
    """Accept it; the endpoint that shows what came of it, with what its address needs."""
    if isinstance(asked, StaffInvitation):
        join(session(), asked, person, at=now())
        return {"endpoint": "accounts.show"}
    return {"endpoint": "case_people.show", "id": accept(session(), asked, person, at=now()).case_id}


def _new_person(asked: Invitation | StaffInvitation) -> Person:
    if find(session(), asked.email):
        raise Refused(SIGN_IN_FIRST)
    phrase = read_phrase()
    person = Person.register(
        session(),
        email=asked.email,
        name=asked.name,
        job=asked.job,
        password=request.form.get("new_password", ""),
        at=now(),
        field="new_password",
    )
    if phrase:
        choose(session(), person, Chosen(phrase=phrase), now(), sealing(settings().secret_keys))
    return person
