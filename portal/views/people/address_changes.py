"""Another e-mail address for one's own account: asked for with the password, and shown to be one's own by a link."""

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.base import Refused, all_at_once
from portal.domain.people import accounts, address_change, sign_in
from portal.domain.people.guesses import TooManyGuesses
from portal.domain.people.person import locked
from portal.forms.people import password as own_password
from portal.web import identity, letter_limits, letters
from portal.web.http import done, now, open_to_all, session, signed_in
from portal.web.logs import logger
from portal.web.mailing import address_of_page, send
from portal.web.marks import before_second_step, shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("address_changes", __name__)

Page = str | tuple[str, int]


@bp.get("/account/address/new")
@before_second_step
def new() -> str:
    return render_template("people/address_changes/new.html", somebody=signed_in())


def _try_to_ask() -> None:
    person = signed_in()
    with all_at_once() as tried:
        tried(address_change.expect_another, person, request.form.get("email", ""))
        tried(own_password.prepare, person)


@bp.post("/account/address")
@small_form
@before_second_step
@shown_again_by(new)
@prepared_by(_try_to_ask)
def create() -> Response:
    """Send a link to the new address; the answer is the same where another account has it, and nothing is sent."""
    person, email = locked(session(), signed_in().id), request.form.get("email", "")
    own_password.expect(person)
    try:
        may_be_sent = letter_limits.count_letter(email)
    except TooManyGuesses as refused:
        raise Refused(refused.sentence, "email") from refused
    asked = address_change.ask(session(), person, email, now())
    page = address_of_page(url_for("address_changes.show", token=asked.token))
    send(letters.address_link(email, page), keep=may_be_sent and asked.may_be_sent)
    return done("address_changes.sent")


@bp.get("/account/address/sent")
@before_second_step
def sent() -> str:
    signed_in()
    return render_template("people/address_changes/sent.html")


@bp.get("/address/<token>")
@open_to_all
def show(token: str) -> Page:
    """What its button would do: whatever opens the link, such as a program that reads mail, changes nothing."""
    wanted = address_change.found(session(), token, now())
    if wanted is None:
        return _worth_nothing()
    return render_template("people/address_changes/show.html", token=token, wanted=wanted)


@bp.post("/address/<token>")
@small_form
@open_to_all
@shown_again_by(show)
def update(token: str) -> Response | Page:
    """The account signs in with the new address; whoever is signed in to it elsewhere no longer is."""
    moved = accounts.move_by_link(session(), token, now())
    if moved is None:
        return _worth_nothing()
    owner, before = moved
    here = identity.person()
    is_here = here is not None and here.id == owner.id
    sign_in.end_others(session(), owner, now(), but=identity.here().id if is_here else None)
    send(letters.moved_away(owner, before, now()))
    send(letters.moved_here(owner, now()))
    logger().info("address changed")
    return done("accounts.show" if is_here else "sessions.new")


def _worth_nothing() -> tuple[str, int]:
    return render_template("people/address_changes/gone.html"), 410
