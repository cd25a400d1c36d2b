"""Signing in and out, and giving the password again before signing."""

from flask import Blueprint, g, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from portal.database import lock_address
from portal.domain.base import Refused
from portal.domain.people.person import SLOW_DOWN, is_throttled, sign_in
from portal.web import identity
from portal.web.http import done, now, open_to_all, session, settings
from portal.web.unsent import give_back

bp = Blueprint("sessions", __name__)

WRONG = "That e-mail address and password do not belong together. Check both and try again."


@bp.get("/sign-in")
@open_to_all
def new() -> str:
    return render_template("people/sessions/new.html", next=_inside(request.args.get("next", "")), unsent="")


@bp.post("/sign-in")
@open_to_all
def create() -> str | Answer | tuple[str, int]:
    email, password = request.form.get("email", ""), request.form.get("password", "")
    limits = settings()
    minutes = limits.sign_in_window_minutes
    lock_address(session(), email)
    if is_throttled(session(), email=email, at=now(), attempts=limits.sign_in_attempts, minutes=minutes):
        return _not_signed_in(SLOW_DOWN.format(minutes=minutes), 429)
    person = sign_in(session(), email=email, password=password, at=now())
    if person is None:
        return _not_signed_in(WRONG, 422)
    identity.start(person, now())
    unsent = give_back(request.form.get("unsent", ""), str(person.id))
    if unsent:
        return render_template("people/sessions/unsent.html", unsent=unsent)
    return redirect(_inside(request.form.get("next", "")) or "/", 303)


@bp.post("/sign-out")
@open_to_all
def delete() -> Answer:
    identity.end()
    return done("sessions.new")


def _not_signed_in(sentence: str, status: int) -> tuple[str, int]:
    g.refused = Refused(sentence, "email")
    unsent, after = request.form.get("unsent", ""), request.form.get("next", "")
    return render_template("people/sessions/new.html", next=_inside(after), unsent=unsent), status


def _inside(path: str) -> str:
    """The path when it is one of ours; "" for any other address, also one hidden by characters that browsers drop."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else ""
