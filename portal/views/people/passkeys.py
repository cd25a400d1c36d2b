"""Passkeys, as their owner adds one and takes one off."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.domain.base import all_at_once
from portal.domain.people import passkey, second_step, sign_in
from portal.domain.people.passkey import Passkey
from portal.forms.people import passkey as form
from portal.forms.people import password as own_password
from portal.web import codes, identity, letters, passkeys
from portal.web.http import done, now, session, settings, signed_in
from portal.web.logs import logger
from portal.web.mailing import send
from portal.web.marks import before_second_step, shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("passkeys", __name__)
removals = Blueprint("passkey_removals", __name__)


@bp.get("/account/passkeys/new")
@before_second_step
def new() -> str:
    person = signed_in()
    asked, is_first = passkeys.ask_to_make(person), not second_step.is_set_up(session(), person.id)
    return render_template("people/passkeys/new.html", somebody=person, asked=asked, is_first=is_first)


def _try_to_add() -> None:
    person = signed_in()
    with all_at_once() as tried:
        tried(passkeys.expected_site)
        tried(passkey.name_of, request.form.get("passkey_name", ""))
        tried(form.answer)
        tried(own_password.prepare, person)


@bp.post("/account/passkeys")
@small_form
@before_second_step
@shown_again_by(new)
@prepared_by(_try_to_add)
def create() -> str | Response:
    """One more passkey; whoever else is signed in to this account no longer is."""
    person = signed_in()
    own_password.expect(person)
    name, made = request.form.get("passkey_name", ""), form.answer()
    challenge = form.sent_challenge(passkeys.on_the_account())
    here, most = passkeys.expected_site(), settings().max_passkeys
    made_codes = second_step.add_passkey(session(), person, name, made, challenge, now(), site=here, most=most)
    sign_in.end_others(session(), person, now(), but=identity.here().id)
    logger().info("passkey added")
    send(letters.passkey_added(person, now()))
    if made_codes:
        return codes.shown_once(made_codes, heading="Your passkey is set up", are_others=False)
    return done("accounts.show", _anchor="second-step")


@bp.get("/account/passkeys/<uuid:id>")
@before_second_step
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    one = _own(id)
    return render_template("people/passkeys/show.html", passkey=one, somebody=signed_in())


def _try_removal(id: UUID) -> None:  # noqa: A002
    _own(id)
    own_password.prepare(signed_in())


@removals.post("/account/passkeys/<uuid:id>/removals", endpoint="create")
@small_form
@before_second_step
@shown_again_by(show)
@prepared_by(_try_removal)
def take_off(id: UUID) -> Response:  # noqa: A002
    """It opens nothing any more, and whoever else is signed in to this account no longer is."""
    one, person = _own(id), signed_in()
    own_password.expect(person)
    second_step.take_passkey_off(session(), person, one, now())
    sign_in.end_others(session(), person, now(), but=identity.here().id)
    logger().info("passkey taken off")
    send(letters.passkey_taken_off(person, now()))
    return done("accounts.show", _anchor="second-step")


def _own(id: UUID) -> Passkey:  # noqa: A002
    """A passkey of whoever is signed in; nobody else's is found."""
    person, one = signed_in(), session().get(Passkey, id)
    if one is None or one.person_id != person.id:
        abort(404)
    return one
