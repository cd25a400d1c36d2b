"""Accounts are listed, closed, opened, renamed and moved by those who run the service."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from portal.documents.sealed import sealed_document
from portal.domain.agreements.agreement import Signature
from portal.domain.base import Refused
from portal.domain.people import accounts, sign_in
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.person import find
from portal.web import letters
from portal.web.http import Portal
from portal.web.outbox import Outbox
from tests import factories
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.test_cli import run
from tests.test_guessing import asked
from tests.test_guessing import sign_in as sign_in_as
from tests.test_password_resets import LINK, choose, link, signs_in

EDITOR = "editor@example.org"
WHY = "--why", "She rang, and I rang back."
NEW_ACCOUNT = "--name", "Dr New", "--password", "Harbour lantern quietly seven"


def people(app: Portal, command: str, *more: str, email: str = EDITOR) -> Result:
    return run(app, "people", command, "--email", email, *more)


def done(app: Portal, story: Story) -> list[tuple[AccountChange, str]]:
    """What happened to the editor's account, and what was said of it, the newest first."""
    with app.database.reading() as session:
        return [(one.change, one.said) for one in changes_of(session, story.people["editor"].id)]


def test_nobody_signs_in_with_a_closed_account_and_who_is_signed_in_is_out_at_once(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    client, other, where = client_as("editor"), client_as("signatory"), link(app)
    assert people(app, "close", *WHY).exit_code == 0
    assert (client.get("/").status_code, other.get("/").status_code) == (401, 200)
    assert not signs_in(app, "editor", PASSWORD)
    assert choose(app.test_client(), where).status_code == 410
    assert done(app, story) == [(AccountChange.CLOSED, WHY[1])]
    again = people(app, "close", *WHY)
    assert (again.exit_code, "is closed already" in again.output) == (1, True)


def test_the_right_password_of_a_closed_account_is_answered_as_a_wrong_one(app: Portal, story: Story) -> None:
    people(app, "close", *WHY)
    right = asked(app, app.database.engine, "editor", PASSWORD)
    assert right == asked(app, app.database.engine, "noeditor", PASSWORD)
    assert right[1] == 422


def test_an_account_that_is_opened_again_has_its_password_but_no_sign_in(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    client = client_as("editor")
    people(app, "close", *WHY)
    opened = people(app, "open", "--why", "She is back.")
    assert opened.output == "Test Editor can sign in as editor@example.org again.\n"
    assert client.get("/").status_code == 401
    assert signs_in(app, "editor", PASSWORD)
    assert done(app, story) == [(AccountChange.OPENED, "She is back."), (AccountChange.CLOSED, WHY[1])]
    assert "is open already" in people(app, "open", *WHY).output


def test_what_the_person_of_a_closed_account_said_stays(app: Portal, story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    talk = factories.thread(story, "editor")
    people(app, "close", *WHY)
    page = client_as("practitioner").get(f"/threads/{talk.id}").text
    assert "Test Editor" in page


def test_who_is_renamed_has_the_new_name_and_signed_papers_the_old_one(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    agreed = factories.signed(story)
    before = sealed_document(app.database, app.settings, agreed.id).pdf
    renamed = people(app, "rename", "--name", "Dr Ada Hill", *WHY, email="signatory@example.org")
    assert renamed.output == "signatory@example.org is called Dr Ada Hill now.\n"
    assert "Dr Ada Hill" in client_as("signatory").get("/account").text
    assert "Signed by Test Signatory" in client_as("practitioner").get(f"/agreements/{agreed.id}").text
    with app.database.reading() as session:
        assert "Test Signatory" in session.scalars(select(Signature.typed_name)).all()
    assert sealed_document(app.database, app.settings, agreed.id).pdf == before
    assert run(app, "record", "verify").exit_code == 0


def test_a_paper_that_is_sealed_after_its_signer_was_renamed_names_who_signed(app: Portal, story: Story) -> None:
    agreed = factories.signed(story)
    people(app, "rename", "--name", "Dr Ada Hill", *WHY, email="signatory@example.org")
    sealed = run(app, "documents", "seal")
    assert (sealed.exit_code, sealed.output) == (0, "Sealed: 1.\n")
    assert sealed_document(app.database, app.settings, agreed.id).pdf


def test_who_is_moved_signs_in_with_the_new_address_and_both_get_a_letter(app: Portal, story: Story) -> None:
    where = link(app)
    moved = people(app, "move", "--to", " New@Example.org", *WHY)
    assert "Test Editor signs in as new@example.org now" in moved.output
    assert (signs_in(app, "new", PASSWORD), signs_in(app, "editor", PASSWORD)) == (True, False)
    assert choose(app.test_client(), where).status_code == 410
    assert done(app, story)[0] == (AccountChange.MOVED, WHY[1])
    sent = [kept.letter for kept in app.outbox.newest(2)]
    assert {letter.to for letter in sent} == {EDITOR, "new@example.org"}
    assert {letter.subject for letter in sent} == {letters.MOVED}
    assert [letter.to for letter in sent if "new@example.org" in letter.body] == []


@pytest.mark.meanwhile
@pytest.mark.parametrize("command", [["move", "--email", EDITOR, "--to"], ["add", *NEW_ACCOUNT, "--email"]])
def test_of_two_who_get_one_address_at_once_one_is_told_that_it_is_taken(
    app: Portal, story: Story, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has looked before the first has it."""
    monkeypatch.setattr("portal.domain.people.person.address_for", lambda session, email: email)
    monkeypatch.setattr("portal.domain.people.accounts.address_for", lambda session, email: email)
    why = WHY if command[0] == "move" else ()
    answer = run(app, "people", *command, "signatory@example.org", *why)
    assert (answer.exit_code, "signatory@example.org has an account already." in answer.output) == (1, True)
    assert done(app, story) == []


@pytest.mark.parametrize(
    ("command", "more", "sentence"),
    [
        ("move", ("--to", "Signatory@example.org"), "has an account already"),
        ("move", ("--to", "nowhere"), "is not an e-mail address"),
        ("move", ("--to", EDITOR), "has an account already"),
        ("rename", ("--name", "Test Editor"), "Give the new name"),
        ("rename", ("--name", " "), "Give the new name"),
        ("rename", ("--name", "Two\nlines"), "on one line"),
        ("close", ("--why", "x" * 501), "The limit is 500."),
        ("close", ("--why", " "), accounts.NO_REASON),
    ],
)
def test_what_cannot_be_done_to_an_account_is_said_and_nothing_happens(
    app: Portal, story: Story, command: str, more: tuple[str, str], sentence: str
) -> None:
    answer = people(app, command, *more, *(() if "--why" in more else WHY))
    assert answer.exit_code == 1
    assert sentence in answer.output
    assert done(app, story) == []
    assert app.outbox.newest(9) == []


@pytest.mark.parametrize("command", ["close", "open", "rename", "move", "reset"])
def test_a_command_on_no_account_says_so(app: Portal, command: str) -> None:
    more = {"rename": ("--name", "X"), "move": ("--to", "x@example.org")}.get(command, ())
    answer = people(app, command, *more, *(() if command == "reset" else WHY), email="nobody@example.org")
    app.settings = replace(app.settings, public_url="https://plans.example.org")
    answer = people(app, command, *more, *(() if command == "reset" else WHY), email="nobody@example.org")
    assert answer.exit_code == 1
    assert "There is no account with the address nobody@example.org." in answer.output


def test_a_link_is_sent_by_command_where_the_portal_knows_its_address(app: Portal, story: Story) -> None:
    assert "PUBLIC_URL is not set" in people(app, "reset").output
    app.settings = replace(app.settings, public_url="https://plans.example.org/")
    assert people(app, "reset").exit_code == 0
    [kept] = app.outbox.newest(9)
    found = LINK.search(kept.letter.body)
    assert found
    assert f"https://plans.example.org{found[0]}\n" in kept.letter.body
    assert choose(app.test_client(), found[0]).status_code == 303
    people(app, "close", *WHY)
    assert "is closed" in people(app, "reset").output


def test_a_letter_that_cannot_be_written_is_said(app: Portal, story: Story, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    app.outbox = Outbox(tmp_path / "file")
    answer = people(app, "move", "--to", "new@example.org", *WHY)
    assert answer.exit_code == 1
    assert "It is done, but a letter could not be written yet." in answer.output


def test_accounts_are_listed_with_when_they_were_last_used(app: Portal, story: Story) -> None:
    people(app, "close", *WHY, email="signatory@example.org")
    assert sign_in_as(app.test_client()).status_code == 303
    rows = [line.split("\t") for line in run(app, "people", "list").stdout.splitlines()]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    found = {row[0]: row[1:] for row in rows}
    assert found[EDITOR][:3] == ["Test Editor", "", "open"]
    assert found[EDITOR][3].startswith("signed in on ")
    assert found["signatory@example.org"][2].startswith("closed on ")
    assert found["signatory@example.org"][3] == "never signed in"
    some = run(app, "people", "list", "--find", "EDIT test").stdout.splitlines()
    assert [line.split("\t")[0] for line in some] == [EDITOR]
    assert run(app, "people", "list", "--find", "nobody here").stdout == ""


@pytest.mark.parametrize("change", ["close", "password"])
def test_who_was_let_in_while_the_account_was_changed_is_not_signed_in(
    app: Portal, story: Story, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    own = app.hashing.is_right

    def meanwhile(*given: object) -> bool:
        is_right = own(*given)
        with app.database.writing() as session:
            person = find(session, EDITOR)
            assert person
            at = datetime.now(UTC)
            if change == "close":
                accounts.close(session, person, WHY[1], at)
            else:
                person.change_password(session, "lantern ferry quartz", at)
        return is_right

    monkeypatch.setattr(app.hashing, "is_right", meanwhile)
    client = app.test_client()
    answer = sign_in_as(client)
    assert answer.status_code == 422
    assert sign_in.CHANGED in answer.text
    assert client.get("/").status_code == 401


def test_a_sign_in_of_a_closed_account_is_nobodys(story: Story) -> None:
    at = datetime.now(UTC)
    with story.acting() as session:
        person = story.member("editor", session).person
        token = sign_in.begin(session, person, device="A browser", at=at, hours=1)
        person.closed_at = at
        assert sign_in.found(session, token, at) is None
        with pytest.raises(Refused, match="closed already"):
            accounts.close(session, person, "Twice.", at)
