"""Providers of single sign-on for tests: a real one, in a process of its own, and one that says what a test wants."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.test import TestResponse

from portal.domain.people.provider_account import ProviderAccount
from portal.providers import Provider
from portal.web.http import Portal
from portal.web.provider_client import ProviderClient
from scripts.provider import client, start
from tests.factories import Story

PORTAL, SECRET = "http://localhost", "a-secret-of-ours"
DOMAINS = ("example.org",)
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})


def provider_of(issuer: str, key: str = "harbour", **other: Any) -> Provider:
    """The setting of a provider that speaks for the story's organisation."""
    facts = {"name": "Harbour Trust", "speaks_for": "Harbour Trust", "domains": DOMAINS, "client_secret": SECRET}
    return Provider(**{"key": key, "client_id": key, "issuer": issuer} | facts | other)


def ask(app: Portal, *providers: Provider, **other: Any) -> None:
    """Let this portal ask these providers."""
    app.settings = replace(app.settings, public_url=PORTAL, single_sign_on=providers, **other)
    app.providers = ProviderClient(app.settings)


def bound(app: Portal, story: Story, provider: Provider, role: str = "editor") -> ProviderAccount:
    """This person's account at the provider, which knows them by their role, bound to theirs here."""
    with app.database.writing() as session:
        account = ProviderAccount(
            person_id=story.people[role].id,
            provider=provider.key,
            issuer=provider.issuer,
            subject=role,
            bound_at=story.tick(),
        )
        session.add(account)
    return account


class _Stays(HTTPRedirectHandler):
    """Follows no redirect: the test does, as far as it wants."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class RealProvider:
    """A certified provider on this machine; anybody can be anybody there."""

    port: int

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def visit(self, address: str, who: str) -> str:
        """Where the provider sends back a browser that came to this address, in which somebody says who they are."""
        browser = build_opener(HTTPCookieProcessor(CookieJar()), _Stays)
        while address.startswith(self.issuer):
            choosing = urlsplit(address).path.startswith("/choose/")
            address = _leads_to(browser, f"{address}?as={who}" if choosing else address, self.issuer)
        return address


def _leads_to(browser: OpenerDirector, address: str, issuer: str) -> str:
    try:
        browser.open(address).close()
    except HTTPError as answer:
        location = answer.headers["Location"] or ""
        return location if "://" in location else issuer + location
    raise AssertionError(f"{address} leads nowhere")


@contextmanager
def real_provider(*keys: str, people: dict[str, Any]) -> Iterator[RealProvider]:
    """The provider, for the portals of these keys, with these people."""
    provider = RealProvider(_free_port())
    process = start(provider.port, [client(key, PORTAL, SECRET) for key in keys], people)
    assert process.stdout
    assert process.stdout.readline().strip() == "ready"
    try:
        yield provider
    finally:
        process.terminate()
        process.communicate()


@dataclass
class Liar:
    """A provider that says what it was told to say, true or not; as it is, it tells the truth about the editor."""

    port: int = 0
    claims: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Callable[[BaseHTTPRequestHandler], bytes]] = field(default_factory=dict)
    nonce: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def said(self, path: str) -> dict[str, Any]:
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            places = {"authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/jwks"}
            return {"issuer": self.issuer, **{one: self.issuer + at for one, at in places.items()}, **self.description}
        if path == "/jwks":
            return KeySet([KEY]).as_dict(private=False)
        return {"access_token": "access", "token_type": "Bearer", "id_token": self.id_token()} | self.token

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "harbour",
            "sub": "editor",
            "nonce": self.nonce,
            "iat": now,
            "exp": now + 300,
            "email": "editor@example.org",
            "email_verified": True,
        }
        told = {name: value for name, value in (claims | self.claims).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": "first"}, told, KEY)


@contextmanager
def lying_provider() -> Iterator[Liar]:
    liar = Liar()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path in liar.answers:
                self.wfile.write(liar.answers[path](self))
                return
            body = json.dumps(liar.said(path)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - as the standard library calls it

        def log_message(self, *_: object) -> None:
            """Says nothing of what it answers."""

    with ThreadingHTTPServer(("localhost", 0), Answers) as server:
        server.daemon_threads = True
        liar.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield liar
        server.shutdown()


def begin(browser: FlaskClient, key: str = "harbour", **query: str) -> tuple[str, dict[str, str]]:
    """Where this browser is sent to say who somebody is, and what that address asks."""
    location = browser.get(f"/sign-in/with/{key}", query_string=query).location
    return location, {name: value[0] for name, value in parse_qs(urlsplit(location).query).items()}


def come_back(browser: FlaskClient, location: str) -> TestResponse:
    """The answer of the portal to which the provider sends this browser back."""
    assert location.startswith(f"{PORTAL}/"), location
    return browser.get(location.removeprefix(PORTAL))


def answer_of(browser: FlaskClient, liar: Liar, key: str = "harbour", **query: str) -> TestResponse:
    """The portal's answer once this browser was sent to the liar and came back."""
    _, asked = begin(browser, key, **query)
    liar.nonce = asked["nonce"]
    return browser.get(f"/sign-in/with/{key}/answer", query_string={"code": "any", "state": asked["state"]})


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])
