"""A device of the tests that makes a passkey and shows it, as a browser hands it on: WebAuthn with an elliptic key."""

import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from flask.testing import FlaskClient
from webauthn.helpers import bytes_to_base64url, encode_cbor
from werkzeug.test import TestResponse

from tests.factories import PASSWORD
from tests.phones import give_password

ORIGIN = "https://plans.example.org"
PRESENT, KEY_INSIDE = 0x01, 0x40
NEW, ADDED, SIGN_IN = "/account/passkeys/new", "/account/passkeys", "/sign-in/passkey"
Fields = dict[str, str]


@dataclass
class Device:
    """A key, how often it was used, and the pages that the browser asks it from; `counts` whether it counts at all."""

    origin: str = ORIGIN
    counts: bool = True
    used: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    key_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def copy(self) -> "Device":
        """Another device with the same key, which counts by itself."""
        return replace(self)

    def make(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.create`, as JSON."""
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        kept = bytes(16) + len(self.key_id).to_bytes(2, "big") + self.key_id + encode_cbor(cose)
        said = self._said(options["rp"]["id"], PRESENT | KEY_INSIDE) + kept
        made = encode_cbor({"fmt": "none", "attStmt": {}, "authData": said})
        return self._answer("webauthn.create", options, {"attestationObject": made})

    def show(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.get`, as JSON."""
        self.used += 1
        said = self._said(options["rpId"], PRESENT)
        client = self._client("webauthn.get", options)
        signature = self.key.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer("webauthn.get", options, {"authenticatorData": said, "signature": signature})

    def _said(self, host: str, flags: int) -> bytes:
        counted = self.used if self.counts else 0
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + counted.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, kind: str, options: dict[str, Any], response: dict[str, bytes]) -> str:
        named, whole = bytes_to_base64url(self.key_id), response | {"clientDataJSON": self._client(kind, options)}
        said = {name: bytes_to_base64url(value) for name, value in whole.items()}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": said})


def options_in(page: TestResponse) -> dict[str, Any]:
    """What a page tells the browser."""
    found = re.search(r'data-options="([^"]*)"', page.text)
    assert found
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


def challenge_in(page: TestResponse) -> str:
    found = re.search(r'name="sealed_challenge" value="([^"]*)"', page.text)
    assert found
    return unescape(found[1])


def made_by(device: Device, page: TestResponse) -> Fields:
    """What the form of this page sends once the device has made its key."""
    return {"sealed_challenge": challenge_in(page), "passkey": device.make(options_in(page)), "by": "passkey"}


def shown_by(device: Device, page: TestResponse) -> Fields:
    """What the form of this page sends once the device has shown its key."""
    return {"sealed_challenge": challenge_in(page), "passkey": device.show(options_in(page)), "by": "passkey"}


def add(client: FlaskClient, device: Device, **fields: str) -> TestResponse:
    """Add this passkey on the account page."""
    made = made_by(device, client.get(NEW))
    return client.post(ADDED, data={"passkey_name": "This device", "password": PASSWORD} | made | fields)


def half_signed_in(app: Flask, role: str = "editor") -> tuple[FlaskClient, TestResponse]:
    """A browser in which the password was given, and the page that asks for the second step."""
    client = app.test_client()
    return client, client.get(give_password(client, role).location)


def show(client: FlaskClient, page: TestResponse, device: Device) -> TestResponse:
    """Sign in with this device."""
    return client.post(SIGN_IN, data=shown_by(device, page))
