"""Signing in takes a second step for who has set one up: nobody gets in with the password alone."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.people import recovery, second_factor
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.guesses import FailedSignIn
from portal.domain.people.person import find
from portal.domain.people.sign_in import SignIn
from portal.web import codes, first_step
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.phones import Phone, give_code, give_password, phone_of
from tests.test_cli import run
from tests.test_sessions import TYPED, expire_while_typing, person_of, unsent_in
from tests.test_sign_ins import copied, with_cookie


@pytest.fixture
def phone(app: Portal, story: Story) -> Phone:
    return phone_of(app, story)


def sign_ins(app: Portal) -> int:
    with app.database.reading() as session:
        return session.scalar(select(func.count()).select_from(SignIn)) or 0


def half_signed_in(app: Portal) -> FlaskClient:
    client = app.test_client()
    assert give_password(client).location == "/sign-in/code"
    return client


def test_after_the_password_comes_the_code_and_nobody_is_signed_in_before_it(
    app: Portal, story: Story, phone: Phone
) -> None:
    client = app.test_client()
    answer = give_password(client, next=f"/cases/{story.case.id}")
    assert answer.status_code == 303
    assert (sign_ins(app), person_of(client)) == (0, "")
    assert client.get("/").status_code == client.get("/account").status_code == 401
    page = client.get(answer.location).text
    assert "020 7811 2600" in page
    answer = give_code(client, phone.code(), next=f"/cases/{story.case.id}")
    assert (answer.status_code, answer.location) == (303, f"/cases/{story.case.id}")
    assert (sign_ins(app), person_of(client)) == (1, str(story.people["editor"].id))
    assert client.get("/").status_code == 200


def test_a_recovery_code_signs_in_once(app: Portal, phone: Phone) -> None:
    assert give_code(half_signed_in(app), phone.recovery[0]).status_code == 303
    assert give_code(half_signed_in(app), phone.recovery[0]).status_code == 422
    assert sign_ins(app) == 1


def test_a_code_of_the_app_signs_in_once(app: Portal, phone: Phone) -> None:
    shown = phone.code()
    assert give_code(half_signed_in(app), shown).status_code == 303
    page = give_code(half_signed_in(app), shown)
    assert page.status_code == 422
    assert "was used before" in page.text
    assert shown not in page.text


@pytest.mark.meanwhile
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_many_who_send_one_code_at_once_one_is_signed_in(
    app: Portal, phone: Phone, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has found it right before any has used it."""
    monkeypatch.setattr(codes, "prepare", lambda person: None)
    clients, shown = [half_signed_in(app) for _ in range(4)], phone.code() if kind == "app" else phone.recovery[0]
    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(lambda client: give_code(client, shown).status_code, clients))
    assert sorted(answers) == [303, 422, 422, 422]
    assert sign_ins(app) == 1


def test_wrong_codes_are_slowed_down_however_often_one_signs_in_anew(app: Portal, phone: Phone) -> None:
    limit = app.settings.sign_in_attempts
    statuses = [give_code(half_signed_in(app), phone.no_code()).status_code for _ in range(limit + 1)]
    assert statuses == [422] * limit + [429]
    page = give_code(half_signed_in(app), phone.code())
    assert page.status_code == 429
    assert "too many wrong codes" in page.text
    assert give_code(half_signed_in(app), phone.recovery[0]).status_code == 429
    assert sign_ins(app) == 0


@pytest.mark.meanwhile
def test_wrong_codes_sent_at_once_are_counted_one_by_one(app: Portal, phone: Phone) -> None:
    limit, wrong = app.settings.sign_in_attempts, phone.no_code()
    clients = [half_signed_in(app) for _ in range(2 * limit)]
    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(lambda client: give_code(client, wrong).status_code, clients))
    assert sorted(answers) == [422] * limit + [429] * limit


def test_a_right_code_gives_back_no_wrong_password_and_a_right_password_no_wrong_code(
    app: Portal, phone: Phone
) -> None:
    client, limit = half_signed_in(app), app.settings.sign_in_attempts
    for _ in range(limit):
        client.post("/sign-in", data={"email": "editor@example.org", "password": "wrong"})
    assert give_code(client, phone.code()).status_code == 303
    assert give_password(app.test_client()).status_code == 429
    with app.database.reading() as session:
        counted = session.scalars(select(FailedSignIn.email)).all()
    assert [one for one in counted if "@" in one] == ["editor@example.org"] * limit
    assert not [one for one in counted if one.startswith("Code")]


def test_nobody_learns_of_a_second_step_who_has_not_given_the_password(app: Portal, phone: Phone) -> None:
    pages = []
    for role in ("editor", "signatory", "unknown"):
        client = app.test_client()
        answer = client.post("/sign-in", data={"email": f"{role}@example.org", "password": "wrong"})
        pages.append((answer.status_code, answer.text.replace(role, "")))
        assert client.get("/sign-in/code").location == "/sign-in"
        assert give_code(client, phone.code()).status_code == 422
    assert {status for status, _ in pages} == {422}
    assert all("do not belong together" in page and "code" not in page.lower() for _, page in pages)
    assert sign_ins(app) == 0


