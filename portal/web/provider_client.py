"""Asks providers of single sign-on: within limits of time and size, so many at once, and never within a transaction."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from threading import BoundedSemaphore
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote_plus

from aiohttp import ClientError, ClientSession, DummyCookieJar, encode_basic_auth

from portal.config import Settings
from portal.domain.people.provider_account import Shown
from portal.providers import Provider
from portal.web.provider_answers import (
    Description,
    NotBelieved,
    NotSignedIn,
    claims_in,
    description_from,
    expect_from,
    shown_by,
)

OF_ITSELF = "/.well-known/openid-configuration"
UNREACHABLE = (
    "{name} cannot be reached just now, so you are not signed in. Try again in a few minutes, or sign in with your "
    "password."
)
BUSY = "Many people are signing in with {name} just now. Wait a minute, then try again."
ASKS_FOR = {"Accept": "application/json", "Accept-Encoding": "identity"}
Found = TypeVar("Found")
Asks = Callable[[ClientSession], Awaitable[Found]]


class Unusable(Exception):
    """An answer that is none: in our words why."""


class Code(NamedTuple):
    """What somebody brought back from a provider, and what only we know of the signing in that it is for."""

    code: str
    issuer: str | None
    verifier: str
    nonce: str
    redirect_uri: str


class ProviderClient:
    """Asks each provider; how one describes itself is kept for a few minutes, and made again by any process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        most = settings.max_provider_requests_at_once
        self._turns = {one.key: BoundedSemaphore(most) for one in settings.single_sign_on}
        self._kept: dict[str, tuple[float, Description]] = {}

    def description(self, provider: Provider) -> Description:
        """Where to ask this provider for what."""
        until, kept = self._kept.get(provider.key, (0.0, None))
        if kept and time.monotonic() < until:
            return kept
        said = self._ask(provider, lambda asking: self._json(asking, "GET", provider.issuer.rstrip("/") + OF_ITSELF))
        found = description_from(said, provider)
        until = time.monotonic() + self._settings.provider_description_minutes * 60
        self._kept[provider.key] = until, found
        return found

    def who(self, provider: Provider, brought: Code) -> Shown:
        """Who somebody is, by the code that they brought from this provider.

        Raises NotSignedIn where the provider cannot be asked, does not answer in time, or says what cannot be believed.
        """
        there = self.description(provider)
        expect_from(provider, brought.issuer, needed=there.names_itself)
        return self._ask(provider, lambda asking: self._who(asking, provider, there, brought))

    async def _who(self, asking: ClientSession, provider: Provider, there: Description, brought: Code) -> Shown:
        token = await self._json(asking, "POST", there.token_endpoint, **_exchange(provider, there, brought))
        keys = await self._json(asking, "GET", there.jwks_uri)
        claims = claims_in(token, keys, provider, brought.nonce)
        if "email" not in claims and there.userinfo_endpoint:
            bearer = {"Authorization": f"Bearer {token.get('access_token')}"}
            more = await self._json(asking, "GET", there.userinfo_endpoint, headers=bearer)
            if more.get("sub") != claims["sub"]:
                raise NotBelieved(provider, "what it says of somebody is of somebody else")
            claims = dict(more) | claims
        return shown_by(claims, provider)

    def _ask(self, provider: Provider, asks: Asks[Found]) -> Found:
        """What is found by asking. Raises NotSignedIn for all that can go wrong on the way, or with an answer."""
        turn = self._turns[provider.key]
        if not turn.acquire(blocking=False):
            raise NotSignedIn(BUSY.format(name=provider.name), "too many at once")
        try:
            return asyncio.run(self._in_time(asks))
        except Unusable as failed:
            raise NotBelieved(provider, f"its answer is of no use: {failed}") from failed
        except (ClientError, OSError, ValueError) as failed:  # a TimeoutError is an OSError
            sentence = UNREACHABLE.format(name=provider.name)
            raise NotSignedIn(sentence, f"it cannot be asked: {type(failed).__name__}") from failed
        finally:
            turn.release()

    async def _in_time(self, asks: Asks[Found]) -> Found:
        async with asyncio.timeout(self._settings.max_provider_seconds):
            async with ClientSession(
                headers=ASKS_FOR, cookie_jar=DummyCookieJar(), auto_decompress=False, trust_env=True
            ) as asking:
                return await asks(asking)

    async def _json(self, asking: ClientSession, method: str, address: str, **how: Any) -> Mapping[str, Any]:
        """The JSON object that is there. Raises Unusable for any other answer, and OSError where the provider fails."""
        async with asking.request(method, address, allow_redirects=False, **how) as answer:
            if answer.status >= 500:
                raise ConnectionError(f"status {answer.status}")
            if answer.status != 200:
                raise Unusable(f"status {answer.status}")
            body = bytearray()
            async for piece in answer.content.iter_any():
                body += piece
                if len(body) > self._settings.max_provider_bytes:
                    raise Unusable("too large")
        return _object(bytes(body))


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unusable("no JSON") from error
    if not isinstance(found, dict):
        raise Unusable("no object")
    return found


def _exchange(provider: Provider, there: Description, brought: Code) -> dict[str, Any]:
    """How the code is given for a token: with the secret as this provider takes it (RFC 6749 §2.3.1)."""
    form = {
        "grant_type": "authorization_code",
        "code": brought.code,
        "redirect_uri": brought.redirect_uri,
        "code_verifier": brought.verifier,
    }
    if there.secret_in_form:
        return {"data": form | {"client_id": provider.client_id, "client_secret": provider.client_secret}}
    shown = encode_basic_auth(quote_plus(provider.client_id), quote_plus(provider.client_secret))
    return {"data": form, "headers": {"Authorization": shown}}
