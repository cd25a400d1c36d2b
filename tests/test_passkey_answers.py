"""What a browser sends as the answer of a device: nothing but a right one counts, and nothing of it is logged."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.devices import ADDED, NEW, ORIGIN, SIGN_IN, Device, add, half_signed_in, made_by, shown_by
from tests.factories import PASSWORD, Story
from tests.phones import Phone, phone_of

CODES = "/account/recovery-codes"


@pytest.fixture(autouse=True)
def at_its_address(app: Portal) -> Iterator[None]:
    before = app.settings
    app.settings = replace(before, public_url=f"{ORIGIN}/")
    yield
    app.settings = before


@pytest.fixture
def phone(app: Portal, story: Story) -> Phone:
    """Whoever signs in as the editor has an app too."""
    return phone_of(app, story)


@pytest.fixture
def device(phone: Phone, client_as: ClientAs) -> Device:
    """A passkey of the editor, beside the app."""
    made = Device()
    assert add(client_as("editor"), made).status_code == 303
    return made


NONSENSE = [
    "",
    "{",
    "[]",
    "null",
    "7",
    "{}",
    '{"id": 1}',
    "\0",
    "é" * 900,
    "[" * 5000,
    '{"id":"AA","rawId":"AA","type":"public-key"}',
]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_no_passkey(app: Portal, device: Device, client_as: ClientAs, nonsense: str) -> None:
    client, page = half_signed_in(app)
    assert client.post(SIGN_IN, data=shown_by(device, page) | {"passkey": nonsense}).status_code == 422
    assert add(client_as("signatory"), Device(), passkey=nonsense).status_code == 422


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "attestationObject"])
@pytest.mark.parametrize("nonsense", ["", "AA", "====", "_" * 400, 5, None, ["AA"]])
def test_an_answer_with_a_part_that_is_none_is_refused(
    app: Portal, device: Device, client_as: ClientAs, part: str, nonsense: object
) -> None:
    if part == "attestationObject":
        client = client_as("signatory")
        page, address, make = client.get(NEW), ADDED, made_by
    else:
        client, page = half_signed_in(app)
        address, make = SIGN_IN, shown_by
    sent = make(device, page)
    said = json.loads(sent["passkey"])
    said["response"][part] = nonsense
    data = sent | {"passkey": json.dumps(said), "passkey_name": "x", "password": PASSWORD}
    assert client.post(address, data=data).status_code == 422


def test_nothing_that_a_device_says_stands_in_the_logs(
    app: Portal, device: Device, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client, page = half_signed_in(app)
    sent = shown_by(device, page)
    client.post(SIGN_IN, data=sent)
    assert not [
        one
        for one in (sent["sealed_challenge"], *json.loads(sent["passkey"])["response"].values())
        if one in caplog.text
    ]