def test_a_copy_of_the_half_signed_in_cookie_is_worth_nothing_after_ten_minutes(app: Portal, phone: Phone) -> None:
    held = copied(half_signed_in(app))
    held[first_step.GIVEN][1] -= first_step.LONGEST.total_seconds() - 5
    assert with_cookie(app, held).get("/sign-in/code").status_code == 200
    held[first_step.GIVEN][1] -= timedelta(seconds=6).total_seconds()
    late = with_cookie(app, held)
    assert late.get("/sign-in/code").status_code == 303
    assert "more than ten minutes ago" in give_code(late, phone.code()).text
    assert sign_ins(app) == 0


def test_the_first_step_is_worth_nothing_once_the_password_or_the_app_is_another(
    app: Portal, story: Story, phone: Phone
) -> None:
    one, other = half_signed_in(app), half_signed_in(app)
    with app.database.writing() as session:
        person = find(session, "editor@example.org")
        assert person
        person.password_hash = "another"
    assert give_code(one, phone.code()).status_code == 422
    with app.database.writing() as session:
        session.merge(story.people["editor"])
        find(session, "editor@example.org").password_hash = story.people["editor"].password_hash
    assert run(app, "people", "restore", "--email", "editor@example.org", "--by", "PSR", "--how", "Met").exit_code == 0
    assert give_code(other, phone.code()).status_code == 422
    assert sign_ins(app) == 0


def test_what_was_being_typed_is_given_back_after_the_code(app: Portal, story: Story, where: str) -> None:
    phone = phone_of(app, story, "practitioner")
    client = app.test_client()
    give_password(client, "practitioner")
    give_code(client, phone.recovery[0])
    page = give_password(client, "practitioner", unsent=expire_while_typing(app, client, where))
    assert page.status_code == 200
    assert TYPED not in page.text
    page = give_code(client, phone.no_code(), unsent=unsent_in(page))
    assert TYPED in give_code(client, phone.recovery[1], unsent=unsent_in(page)).text


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_the_second_step_leads_nowhere_else(app: Portal, phone: Phone, elsewhere: str) -> None:
    client = app.test_client()
    assert give_password(client, next=elsewhere).location == "/sign-in/code"
    assert "evil" not in client.get("/sign-in/code", query_string={"next": elsewhere}).text
    assert give_code(client, phone.code(), next=elsewhere).location == "/"


def test_a_form_without_our_token_loses_nothing(app: Portal, phone: Phone) -> None:
    client = half_signed_in(app)
    app.config["WTF_CSRF_ENABLED"] = True
    page = give_code(client, phone.code(), unsent="sealed", next="/steps")
    assert page.status_code == 400
    assert unsent_in(page) == "sealed"


def test_who_lost_phone_and_codes_is_let_in_by_psr_alone(
    app: Portal, phone: Phone, client_as: ClientAs, story: Story
) -> None:
    here, command = client_as("editor"), ["people", "restore", "--email", "Editor@example.org"]
    assert run(app, *command, "--by", " ", "--how", "Met").exit_code != 0
    assert run(app, *command, "--by", "R. Malik", "--how", "Met in person").exit_code == 0
    assert here.get("/").status_code == 401
    assert give_password(app.test_client()).location == "/"
    assert run(app, *command, "--by", "R. Malik", "--how", "Met in person").exit_code != 0
    with app.database.reading() as session:
        [event] = [one for one in changes_of(session, story.people["editor"].id) if one.said]
        assert (event.change, event.said) == (AccountChange.FACTOR_REMOVED, "Checked by R. Malik: Met in person")
        assert recovery.left(session, story.people["editor"].id) == 0
    [kept] = app.outbox.newest(10)
    assert kept.letter.to == "editor@example.org"
    assert "was taken off" in kept.letter.subject
    assert run(app, "people", "restore", "--email", "no@example.org", "--by", "x", "--how", "y").exit_code != 0


def test_keys_can_go_once_all_is_sealed_anew(app: Portal, phone: Phone) -> None:
    assert "Sealed anew: 1." in run(app, "people", "seal-anew").output


def test_neither_secret_nor_code_stands_in_the_logs(
    app: Portal, phone: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client, shown = half_signed_in(app), phone.code()
    give_code(client, phone.no_code())
    give_code(client, shown)
    assert not [one for one in (phone.secret, shown, *phone.recovery, PASSWORD) if one in caplog.text]


def test_a_password_that_was_tried_just_before_the_second_step_was_set_up_lets_nobody_in(
    app: Portal, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page has not seen the second step; under the lock it is there."""
    present, seen = second_factor.of, []

    def not_yet_seen(session: Session, person_id: UUID) -> second_factor.Authenticator | None:
        seen.append(person_id)
        return None if len(seen) == 1 else present(session, person_id)

    client = app.test_client()
    monkeypatch.setattr(second_factor, "of", not_yet_seen)
    answer = give_password(client)
    assert answer.status_code == 422
    assert "just now" in answer.text
    assert client.get("/").status_code == 401
