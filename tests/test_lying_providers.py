"""A provider that lies, dawdles or talks too much signs nobody in, and costs nobody else anything."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from portal.web.http import Portal
from tests.factories import Story
from tests.providers import KEY, SECRET, Liar, answer_of, ask, begin, bound, lying_provider, provider_of

WELL_KNOWN = "/.well-known/openid-configuration"
CHECKS, UNREACHABLE, UNCONFIRMED = "did not pass our checks", "cannot be reached", "has not confirmed"


@pytest.fixture
def liar(app: Portal, story: Story) -> Iterator[Liar]:
    """A provider to which the editor has bound their account, and which may say anything."""
    with lying_provider() as provider:
        asked = provider_of(provider.issuer)
        ask(app, asked, max_provider_seconds=1)
        bound(app, story, asked)
        yield provider


def test_what_is_true_is_believed(app: Portal, liar: Liar) -> None:
    assert answer_of(app.test_client(), liar).location == "/"


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"nonce": "another"}, CHECKS),
        ({"nonce": None}, CHECKS),
        ({"aud": "another"}, CHECKS),
        ({"aud": ["another", "third"]}, CHECKS),
        ({"aud": ["harbour", "another"], "azp": "another"}, CHECKS),
        ({"iss": "https://evil.example"}, CHECKS),
        ({"iss": None}, CHECKS),
        ({"exp": 1}, CHECKS),
        ({"exp": None}, CHECKS),
        ({"exp": "soon"}, CHECKS),
        ({"iat": 4_000_000_000}, CHECKS),
        ({"sub": None}, CHECKS),
        ({"sub": 7}, CHECKS),
        ({"sub": "e" * 256}, CHECKS),
        ({"at_hash": "another"}, CHECKS),
        ({"email_verified": False}, UNCONFIRMED),
        ({"email_verified": None}, UNCONFIRMED),
        ({"email_verified": "true"}, UNCONFIRMED),
        ({"email": None}, UNCONFIRMED),
        ({"email": "editor"}, UNCONFIRMED),
        ({"email": ["editor@example.org"]}, UNCONFIRMED),
        ({"email": "editor@evil.example"}, CHECKS),
        ({"email": "editor@sub.example.org"}, CHECKS),
        ({"email": "editor@example.org@evil.example"}, UNCONFIRMED),
        ({"sub": "signatory"}, "opens no account here"),
    ],
    ids=str,
)
def test_a_token_that_is_not_as_it_must_be_signs_nobody_in(
    app: Portal, liar: Liar, claims: dict[str, Any], sentence: str
) -> None:
    liar.claims = claims
    browser = app.test_client()
    answer = answer_of(browser, liar)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert browser.get("/").status_code == 401


def part(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def forged(liar: Liar, algorithm: str, key: bytes = b"") -> str:
    """A token that says what is true, signed by something that anybody may have."""
    if algorithm == "RS256":
        told = jwt.decode(liar.id_token(), KeySet([KEY])).claims
        return jwt.encode({"alg": algorithm, "kid": "first"}, told, RSAKey.generate_key(2048))
    header = part(json.dumps({"alg": algorithm}).encode())
    signed = f"{header}.{liar.id_token().split('.')[1]}"
    signature = hmac.digest(key, signed.encode(), "sha256") if key else b""
    return f"{signed}.{part(signature)}"


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [("none", b""), ("HS256", SECRET.encode()), ("HS256", KEY.as_pem(private=False)), ("RS256", b"")],
    ids=["none", "secret", "public", "another"],
)
def test_a_token_that_others_could_have_signed_signs_nobody_in(
    app: Portal, liar: Liar, algorithm: str, key: bytes
) -> None:
    """By nobody, with the secret that we share, with the public key taken for a secret, and with another key."""
    browser = app.test_client()
    _, asked = begin(browser)
    liar.nonce = asked["nonce"]
    liar.token = {"id_token": forged(liar, algorithm, key)}
    query = {"code": "any", "state": asked["state"]}
    answer = browser.get("/sign-in/with/harbour/answer", query_string=query)
    assert (answer.status_code, CHECKS in answer.text) == (422, True)


@pytest.mark.parametrize(
    "token", [{"id_token": None}, {"id_token": "x"}, {"id_token": 7}, {"id_token": {"a": "b"}}], ids=str
)
def test_what_is_no_token_signs_nobody_in(app: Portal, liar: Liar, token: dict[str, Any]) -> None:
    liar.token = token
    assert CHECKS in answer_of(app.test_client(), liar).text


def test_what_the_provider_says_elsewhere_is_of_the_same_person(app: Portal, liar: Liar) -> None:
    liar.description = {"userinfo_endpoint": f"{liar.issuer}/me"}
    liar.claims = {"email": None, "email_verified": None}
    told = {"email": "editor@example.org", "email_verified": True}
    said = Liar.said
    for subject, status in (("signatory", 422), ("editor", 303)):
        liar.said = lambda path, me=told | {"sub": subject}: me if path == "/me" else said(liar, path)  # type: ignore[method-assign]
        assert answer_of(app.test_client(), liar).status_code == status


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": "http://169.254.169.254/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "//evil.example"},
        {"jwks_uri": 7},
        {"jwks_uri": None},
        {"jwks_uri": "https://[evil"},
    ],
    ids=str,
)
def test_a_provider_that_describes_itself_so_is_not_asked(app: Portal, liar: Liar, description: dict[str, Any]) -> None:
    liar.description = description
    answer = app.test_client().get("/sign-in/with/harbour")
    assert (answer.status_code, CHECKS in answer.text) == (422, True)
    assert liar.asked == [WELL_KNOWN]


def plain(status: str, body: bytes = b"", header: str = "X: y") -> Any:
    return lambda _: f"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize("path", [WELL_KNOWN, "/token", "/jwks"])
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (plain("500 No"), UNREACHABLE),
        (plain("400 No", b'{"error": "invalid_grant"}'), CHECKS),
        (plain("302 There", header="Location: http://127.0.0.1:9/"), CHECKS),
        (plain("200 Yes", b"<html>"), CHECKS),
        (plain("200 Yes", b"[]"), CHECKS),
        (plain("200 Yes", b"[" * 100_000), CHECKS),
        (plain("200 Yes", b" " * 600_000), CHECKS),
        (plain("200 Yes", b"\x1f\x8b\x08", header="Content-Encoding: gzip"), CHECKS),
        (lambda _: b"no HTTP at all", UNREACHABLE),
        (lambda _: b"", UNREACHABLE),
    ],
    ids=["500", "400", "302", "html", "list", "deep", "large", "packed", "garbage", "nothing"],
)
def test_an_answer_that_is_of_no_use_gives_a_clear_page(
    app: Portal, liar: Liar, path: str, answer: Any, sentence: str
) -> None:
    liar.answers[path] = answer
    browser = app.test_client()
    page = browser.get("/sign-in/with/harbour") if path == WELL_KNOWN else answer_of(browser, liar)
    assert (page.status_code, sentence in page.text) == (422, True)
    assert "Sign in with your password" in page.text


def dripping(handler: BaseHTTPRequestHandler) -> bytes:
    """Its headers never end: a byte now and then, for as long as somebody listens."""
    handler.wfile.write(b"HTTP/1.1 200 Yes\r\n")
    for _ in range(100):
        handler.wfile.write(b"X")
        time.sleep(0.1)
    return b""


def test_one_that_dawdles_is_given_up_and_holds_no_other_provider_up(app: Portal, liar: Liar, story: Story) -> None:
    liar.answers[WELL_KNOWN] = dripping
    with lying_provider() as honest:
        ask(app, provider_of(liar.issuer, "slow"), provider_of(honest.issuer), max_provider_seconds=1)
        app.settings.single_sign_on[0].covers("x")
        began = time.monotonic()
        with ThreadPoolExecutor(6) as pool:
            slow = [pool.submit(app.test_client().get, "/sign-in/with/slow") for _ in range(6)]
            time.sleep(0.3)
            assert begin(app.test_client())[0].startswith(honest.issuer)
            pages = [one.result().text for one in slow]
    assert time.monotonic() - began < 5
    assert sorted(UNREACHABLE in page for page in pages) == [False] * 2 + [True] * 4
    assert sum("Many people are signing in" in page for page in pages) == 2


def test_no_provider_is_asked_while_a_connection_to_the_database_is_held(
    app: Portal, liar: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    asks = app.providers._ask

    def watched(*args: Any) -> Any:
        held.append(app.database.engine.pool.checkedout())  # type: ignore[attr-defined] # the pool's own
        return asks(*args)

    monkeypatch.setattr(app.providers, "_ask", watched)
    assert answer_of(app.test_client(), liar).status_code == 303
    assert held == [0, 0]


def test_a_provider_that_is_not_there_gives_a_clear_page(app: Portal, story: Story) -> None:
    ask(app, provider_of("http://localhost:9"))
    answer = app.test_client().get("/sign-in/with/harbour")
    assert (answer.status_code, UNREACHABLE in answer.text) == (422, True)


def test_the_secret_is_in_no_page_and_no_setting_that_is_printed(app: Portal, liar: Liar) -> None:
    liar.answers["/token"] = plain("500 No")
    assert SECRET not in answer_of(app.test_client(), liar).text
    assert SECRET not in repr(app.settings)
