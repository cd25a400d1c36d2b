"""Whether one's organisation signs one in: set up and taken off by oneself, with the password."""

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from portal.domain.base import all_at_once
from portal.domain.people import provider_account, sign_in
from portal.domain.people.provider_account import ProviderAccount
from portal.forms.people import password as own_password
from portal.forms.people import provider_account as form
from portal.providers import Provider
from portal.queries.people.vouching import can_vouch
from portal.web import identity, letters
from portal.web.http import done, now, session, signed_in
from portal.web.mailing import send
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.single_sign_on import known, tell
from portal.web.sizes import small_form

bp = Blueprint("provider_accounts", __name__)
removals = Blueprint("provider_account_removals", __name__)


@bp.get("/account/providers/<provider>/new")
def new(provider: str) -> str:
    """What it would mean; and, for who is back from the provider, the password that binds the two accounts."""
    asked = _offered(provider)
    return render_template(
        "people/provider_accounts/new.html", provider=asked, shown=form.shown(asked), somebody=signed_in()
    )


def _try_to_bind(provider: str) -> None:
    asked = _offered(provider)
    with all_at_once() as tried:
        tried(form.expect_shown, asked)
        tried(own_password.prepare, signed_in())


@bp.post("/account/providers/<provider>")
@small_form
@shown_again_by(new)
@prepared_by(_try_to_bind)
def create(provider: str) -> Response:
    """From now on this provider signs one in; whoever else is signed in to this account no longer is."""
    asked, person = _offered(provider), signed_in()
    own_password.expect(person)
    provider_account.bind(session(), person, asked.key, asked.name, form.expect_shown(asked), now())
    sign_in.end_others(session(), person, now(), but=identity.here().id)
    identity.once_committed(form.SHOWN, "")
    tell("a provider was bound to an account", asked)
    send(letters.provider_bound(person, now()))
    return done("accounts.show", _anchor="organisation")


@bp.get("/account/providers/<provider>")
def show(provider: str) -> str:
    asked, account = _own(provider)
    return render_template("people/provider_accounts/show.html", provider=asked, account=account, somebody=signed_in())


def _try_removal(provider: str) -> None:
    _own(provider)
    own_password.prepare(signed_in())


@removals.post("/account/providers/<provider>/removals", endpoint="create")
@small_form
@shown_again_by(show)
@prepared_by(_try_removal)
def take_off(provider: str) -> Response:
    """This provider signs one in no more, and whoever else is signed in to this account no longer is."""
    asked, account = _own(provider)
    own_password.expect(signed_in())
    provider_account.part(session(), account, asked.name, now())
    sign_in.end_others(session(), signed_in(), now(), but=identity.here().id)
    tell("a provider was taken off an account", asked)
    send(letters.provider_parted(signed_in(), now()))
    return done("accounts.show", _anchor="organisation")


def _offered(key: str) -> Provider:
    """The provider that may sign in whoever is signed in; no other one is found."""
    person, asked = signed_in(), known(key)
    if not can_vouch(session(), asked, person):
        abort(404)
    return asked


def _own(key: str) -> tuple[Provider, ProviderAccount]:
    """The provider to which whoever is signed in has bound their account; no other one is found."""
    person, asked = signed_in(), known(key)
    account = provider_account.of(session(), person.id, asked.key)
    return (asked, account) if account else abort(404)
