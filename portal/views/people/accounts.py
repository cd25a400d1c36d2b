"""One's own account: who one is here, on which devices one is signed in, and what happened to it."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from portal.domain.base import all_at_once
from portal.domain.people import account_event, passkey, password_reset, recovery, second_factor, sign_in
from portal.domain.people.person import locked
from portal.domain.people.sign_in import SignIn
from portal.forms.people import password as own_password
from portal.queries.cases.panels import Act
from portal.queries.negotiation.panel import Panel
from portal.queries.people.vouching import offers
from portal.queries.staff.panels import joined_panel
from portal.queries.staff.people import own_places
from portal.web import identity, known_devices, letters
from portal.web.after import show_panel
from portal.web.http import done, now, session, settings, signed_in
from portal.web.logs import logger
from portal.web.mailing import address_of_page, send
from portal.web.marks import before_second_step, shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("accounts", __name__)
sign_ins = Blueprint("sign_ins", __name__)
passwords = Blueprint("passwords", __name__)

CHANGED = "password was changed"
PASSWORD_CHANGED = Panel(
    heading="Your password is changed",
    happened=["From now on you sign in with the new password. You were signed out everywhere else."],
    sees="Nobody else sees that you changed it.",
    comes_next="There is nothing you need to do.",
    way_back="You can change it again at any time.",
)


@bp.get("/account")
@before_second_step
def show(**_: object) -> str:
    person = signed_in()
    places = own_places(session(), person)
    joined = joined_panel([one.staff for one in places]) if request.args.get("did") == Act.JOINED.value else None
    show_panel(PASSWORD_CHANGED if cookie.pop(CHANGED, False) else joined)
    return render_template(
        "people/accounts/show.html",
        somebody=person,
        places=places,
        second_step=second_factor.of(session(), person.id),
        passkeys=passkey.of(session(), person.id),
        codes_left=recovery.left(session(), person.id),
        devices=sign_in.standing(session(), person, now()),
        here=identity.here(),
        organisations=offers(session(), settings().single_sign_on, person),
        changes=account_event.changes_of(session(), person.id),
    )


@bp.get("/account/here")
@before_second_step
def stay() -> Response:
    """Somebody is still there: their session goes on."""
    signed_in()
    return Response(status=204)


@passwords.get("/account/password/change", endpoint="edit")
@before_second_step
def edit_password() -> str:
    return render_template("people/accounts/password.html", somebody=signed_in())


def _try_password() -> None:
    person = signed_in()
    with all_at_once() as tried:
        tried(own_password.prepare, person)
        tried(person.expect_new_password, request.form.get("new_password", ""))


@passwords.post("/account/password", endpoint="update")
@small_form
@before_second_step
@shown_again_by(edit_password)
@prepared_by(_try_password)
def change_password() -> Response:
    """Another password; whoever else is signed in to this account no longer is."""
    person = locked(session(), signed_in().id)
    own_password.expect(person)
    person.change_password(session(), request.form.get("new_password", ""), now())
    sign_in.end_others(session(), person, now(), but=identity.here().id)
    password_reset.end_links(session(), person, now())
    send(letters.password_changed(person, now(), address_of_page(url_for("password_resets.new"))))
    logger().info("password changed")
    identity.once_committed(CHANGED, True)
    return known_devices.remember(done("accounts.show", did="changed", _anchor="did"), person)


@sign_ins.post("/account/sign-ins/<uuid:id>/ends", endpoint="end")
@small_form
@before_second_step
@shown_again_by(show)
def end_one(id: UUID) -> Response:  # noqa: A002 - the name of the part of the address
    person, one = signed_in(), session().get(SignIn, id)
    if one is None or one.person_id != person.id:
        abort(404)
    sign_in.end(one, now())
    return done("accounts.show", _anchor="devices")


@sign_ins.post("/account/sign-ins/ends", endpoint="end_others")
@small_form
@before_second_step
@shown_again_by(show)
def end_others() -> Response:
    person = signed_in()
    sign_in.end_others(session(), person, now(), but=identity.here().id)
    return done("accounts.show", _anchor="devices")
