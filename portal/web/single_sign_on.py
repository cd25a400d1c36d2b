"""From our page to a provider of single sign-on and back: what was begun in this browser ends in it, once, and soon."""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import abort, current_app, request, url_for
from flask import session as cookie

from portal.database import lock_names
from portal.domain.people import challenge
from portal.domain.people.guesses import Limit, count_guess, forgive_guess
from portal.domain.people.provider_account import Shown
from portal.providers import Provider
from portal.web.http import Portal, now, session, settings
from portal.web.logs import logger
from portal.web.mailing import address_of_page
from portal.web.provider_answers import NotSignedIn, expect_from
from portal.web.provider_client import Code
from portal.web.sources import source

BEGUN = "single sign-on"
SCOPE = "openid email"
NOT_BEGUN = (
    "This sign-in was not begun in this browser, was begun more than ten minutes ago, or has been used already. "
    "So you are not signed in. Begin again."
)
DECLINED = "You are not signed in: {name} did not let you through, or you came back early. Nothing was done."
SLOW_DOWN = (
    "There were too many sign-ins from the network that you use which did not come to their end. "
    "Wait {minutes} minutes, then try again, or sign in with your password."
)


class Begun(NamedTuple):
    """What waits in the signed cookie until somebody is back: all of it is random but whom they asked, when, and why.

    `connects` is the sign-in whose account is to be bound to theirs at the provider; "" where they want to sign in.
    """

    provider: str
    state: str
    nonce: str
    verifier: str
    at: float
    after: str
    connects: str


def known(key: str) -> Provider:
    """The provider that the settings call so; nothing is found under any other name."""
    return next((one for one in settings().single_sign_on if one.key == key), None) or abort(404)


def begin(provider: Provider, *, after: str, connects: str) -> str:
    """The address at which the provider asks who somebody is; what tells their answer from any other waits here."""
    session().commit()  # what is asked of a provider holds no connection to the database
    there = cast(Portal, current_app).providers.description(provider)
    begun = Begun(
        provider.key,
        secrets.token_urlsafe(32),
        secrets.token_urlsafe(32),
        secrets.token_urlsafe(48),
        now().timestamp(),
        after,
        connects,
    )
    cookie[BEGUN] = list(begun)
    return str(
        prepare_grant_uri(
            there.authorization_endpoint,
            client_id=provider.client_id,
            response_type="code",
            redirect_uri=_redirect_uri(provider),
            scope=SCOPE,
            state=begun.state,
            nonce=begun.nonce,
            code_challenge=create_s256_code_challenge(begun.verifier),
            code_challenge_method="S256",
        )
    )


def answered(provider: Provider) -> tuple[Begun, Shown]:
    """What was begun here, and who the provider says has come back; NotSignedIn for anything else."""
    begun, issuer = _begun_here(provider), request.args.get("iss")
    with _tried_once(begun):
        expect_from(provider, issuer, needed=False)
        if "error" in request.args or not request.args.get("code"):
            raise NotSignedIn(DECLINED.format(name=provider.name), "it sent an error")
        brought = Code(request.args["code"], issuer, begun.verifier, begun.nonce, _redirect_uri(provider))
        return begun, cast(Portal, current_app).providers.who(provider, brought)


def tell(event: str, provider: Provider, **facts: Any) -> None:
    """Keep in the log what became of a sign-in: of which provider, and nothing of whom."""
    logger().info(event, extra={"provider": provider.key, **facts})


def _begun_here(provider: Provider) -> Begun:
    """What this answer belongs to, which counts no more in this browser; anybody else's leaves ours as it is."""
    begun = Begun(*cookie.get(BEGUN) or ("", "", "", "", 0.0, "", ""))
    same = hmac.compare_digest(begun.state.encode(), request.args.get("state", "").encode())
    old = now().timestamp() - begun.at > challenge.HOLDS.total_seconds()
    if not begun.state or not same or begun.provider != provider.key:
        raise NotSignedIn(NOT_BEGUN, "it was not begun here")
    del cookie[BEGUN]
    if old:
        raise NotSignedIn(NOT_BEGUN, "it was begun too long ago")
    return begun


@contextmanager
def _tried_once(begun: Begun) -> Iterator[None]:
    """Let this answer be the only one, and count it with those that came to nothing until it has not."""
    session().commit()
    portal, minutes = cast(Portal, current_app), settings().sign_in_window_minutes
    limit = Limit(f"Provider {source()}", settings().sign_in_attempts_per_source, SLOW_DOWN)
    with portal.database.writing() as writing:
        lock_names(writing, [limit.whose])
        guess = count_guess(writing, [limit], now(), minutes=minutes)
        challenge.spend(writing, begun.state.encode(), now())
    yield
    with portal.database.writing() as writing:
        forgive_guess(writing, guess)


def _redirect_uri(provider: Provider) -> str:
    return address_of_page(url_for("single_sign_on.show", provider=provider.key))
