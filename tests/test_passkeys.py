"""Signing in with a passkey as the second step: it counts for its owner, on this site, for one signing in, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from portal.domain.people import challenge, passkey
from portal.domain.people.challenge import SpentChallenge
from portal.domain.people.passkey import Passkey
from portal.domain.people.sign_in import SignIn
from portal.web import first_step, passkeys
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.devices import ORIGIN, SIGN_IN, Device, add, half_signed_in, options_in, show, shown_by
from tests.factories import PASSWORD, Story
from tests.phones import Phone, give_code, give_password, phone_of
from tests.test_cli import run
from tests.test_sign_ins import copied, with_cookie

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


def sign_ins(app: Portal) -> int:
    """How many are signed in."""
    with app.database.reading() as session:
        here = select(func.count()).select_from(SignIn).where(SignIn.ended_at.is_(None))
        return session.scalar(here) or 0


def test_one_beside_an_app_leaves_app_and_recovery_codes_as_they_are(app: Portal, phone: Phone, device: Device) -> None:
    for shown in (phone.recovery[0], phone.code()):
        client, page = half_signed_in(app)
        assert "Or type a code" in page.text
        assert give_code(client, shown).status_code == 303


def test_a_device_that_counts_nothing_signs_in_each_time(app: Portal, client_as: ClientAs) -> None:
    device = Device(counts=False)
    assert add(client_as("editor"), device).status_code == 200
    for _ in range(2):
        assert show(*half_signed_in(app), device).status_code == 303


def test_the_browser_is_asked_by_the_settings_whatever_host_a_request_names(app: Portal, device: Device) -> None:
    client = app.test_client()
    elsewhere = {"base_url": "https://evil.example"}
    client.post("/sign-in", data={"email": "editor@example.org", "password": PASSWORD}, **elsewhere)
    page = client.get("/sign-in/code", **elsewhere)
    assert options_in(page)["rpId"] == "plans.example.org"
    fooled = replace(device, origin="https://evil.example")
    assert client.post(SIGN_IN, data=shown_by(fooled, page), **elsewhere).status_code == 422
    assert sign_ins(app) == 1


@pytest.mark.parametrize(
    "origin", ["https://plans.example.org.evil.example", "http://plans.example.org", "https://plans.example.org:444"]
)
def test_what_was_shown_to_another_site_does_not_count(app: Portal, device: Device, origin: str) -> None:
    assert show(*half_signed_in(app), replace(device, origin=origin)).status_code == 422
    assert sign_ins(app) == 1


def test_an_answer_counts_once_and_in_its_own_signing_in_alone(app: Portal, device: Device) -> None:
    client, page = half_signed_in(app)
    before = copied(client)
    sent = shown_by(device, page)
    elsewhere, _ = half_signed_in(app)
    assert elsewhere.post(SIGN_IN, data=sent).status_code == 422
    assert client.post(SIGN_IN, data=sent).status_code == 303
    again = with_cookie(app, before).post(SIGN_IN, data=sent)
    assert again.status_code == 422
    assert sign_ins(app) == 2


def test_a_challenge_is_spent_also_for_a_device_that_counts_nothing(
    app: Portal, phone: Phone, client_as: ClientAs
) -> None:
    device = Device(counts=False)
    add(client_as("editor"), device)
    client, page = half_signed_in(app)
    before, sent = copied(client), shown_by(device, page)
    assert client.post(SIGN_IN, data=sent).status_code == 303
    again = with_cookie(app, before).post(SIGN_IN, data=sent)
    assert again.status_code == 422
    assert challenge.SPENT in again.text


@pytest.mark.meanwhile
def test_of_many_who_send_one_answer_at_once_one_is_signed_in(
    app: Portal, phone: Phone, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has found it right before any has used it."""
    device = Device(counts=False)
    add(client_as("editor"), device)
    client, page = half_signed_in(app)
    held, sent, before = copied(client), shown_by(device, page), sign_ins(app)
    monkeypatch.setattr(passkeys, "prepare", lambda person, act: None)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: with_cookie(app, held).post(SIGN_IN, data=sent).status_code, range(4)))
    assert sorted(answers) == [303, 422, 422, 422]
    assert sign_ins(app) == before + 1


