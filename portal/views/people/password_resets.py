"""Choosing a new password by a link, for who has forgotten theirs."""

from flask import Blueprint, g, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.base import Refused
from portal.domain.people import password_reset
from portal.domain.people.guesses import TooManyGuesses
from portal.domain.people.person import is_address
from portal.web import identity, letter_limits, letters
from portal.web.http import done, now, open_to_all, session
from portal.web.logs import logger
from portal.web.mailing import address_of_page, send
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("password_resets", __name__)

NO_ADDRESS = "Type your e-mail address, such as name@example.org."
Page = str | tuple[str, int]


@bp.get("/password-reset/new")
@open_to_all
def new() -> str:
    return render_template("people/password_resets/new.html")


@bp.post("/password-reset")
@small_form
@open_to_all
@shown_again_by(new)
def create() -> Response | tuple[str, int]:
    """Send a link to this address, if it is an account's; the answer and the work are the same if it is none."""
    email = request.form.get("email", "")
    if not is_address(email):
        raise Refused(NO_ADDRESS, "email")
    try:
        may_be_sent = letter_limits.count_letter(email)
    except TooManyGuesses as refused:
        g.refused = Refused(refused.sentence, "email")
        return new(), 429
    if may_be_sent:
        made = password_reset.make(session(), email, now())
        page = address_of_page(url_for("password_resets.edit", token=made.token))
        send(letters.reset_link(made.person, page), keep=made.person is not None)
    return done("password_resets.sent")


@bp.get("/password-reset/sent")
@open_to_all
def sent() -> str:
    return render_template("people/password_resets/sent.html")


@bp.get("/password-reset/<token>")
@open_to_all
def edit(token: str) -> Page:
    """The form for the new password: whatever opens the link, such as a program that reads mail, changes nothing."""
    owner = password_reset.found(session(), token, now())
    if owner is None:
        return _worth_nothing()
    return render_template("people/password_resets/edit.html", token=token, somebody=owner)


def _try_password(token: str) -> Page | None:
    owner = password_reset.found(session(), token, now())
    if owner is None:
        return _worth_nothing()
    owner.expect_fit_password(request.form.get("new_password", ""))
    return None


@bp.post("/password-reset/<token>")
@small_form
@open_to_all
@shown_again_by(edit)
@prepared_by(_try_password)
def update(token: str) -> Response | Page:
    """Set the new password; whoever is signed in to the account no longer is."""
    owner = password_reset.use(session(), token, request.form.get("new_password", ""), now())
    if owner is None:
        return _worth_nothing()
    send(letters.password_changed(owner, now(), address_of_page(url_for("password_resets.new"))))
    logger().info("password reset")
    identity.once_committed(identity.BEFORE, "reset")
    return done("sessions.new", did="reset", _anchor="did")


def _worth_nothing() -> tuple[str, int]:
    return render_template("people/password_resets/gone.html"), 410
