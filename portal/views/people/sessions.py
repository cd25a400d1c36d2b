"""Signing in and out, and giving the password again before signing."""

from typing import cast

from flask import Blueprint, current_app, g, redirect, render_template, request
from flask import session as cookie
from werkzeug.wrappers import Response as Answer

from portal.domain.base import Busy, Refused
from portal.domain.people.guesses import TooManyGuesses
from portal.domain.people.person import find
from portal.queries.negotiation.panel import Panel
from portal.web import identity, passwords
from portal.web.after import show_panel
from portal.web.http import Portal, done, now, open_to_all, session
from portal.web.marks import only_reads
from portal.web.sizes import small_form
from portal.web.unsent import give_back

bp = Blueprint("sessions", __name__)

WRONG = "That e-mail address and password do not belong together. Check both and try again."

PASSWORD_RESET = Panel(
    heading="Your password is changed",
    happened=["You chose a new password. You were signed out everywhere."],
    sees="Nobody else sees that you changed it.",
    comes_next="Sign in with the new password.",
    way_back="You can change it again once you are signed in.",
)


JOINED = Panel(
    heading="You have accepted",
    happened=["Your account is made, and you are on the case."],
    sees="Those named on the page “Who is who” of the case.",
    comes_next="Sign in with the password that you have just chosen.",
)
BEFORE = {"reset": PASSWORD_RESET, "joined": JOINED}


@bp.get("/sign-in")
@open_to_all
def new() -> str:
    show_panel(BEFORE.get(cookie.pop(identity.BEFORE, "")))
    return render_template("people/sessions/new.html", next=_inside(request.args.get("next", "")), unsent="")


@bp.post("/sign-in")
@open_to_all
@only_reads
def create() -> str | Answer | tuple[str, int]:
    """Start a session; nothing is written but the count of wrong passwords, in a transaction of its own."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    person = find(session(), email)
    try:
        right = passwords.signs_in(person, email, password)
    except TooManyGuesses as refused:
        return _not_signed_in(refused.sentence, 429)
    except Busy as busy:
        return _not_signed_in(busy.sentence, 503)
    if person is None or not right:
        return _not_signed_in(WRONG, 422)
    try:
        identity.start(cast(Portal, current_app).database, person, now())
    except Refused as changed:
        return _not_signed_in(changed.sentence, 422)
    unsent = give_back(request.form.get("unsent", ""), str(person.id))
    if unsent:
        return render_template("people/sessions/unsent.html", unsent=unsent)
    return redirect(_inside(request.form.get("next", "")) or "/", 303)


@bp.post("/sign-out")
@small_form
@open_to_all
def delete() -> Answer:
    identity.end(now())
    return done("sessions.new")


def _not_signed_in(sentence: str, status: int) -> tuple[str, int]:
    g.refused = Refused(sentence, "email")
    unsent, after = request.form.get("unsent", ""), request.form.get("next", "")
    return render_template("people/sessions/new.html", next=_inside(after), unsent=unsent), status


def _inside(path: str) -> str:
    """The path when it is one of ours; "" for any other address, also one hidden by characters that browsers drop."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else ""
