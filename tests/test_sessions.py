"""Sign-in, sessions that rest too long, double clicks, and forms from elsewhere."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.people.guesses import FailedSignIn
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story, a_person, sent
from tests.suggesting import TYPED, form, suggestions


def sign_in(client: FlaskClient, role: str, password: str = PASSWORD, **fields: str) -> TestResponse:
    return client.post("/sign-in", data={"email": f"{role}@example.org", "password": password, **fields})


def person_of(client: FlaskClient) -> str:
    with client.session_transaction() as cookie:
        return cookie.get("whose", "")


def rest(client: FlaskClient, minutes: int) -> None:
    """Let this session lie unused for so long."""
    with client.session_transaction() as cookie:
        cookie["seen"] = (datetime.now(UTC) - timedelta(minutes=minutes)).timestamp()


def unsent_in(page: TestResponse) -> str:
    found = re.search(r'name="unsent" value="([^"]*)"', page.text)
    return unescape(found.group(1)) if found else ""


def test_the_right_password_signs_in(app: Portal, story: Story) -> None:
    client = app.test_client()
    answer = sign_in(client, "editor", next=f"/cases/{story.case.id}")
    assert (answer.status_code, answer.location) == (303, f"/cases/{story.case.id}")
    assert person_of(client) == str(story.people["editor"].id)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("role", "password"),
    [("editor", "wrong"), ("editor", ""), ("unknown", PASSWORD), ("", ""), ("x" * 400, "x" * 4000)],
)
def test_anything_else_does_not_and_says_the_same(app: Portal, story: Story, role: str, password: str) -> None:
    client = app.test_client()
    answer = sign_in(client, role, password)
    assert (answer.status_code, person_of(client)) == (422, "")
    assert "do not belong together" in answer.text


def test_a_session_is_renewed_at_sign_in(app: Portal, story: Story) -> None:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    sign_in(client, "editor")
    with client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_signing_out_ends_the_session(client_as: ClientAs) -> None:
    client = client_as("editor")
    client.post("/sign-out")
    assert (person_of(client), client.get("/").status_code) == ("", 401)


def test_guessing_is_slowed_down_for_that_address_only(app: Portal, story: Story) -> None:
    client, attempts = app.test_client(), app.settings.sign_in_attempts
    assert {sign_in(client, "editor", "wrong").status_code for _ in range(attempts)} == {422}
    assert sign_in(client, "editor").status_code == 429
    assert sign_in(app.test_client(), "EDITOR").status_code == 429
    assert sign_in(client, "signatory").status_code == 303
    nobody = {"email": "no address at all", "password": "wrong"}
    assert [client.post("/sign-in", data=nobody).status_code for _ in range(attempts + 1)] == [422] * attempts + [429]


def test_a_slowed_down_address_is_free_again_in_time(app: Portal, story: Story) -> None:
    at = datetime.now(UTC) - timedelta(minutes=app.settings.sign_in_window_minutes, seconds=1)
    with app.database.writing() as session:
        session.add_all(FailedSignIn(email="editor@example.org", at=at) for _ in range(app.settings.sign_in_attempts))
    assert sign_in(app.test_client(), "editor").status_code == 303


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "javascript:1"]
)
def test_signing_in_leads_nowhere_else(app: Portal, story: Story, elsewhere: str) -> None:
    assert sign_in(app.test_client(), "editor", next=elsewhere).location == "/"
    assert "evil" not in app.test_client().get("/sign-in", query_string={"next": elsewhere}).text


@pytest.mark.parametrize("elsewhere", ["/\t/evil.example", "/\n/evil.example", "/x\r\nSet-Cookie: a=b"])
def test_no_control_character_bends_the_way(app: Portal, story: Story, elsewhere: str) -> None:
    answer = sign_in(app.test_client(), "editor", next=elsewhere)
    assert answer.status_code == 303
    assert answer.location == "/"
    assert "a=b" not in str(answer.headers)


def test_a_session_in_use_goes_on(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    rest(client, app.settings.session_idle_minutes - 1)
    assert client.get("/").status_code == 200
    with client.session_transaction() as cookie:
        assert datetime.now(UTC).timestamp() - cookie["seen"] < 60


def test_a_session_that_rested_too_long_is_asked_to_sign_in(app: Portal, client_as: ClientAs) -> None:
    client = client_as("editor")
    rest(client, app.settings.session_idle_minutes + 1)
    assert client.get("/").status_code == 401
    assert client.get("/").status_code == 401


def expire_while_typing(app: Portal, client: FlaskClient, where: str) -> str:
    rest(client, app.settings.session_idle_minutes + 1)
    page = client.post(where, data=form("first"))
    assert (page.status_code, suggestions(app)) == (401, 0)
    assert TYPED not in page.text
    return unsent_in(page)


def test_what_was_being_typed_is_given_back(app: Portal, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    page = sign_in(client, "practitioner", unsent=expire_while_typing(app, client, where))
    assert page.status_code == 200
    assert TYPED in page.text
    assert "Because &lt;b&gt;twice&lt;/b&gt; is better." in page.text
    assert f'action="{where}"' in page.text
    assert client.post(where, data=form("second")).status_code == 303


def test_an_act_without_words_is_not_done_unseen(app: Portal, story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    change, client = sent(story), client_as("editor")
    rest(client, app.settings.session_idle_minutes + 1)
    unsent = unsent_in(client.post(f"/proposals/{change.id}/assents", data={"digest": change.latest.digest}))
    page = sign_in(client, "editor", unsent=unsent).text
    assert "It has not been done yet" in page
    assert f'href="/proposals/{change.id}">Look at it again</a>' in page
    assert change.latest.digest not in page


def test_a_form_that_was_done_before_the_session_ended_is_not_done_again(
    app: Portal, client_as: ClientAs, where: str
) -> None:
    client = client_as("practitioner")
    assert client.post(where, data=form("its-own-key")).status_code == 303
    rest(client, app.settings.session_idle_minutes + 1)
    page = sign_in(client, "practitioner", unsent=unsent_in(client.post(where, data=form("its-own-key")))).text
    assert 'name="request_key" value="its-own-key"' in page
    assert client.post(where, data=form("its-own-key")).status_code == 303
    assert suggestions(app) == 1


def test_what_was_chosen_is_given_back_without_words_too(app: Portal, story: Story, client_as: ClientAs) -> None:
    client, where = client_as("editor"), f"/plans/{story.plan.id}/agreements"
    rest(client, app.settings.session_idle_minutes + 1)
    page = sign_in(client, "editor", unsent=unsent_in(client.post(where, data={"consequences": ["a", "b"]}))).text
    assert page.count('name="consequences" value="') == 2
    assert f'action="{where}"' in page
    assert f'<a href="/plans/{story.plan.id}">Look at it first</a>' in page


def test_a_case_that_was_being_opened_is_given_back(app: Portal, story: Story, client_as: ClientAs) -> None:
    client = client_as("adviser")
    rest(client, app.settings.session_idle_minutes + 1)
    page = sign_in(client, "adviser", unsent=unsent_in(client.post("/cases", data={"reference": "2027-1"}))).text
    assert re.search(r">Reference</label>\s*<textarea[^>]*>\s*2027-1</textarea>", page)
    assert '<a href="/">Leave it</a>' in page


def test_a_number_that_was_typed_is_shown_with_its_name(app: Portal, story: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    rest(client, app.settings.session_idle_minutes + 1)
    unsent = unsent_in(
        client.post(f"/plans/{story.plan.id}/stages/first/durations", data={"weeks": "9", "beside": "x"})
    )
    page = sign_in(client, "practitioner", unsent=unsent).text
    assert re.search(r">Weeks</label>\s*<textarea[^>]* name=\"weeks\" rows=\"1\">\s*9</textarea>", page)
    assert 'type="hidden" name="beside" value="x"' in page


def test_a_wrong_password_first_loses_nothing(app: Portal, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    page = sign_in(client, "practitioner", "wrong", unsent=expire_while_typing(app, client, where))
    assert TYPED in sign_in(client, "practitioner", unsent=unsent_in(page)).text


@pytest.mark.parametrize("somebody_else", ["representative", "editor", "stranger"])
def test_it_is_given_to_nobody_else(app: Portal, client_as: ClientAs, where: str, somebody_else: str) -> None:
    client = client_as("practitioner")
    page = sign_in(client, somebody_else, unsent=expire_while_typing(app, client, where))
    assert TYPED not in page.text
    assert page.status_code == 303


def test_what_was_held_cannot_be_forged(app: Portal, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    unsent = expire_while_typing(app, client, where)
    assert sign_in(client, "practitioner", unsent=unsent[:-2] + "xx").status_code == 303


def test_a_person_who_is_gone_is_signed_out(app: Portal, client_as: ClientAs) -> None:
    with app.database.writing() as session:
        gone = a_person(session, "gone")
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(_user_id=str(gone.id), seen=datetime.now(UTC).timestamp())
    with app.database.writing() as session:
        session.delete(session.merge(gone))
    assert client.get("/").status_code == 401


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_form_without_our_token_does_nothing_and_loses_nothing(
    app: Portal, client_as: ClientAs, where: str, token: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client_as("practitioner").post(where, data=form("one-key") | {"csrf_token": token})
    assert (answer.status_code, suggestions(app)) == (400, 0)
    assert TYPED in answer.text


def test_a_password_is_never_shown_again(app: Portal, story: Story) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert PASSWORD not in sign_in(app.test_client(), "editor").text
    app.config["WTF_CSRF_ENABLED"] = False
    assert "a wrong password" not in sign_in(app.test_client(), "editor", "a wrong password").text


def test_the_cookie_is_closed_to_scripts_and_other_sites(app: Portal, story: Story) -> None:
    cookie = sign_in(app.test_client(), "editor").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_long_address_has_no_more_attempts_than_its_short_form(app: Portal, story: Story) -> None:
    client = app.test_client()
    address = "practitioner@example.org" + " " * 300 + "z"
    for number in range(5):
        client.post("/sign-in", data={"email": address, "password": f"wrong {number}"})
    assert client.post("/sign-in", data={"email": address, "password": "wrong again"}).status_code == 429
    assert client.post("/sign-in", data={"email": "practitioner@example.org", "password": PASSWORD}).status_code == 429
