"""Signing in, in one step or two, and out."""

from collections.abc import Callable
from typing import cast

from flask import Blueprint, current_app, g, redirect, render_template, request
from flask import session as cookie
from werkzeug.wrappers import Response as Answer

from portal.domain.base import Busy, Refused
from portal.domain.people import second_factor, second_step
from portal.domain.people.guesses import TooManyGuesses
from portal.domain.people.person import Person, find
from portal.queries.negotiation.panel import Panel
from portal.web import codes, first_step, identity, passkeys, passwords
from portal.web.after import show_panel
from portal.web.http import Portal, done, now, open_to_all, session, settings
from portal.web.inside import inside
from portal.web.marks import only_reads
from portal.web.sizes import small_form
from portal.web.unsent import give_back

bp = Blueprint("sessions", __name__)

WRONG = "That e-mail address and password do not belong together. Check both and try again."
TOO_LATE = "You began to sign in more than ten minutes ago, so it no longer counts. Sign in again."
NOT_YET = "You are not signed in yet. Sign in first: what you typed is still kept here."

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
STILL_THERE = "still signed in there"


@bp.get("/sign-in")
@open_to_all
def new() -> str:
    show_panel(BEFORE.get(cookie.pop(identity.BEFORE, "")) or _still_there(cookie.pop(STILL_THERE, "")))
    return render_template("people/sessions/new.html", next=inside(request.args.get("next", "")), unsent="")


@bp.post("/sign-in")
@open_to_all
@only_reads
def create() -> str | Answer | tuple[str, int]:
    """Start a session, or ask for the second step; the count of wrong passwords has a transaction of its own."""
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
    if second_step.is_set_up(session(), person.id):
        first_step.keep(person)
        return _on_to_the_code(person)
    try:
        identity.start(
            cast(Portal, current_app).database,
            person,
            now(),
            first=lambda writing: second_step.expect_none(writing, person),
        )
    except Refused as changed:
        return _not_signed_in(changed.sentence, 422)
    return _signed_in(person)


@bp.get("/sign-in/code")
@open_to_all
def ask() -> str | Answer:
    person = first_step.given_by()
    if person is None:
        return done("sessions.new", next=inside(request.args.get("next", "")) or None)
    return _code_page(person, request.args.get("next", ""), "")


@bp.post("/sign-in/code")
@open_to_all
@only_reads
def finish() -> str | Answer | tuple[str, int]:
    """Start a session once the code is right; it is used up in the transaction that signs in."""
    code = request.form.get("code", "")
    return _finish(
        codes.prepare, lambda writing, person: second_factor.use(writing, person, code, now(), codes.sealing())
    )


@bp.post("/sign-in/passkey")
@small_form
@open_to_all
@only_reads
def finish_by_passkey() -> str | Answer | tuple[str, int]:
    """The same with a passkey: its challenge is for this signing in, and is spent in the transaction that signs in."""
    act = first_step.which()
    return _finish(
        lambda person: passkeys.prepare(person, act), lambda writing, person: passkeys.use(writing, person, act)
    )


@bp.post("/sign-in/unsent")
@open_to_all
@only_reads
def go_on() -> str | Answer | tuple[str, int]:
    """Give back what was typed, or lead on, for who has signed in meanwhile in another tab."""
    person = identity.person()
    return _signed_in(person) if person else _not_signed_in(NOT_YET, 422)


@bp.post("/sign-out")
@small_form
@open_to_all
def delete() -> Answer:
    ended = identity.end(now())
    if ended is None or ended.vouched_by is None:
        return done("sessions.new")
    cookie[STILL_THERE] = ended.vouched_by.provider
    return done("sessions.new", did="signed-out", _anchor="did")


def _still_there(key: str) -> Panel | None:
    """The panel for who signed out here, and had been signed in by this provider."""
    called = next((one.name for one in settings().single_sign_on if one.key == key), None)
    if called is None:
        return None
    return Panel(
        heading="You are signed out here",
        happened=[f"You are still signed in at {called}. On a device that others use, sign out there too."],
        sees="Nobody else sees that you signed out.",
        comes_next=f"Whoever uses this browser can sign in here again while {called} still knows you.",
        way_back="Sign in again at any time.",
    )


def _finish(prepare: Callable[[Person], None], use: first_step.Show) -> str | Answer | tuple[str, int]:
    """Sign in whose password was right in this browser, once what they show of their second step has counted."""
    person = first_step.given_by()
    if person is None:
        return _not_signed_in(TOO_LATE, 422)
    try:
        prepare(person)
        first_step.finish(person, use)
    except Refused as refused:
        g.refused = refused
        page = _code_page(person, request.form.get("next", ""), request.form.get("unsent", ""))
        return page, 429 if isinstance(refused, second_factor.TooManyCodes) else 422
    return _signed_in(person)


def _on_to_the_code(person: Person) -> str | Answer:
    """The page that asks for the code, at its own address unless there are words that must come with it."""
    unsent, after = request.form.get("unsent", ""), inside(request.form.get("next", ""))
    return _code_page(person, after, unsent) if unsent else done("sessions.ask", next=after or None)


def _signed_in(person: Person) -> str | Answer:
    """Where a person goes on who is signed in now: with what they were typing, or where they wanted to go."""
    unsent = give_back(request.form.get("unsent", ""), str(person.id))
    if unsent:
        return render_template("people/sessions/unsent.html", unsent=unsent)
    return redirect(inside(request.form.get("next", "")) or "/", 303)


def _not_signed_in(sentence: str, status: int) -> tuple[str, int]:
    g.refused = Refused(sentence, "email")
    unsent, after = request.form.get("unsent", ""), request.form.get("next", "")
    return render_template("people/sessions/new.html", next=inside(after), unsent=unsent), status


def _code_page(person: Person, after: str, unsent: str) -> str:
    return render_template(
        "people/sessions/code.html",
        next=inside(after),
        unsent=unsent,
        app=second_factor.of(session(), person.id),
        asked=passkeys.ask(person, first_step.which()),
    )
