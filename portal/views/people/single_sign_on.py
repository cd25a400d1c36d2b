"""Signing in with one's organisation: to its provider, and back with its word for who one is."""

from typing import cast

from flask import Blueprint, current_app, redirect, render_template, request
from flask import session as cookie
from werkzeug.wrappers import Response

from portal.domain.base import Refused
from portal.domain.people import provider_account, second_step
from portal.domain.people.provider_account import Shown
from portal.forms.people import provider_account as form
from portal.providers import Provider
from portal.queries.people.vouching import is_vouched_for
from portal.web import first_step, identity, single_sign_on
from portal.web.http import Portal, done, now, open_to_all, session, settings
from portal.web.inside import inside
from portal.web.provider_answers import NotSignedIn
from portal.web.single_sign_on import Begun, known, tell

bp = Blueprint("single_sign_on", __name__)

Page = str | Response | tuple[str, int]
OPENS_NOTHING = (
    "{name} has told us who you are, but that opens no account here. If you have one, sign in with your password. "
    "If you act for {name}, you can then let it sign you in from now on: on the page of your account."
)


@bp.get("/sign-in/with/<provider>")
@open_to_all
def new(provider: str) -> Page:
    """On to the provider; nothing is done yet, here or there."""
    asked = known(provider)
    connects = str(identity.here().id) if "connect" in request.args and identity.person() else ""
    try:
        there = single_sign_on.begin(asked, after=inside(request.args.get("next", "")), connects=connects)
    except NotSignedIn as refused:
        return _not_signed_in(asked, refused)
    return redirect(there, 303)


@bp.get("/sign-in/with/<provider>/answer")
@open_to_all
def show(provider: str) -> Page:
    """Back from the provider: signed in, asked for the second step, or told in one sentence why not."""
    asked = known(provider)
    try:
        begun, shown = single_sign_on.answered(asked)
        return _to_connect(asked, begun, shown) if begun.connects else _sign_in(asked, begun, shown)
    except Refused as refused:
        return _not_signed_in(asked, refused)


def _sign_in(provider: Provider, begun: Begun, shown: Shown) -> Response:
    account = provider_account.found(session(), provider.key, shown)
    if account is None or not is_vouched_for(session(), settings().single_sign_on, account):
        raise NotSignedIn(OPENS_NOTHING.format(name=provider.name), "not bound, or not for this provider")
    person = account.person
    counts = provider.counts_as_second_step and shown.second_step
    if second_step.is_set_up(session(), person.id) and not counts:
        first_step.keep(person, account.id)
        return done("sessions.ask", next=begun.after or None)
    identity.start(
        cast(Portal, current_app).database,
        person,
        now(),
        first=lambda writing: None if counts else second_step.expect_none(writing, person),
        vouched_by=account.id,
    )
    tell("signed in by a provider", provider)
    return redirect(begun.after or "/", 303)


def _to_connect(provider: Provider, begun: Begun, shown: Shown) -> Response:
    """Back to the page on which the password binds the two accounts, in the very session in which it was begun."""
    if identity.person() is None or str(identity.here().id) != begun.connects:
        raise NotSignedIn(single_sign_on.NOT_BEGUN, "it was begun in another session")
    cookie[form.SHOWN] = form.sealed(provider, shown)
    return done("provider_accounts.new", provider=provider.key)


def _not_signed_in(provider: Provider, refused: Refused) -> tuple[str, int]:
    tell("not signed in by a provider", provider, why=getattr(refused, "why", "refused"))
    page = render_template("people/single_sign_on/refused.html", provider=provider, sentence=refused.sentence)
    return page, 422