def test_a_challenge_holds_for_ten_minutes(app: Portal, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    client, page = half_signed_in(app)
    sent = shown_by(device, page)
    seconds = challenge.HOLDS.total_seconds() + 1
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: datetime.now(UTC).timestamp() + seconds)
    late = client.post(SIGN_IN, data=sent)
    assert late.status_code == 422
    assert "more than ten minutes" in late.text


def test_a_copy_that_has_not_counted_up_is_refused_and_its_owner_told_what_to_do(app: Portal, device: Device) -> None:
    copy = device.copy()
    assert show(*half_signed_in(app), device).status_code == 303
    answer = show(*half_signed_in(app), copy)
    assert answer.status_code == 422
    assert "may have a copy of it" in answer.text
    assert show(*half_signed_in(app), device).status_code == 303


def test_nobody_signs_in_with_the_passkey_of_another_or_with_none_of_ours(
    app: Portal, device: Device, client_as: ClientAs
) -> None:
    theirs = Device()
    add(client_as("signatory"), theirs)
    before = sign_ins(app)
    for other in (theirs, Device(), replace(theirs, key_id=device.key_id)):
        answer = show(*half_signed_in(app), other)
        assert answer.status_code == 422
        assert passkey.WRONG in answer.text
    assert sign_ins(app) == before


def test_nobody_is_asked_for_a_passkey_before_the_password(app: Portal, device: Device) -> None:
    _, page = half_signed_in(app)
    sent = shown_by(device, page)
    assert app.test_client().post(SIGN_IN, data=sent).status_code == 422
    assert app.test_client().get("/sign-in/code").location == "/sign-in"
    assert "passkey" not in app.test_client().get("/sign-in").text


def test_wrong_passkeys_are_counted_with_wrong_codes(app: Portal, phone: Phone, device: Device) -> None:
    limit = app.settings.sign_in_attempts
    statuses = [show(*half_signed_in(app), Device()).status_code for _ in range(limit + 1)]
    assert statuses == [422] * limit + [429]
    client, _ = half_signed_in(app)
    assert give_code(client, phone.code()).status_code == 429


def test_a_challenge_of_the_account_signs_nobody_in(app: Portal, device: Device, client_as: ClientAs) -> None:
    sent = shown_by(device, client_as("editor").get(CODES))
    client, _ = half_signed_in(app)
    assert client.post(SIGN_IN, data=sent).status_code == 422


def test_psr_takes_passkeys_off_too(app: Portal, device: Device) -> None:
    waiting = half_signed_in(app)
    command = ["people", "restore", "--email", "editor@example.org", "--by", "R. Malik", "--how", "Met"]
    assert run(app, *command).exit_code == 0
    assert show(*waiting, device).status_code == 422
    assert give_password(app.test_client()).location == "/"
    with app.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Passkey)) == 0


def test_without_javascript_the_page_says_so_and_offers_the_code(app: Portal, device: Device) -> None:
    _, page = half_signed_in(app)
    assert "Passkeys need JavaScript" in page.text
    assert "Type a code instead." in page.text
    assert 'name="code"' in page.text


def test_a_first_step_of_which_a_copy_is_old_asks_for_nothing(app: Portal, device: Device) -> None:
    client, page = half_signed_in(app)
    held = copied(client)
    held[first_step.GIVEN][1] -= first_step.LONGEST.total_seconds() + 1
    assert "more than ten minutes ago" in with_cookie(app, held).post(SIGN_IN, data=shown_by(device, page)).text


def test_what_was_spent_is_forgotten_once_it_is_too_old(app: Portal, device: Device) -> None:
    with app.database.writing() as session:
        [spent] = session.scalars(select(SpentChallenge)).all()
        spent.spent_at -= 3 * challenge.HOLDS
    assert show(*half_signed_in(app), device).status_code == 303
    with app.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SpentChallenge)) == 1
