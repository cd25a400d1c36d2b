"""The second step of signing in, as its owner sets it up, moves it to another phone, and renews its recovery codes."""

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.base import Refused, all_at_once
from portal.domain.people import passkey, second_factor, second_step, sign_in
from portal.domain.people.challenge import FIELD
from portal.domain.people.person import Person
from portal.forms.people import password as own_password
from portal.forms.people import second_step as form
from portal.web import codes, identity, letters, passkeys
from portal.web.http import now, session, signed_in
from portal.web.logs import logger
from portal.web.mailing import send
from portal.web.marks import before_second_step, shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("second_steps", __name__)
recovery_codes = Blueprint("recovery_codes", __name__)


@bp.get("/account/second-step")
@before_second_step
def new() -> str:
    person = signed_in()
    secret, sealed_secret = form.shown_secret(person)
    address = second_factor.address_for_app(secret, person)
    return render_template(
        "people/second_steps/new.html",
        somebody=person,
        present=second_factor.of(session(), person.id),
        has_passkeys=bool(passkey.of(session(), person.id)),
        address=address,
        picture=_picture(address),
        secret=codes.in_fours(secret),
        sealed_secret=sealed_secret,
    )


def _try_set_up() -> None:
    person = signed_in()
    second_factor.expect_other(session(), person, form.sent_secret(person), codes.sealing())
    has_one = second_factor.of(session(), person.id) is not None
    with all_at_once() as tried:
        tried(form.expect_confirmed, person)
        if has_one:
            tried(codes.prepare, person, "present_code")
        tried(own_password.prepare, person)


@bp.post("/account/second-step")
@small_form
@before_second_step
@shown_again_by(new)
@prepared_by(_try_set_up)
def create() -> str:
    """This app from now on, shown by its first code; whoever else is signed in to this account no longer is."""
    person = signed_in()
    own_password.expect(person)
    code, present_code = request.form.get("code", ""), request.form.get("present_code", "")
    secret, are_others = form.expect_confirmed(person), second_step.is_set_up(session(), person.id)
    made = second_factor.set_up(session(), person, secret, code, now(), codes.sealing(), present_code=present_code)
    sign_in.end_others(session(), person, now(), but=identity.here().id)
    logger().info("second step set up")
    send(letters.second_step_set_up(person, now()))
    return codes.shown_once(made, heading="Your second step is set up", are_others=are_others)


@recovery_codes.get("/account/recovery-codes", endpoint="new")
@before_second_step
def ask_for_codes() -> str | Response:
    person = signed_in()
    if not second_step.is_set_up(session(), person.id):
        return redirect(url_for("accounts.show"), 303)
    return render_template(
        "people/second_steps/renew.html",
        somebody=person,
        app=second_factor.of(session(), person.id),
        asked=passkeys.ask(person, passkeys.on_the_account()),
    )


def _try_renewal() -> None:
    person = signed_in()
    _expect_second_step(person)
    with all_at_once() as tried:
        tried(_prepare_factor, person)
        tried(own_password.prepare, person)


@recovery_codes.post("/account/recovery-codes", endpoint="create")
@small_form
@before_second_step
@shown_again_by(ask_for_codes)
@prepared_by(_try_renewal)
def renew_codes() -> str:
    """Other recovery codes from now on, for who has the app in hand."""
    person = signed_in()
    _expect_second_step(person)
    own_password.expect(person)
    made = second_step.renew_codes(session(), person, now(), shown_by=_use_factor)
    logger().info("recovery codes renewed")
    send(letters.codes_renewed(person, now()))
    return codes.shown_once(made, heading="Your new recovery codes", are_others=True)


def _prepare_factor(person: Person) -> None:
    """The app or a passkey, whichever the form gives; no recovery code makes others."""
    if request.form.get("by") == FIELD:
        passkeys.prepare(person, passkeys.on_the_account())
    else:
        codes.prepare(person, app_only=True)


def _use_factor(person: Person) -> None:
    if request.form.get("by") == FIELD:
        passkeys.use(session(), person, passkeys.on_the_account())
    else:
        code = request.form.get("code", "")
        second_factor.use(session(), person, code, now(), codes.sealing(), app_only=True)


def _expect_second_step(person: Person) -> None:
    if not second_step.is_set_up(session(), person.id):
        raise Refused(second_factor.NONE_SET_UP)


def _picture(address: str) -> str:
    """An address as the square picture that an app reads, drawn without a style: no page of ours may have one."""
    square = segno.make(address, error="m", micro=False)
    return square.svg_inline(omitsize=True, svgclass=None, lineclass=None, light="#fff", dark="#212b32")
