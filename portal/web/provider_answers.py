"""What a provider of single sign-on says, and whether to believe it (OpenID Connect Core §3.1.3.7, Discovery §4.3)."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from portal.domain.base import Refused
from portal.domain.people.person import LONGEST_ADDRESS, is_address
from portal.domain.people.provider_account import LONGEST_SUBJECT, Shown
from portal.providers import Provider

# by a key that the provider alone has: never by the secret that we share, and never by none
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
CLOCKS_DIFFER = 60  # seconds
SECOND_STEP = "mfa"  # RFC 8176: more than one factor was used
NOT_BELIEVED = (
    "What {name} told us did not pass our checks, so you are not signed in. Try again. If it happens again, sign in "
    "with your password, and tell those who look after sign-in at {name}."
)
NOT_CONFIRMED = (
    "{name} has not confirmed that your e-mail address is yours, so you are not signed in. Sign in with your password, "
    "and tell those who look after sign-in at {name}."
)


class NotSignedIn(Refused):
    """Single sign-on did not come to its end; `why` is for our logs, in words that tell of nobody."""

    def __init__(self, sentence: str, why: str) -> None:
        super().__init__(sentence)
        self.why = why


class NotBelieved(NotSignedIn):
    """A provider said something that cannot be so, or that is not meant for us."""

    def __init__(self, provider: Provider, why: str) -> None:
        super().__init__(NOT_BELIEVED.format(name=provider.name), why)


class Description(NamedTuple):
    """Where a provider is asked for what; `names_itself` is whether its answers carry `iss` (RFC 9207)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    names_itself: bool
    secret_in_form: bool


def description_from(said: Mapping[str, Any], provider: Provider) -> Description:
    """The provider as it describes itself; NotBelieved where that is another one, or leads where anybody can listen."""
    if said.get("issuer") != provider.issuer:
        raise NotBelieved(provider, "its description is of another issuer")
    places = {name: said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    if not all(_is_safe(address, provider) for address in places.values()):
        raise NotBelieved(provider, "its description names no safe address")
    userinfo, ways = said.get("userinfo_endpoint"), said.get("token_endpoint_auth_methods_supported")
    return Description(
        **{name: str(address) for name, address in places.items()},
        userinfo_endpoint=str(userinfo) if _is_safe(userinfo, provider) else "",
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        secret_in_form=isinstance(ways, list) and "client_secret_basic" not in ways and "client_secret_post" in ways,
    )


def expect_from(provider: Provider, issuer: str | None, *, needed: bool) -> None:
    """Refuse an answer that names another provider than the one that was asked, or none where it always does."""
    if issuer != provider.issuer and (needed or issuer is not None):
        raise NotBelieved(provider, "the answer is of another issuer")


def claims_in(token: Mapping[str, Any], keys: Mapping[str, Any], provider: Provider, nonce: str) -> dict[str, Any]:
    """What the id_token says, which was signed by this provider, for us, just now, and for this one signing in."""
    try:
        decoded = jwt.decode(str(token["id_token"]), KeySet.import_key_set(dict(keys)), algorithms=ALGORITHMS)  # type: ignore[arg-type] # checked there
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")},
        )
        claims.validate(leeway=CLOCKS_DIFFER)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as failed:
        raise NotBelieved(provider, f"its token does not hold: {type(failed).__name__}") from failed
    return dict(claims)


def shown_by(claims: Mapping[str, Any], provider: Provider) -> Shown:
    """Who somebody is by these claims; NotSignedIn where the provider has not confirmed an address of its domains."""
    subject, email, ways = claims.get("sub"), claims.get("email"), claims.get("amr")
    if not isinstance(subject, str) or not (0 < len(subject) <= LONGEST_SUBJECT) or not subject.isprintable():
        raise NotBelieved(provider, "its token names nobody")
    if not isinstance(email, str) or len(email) > LONGEST_ADDRESS or not is_address(email):
        raise NotSignedIn(NOT_CONFIRMED.format(name=provider.name), "it names no address")
    if claims.get("email_verified") is not True:
        raise NotSignedIn(NOT_CONFIRMED.format(name=provider.name), "the address is not verified")
    if not provider.covers(email):
        raise NotBelieved(provider, "the address is of another domain")
    return Shown(provider.issuer, subject, email, isinstance(ways, list) and SECOND_STEP in ways)


def _is_safe(address: object, provider: Provider) -> bool:
    """Whether this is an address of https; where the provider itself is on this machine, one of its own."""
    if not isinstance(address, str) or not address.isprintable():
        return False
    try:
        parts, issuer = urlsplit(address), urlsplit(provider.issuer)
    except ValueError:
        return False
    same_place = (parts.scheme, parts.netloc) == (issuer.scheme, issuer.netloc)
    return bool(parts.hostname) and (parts.scheme == "https" or same_place)
