"""A passkey in a browser: Chromium makes and shows one by a device of its own, and the portal checks it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, Page, expect

from portal.demonstration import PASSWORD
from portal.web.http import Portal
from tests.serving import Server

OpenPage = Callable[..., Page]
WHO = "practitioner@example.org"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def site(portal: Portal) -> Iterator[str]:
    """The demonstration at an address with a name, as browsers make no passkey for a number."""
    server = Server(portal.settings.database_url, workers=1, named="localhost")
    server.wait()
    yield server.address
    server.stop()


def give_password(page: Page) -> None:
    page.goto("/sign-in")
    page.fill("#email", WHO)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def device_of(page: Page) -> tuple[CDPSession, str]:
    """A device that holds keys for this page."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    return browser, browser.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_somebody_adds_a_passkey_and_signs_in_with_it(
    open_page: OpenPage, axe: Callable[[Page], list[str]], site: str
) -> None:
    page = open_page("/sign-in", width=390)
    browser, device = device_of(page)
    give_password(page)
    page.goto("/account")
    page.get_by_role("link", name="Set up a passkey").click()
    assert axe(page) == []
    make = page.get_by_role("button", name="Make the passkey")
    make.click()
    expect(page.locator("#password")).to_be_focused()
    page.fill("#password", PASSWORD)
    make.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your passkey is set up")
    page.goto("/account")
    page.get_by_role("link", name="This device").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take off a passkey")
    assert axe(page) == []
    page.goto("/account/passkeys/new")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("alert")).to_have_text("This device has a passkey for your account already.")
    sign_out(page)

    give_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Use your passkey")
    assert axe(page) == []
    shows = page.get_by_role("button", name="Sign in with your passkey")
    browser.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    shows.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My plans")
    sign_out(page)

    [kept] = browser.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    browser.send("WebAuthn.removeCredential", {"authenticatorId": device, "credentialId": kept["credentialId"]})
    browser.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": kept | {"signCount": 0}})
    give_password(page)
    shows.click()
    expect(page.locator("#passkey-error")).to_contain_text("may have a copy of it")
    browser.send("WebAuthn.removeCredential", {"authenticatorId": device, "credentialId": kept["credentialId"]})
    shows.click()
    expect(page.get_by_role("alert").last).to_contain_text("No passkey was given")

    elsewhere = open_page("/sign-in")
    device_of(elsewhere)
    elsewhere.goto(site.replace("localhost", "127.0.0.1") + "/sign-in")
    elsewhere.fill("#email", WHO)
    elsewhere.fill("#password", PASSWORD)
    elsewhere.get_by_role("button", name="Sign in", exact=True).click()
    elsewhere.get_by_role("button", name="Sign in with your passkey").click()
    expect(elsewhere.get_by_role("alert")).to_contain_text("own address")

    plain = open_page("/sign-in", javascript=False, width=320)
    give_password(plain)
    expect(plain.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(plain.get_by_role("button", name="Sign in with your passkey")).to_be_hidden()
    expect(plain.get_by_label("A recovery code")).to_be_visible()
