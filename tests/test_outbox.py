"""Letters leave once the act is committed; without a server they are files, shown to anybody in the demonstration."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Response, g
from sqlalchemy import select

from portal.database import Database
from portal.domain.base import Refused
from portal.domain.people.mail import Mail, MailState
from portal.web import mailing
from portal.web.envelope import message_of
from portal.web.http import Portal, open_to_all
from portal.web.mailing import Letter
from portal.web.outbox import Outbox
from portal.web.sending import NOT_SENT
from portal.web.wording import Wording
from tests.conftest import NewApp

LINK = "https://plans.example.org/a?b=c&d=e"
LETTER = Letter("zoe@example.org", "A word – for you", f"Zoë, open this:\n\n{LINK}\n")
AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def put(app: Portal, letter: Letter, at: datetime = AT) -> None:
    """Lay an e-mail into the outbox."""
    with app.app_context():
        app.outbox.write(message_of(Wording(letter, None), uuid4(), at, app.settings), at)


def contents(folder: Path) -> Iterator[str]:
    """What each part of each e-mail in this folder says, its headers too."""
    for file in folder.glob("*.eml"):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        yield str(message.items())
        yield from (part.get_content() for part in message.walk() if not part.is_multipart())


def mails(app: Portal) -> list[Mail]:
    with app.database.reading() as session:
        return list(session.scalars(select(Mail)))


def test_an_email_without_a_server_is_a_file_that_only_its_owner_reads(app: Portal, tmp_path: Path) -> None:
    assert app.outbox.newest(10) == []
    put(app, LETTER)
    put(app, LETTER._replace(subject="Later"), AT.replace(minute=1))
    assert [kept.letter.subject for kept in app.outbox.newest(10)] == ["Later", "A word – for you"]
    assert LETTER.body in app.outbox.newest(1)[0].letter.body
    files = sorted((tmp_path / "outbox").iterdir())
    assert [each.suffix for each in files] == [".eml", ".eml"]
    assert {each.stat().st_mode & 0o077 for each in files} == {0}


def test_an_email_says_the_same_in_plain_text_and_as_a_page(app: Portal, tmp_path: Path) -> None:
    put(app, LETTER)
    _, plain, page = contents(tmp_path / "outbox")
    assert plain.splitlines()[0] == "Hello,"
    for words in ("Zoë, open this:", "You can always call the Advice line on"):
        assert words in plain
        assert words in page
    assert LINK in plain
    assert f'<a href="{LINK.replace("&", "&amp;")}"' in page


@pytest.fixture
def sending(new_app: NewApp, database: Database, tmp_path: Path) -> Portal:
    """A portal with an act that sends a letter, and one that is refused after it."""
    app = new_app(database)
    app.outbox = Outbox(tmp_path / "outbox")

    @open_to_all
    def send() -> Response:
        mailing.send(LETTER)
        return Response("sent")

    @open_to_all
    def refuse() -> Response:
        mailing.send(LETTER)
        raise Refused("Not now.")

    app.add_url_rule("/send", "send", send, methods=["POST"])
    app.add_url_rule("/refuse", "refuse", refuse, methods=["POST"])
    return app


def test_a_letter_leaves_with_its_act_and_not_without(sending: Portal) -> None:
    client = sending.test_client()
    assert client.post("/refuse").status_code == 422
    assert (sending.outbox.newest(10), mails(sending)) == ([], [])
    assert client.post("/send").status_code == 200
    assert [kept.letter.to for kept in sending.outbox.newest(10)] == [LETTER.to]
    [mail] = mails(sending)
    assert (mail.state, mail.sealed) == (MailState.SENT, "")


def test_an_act_stands_although_its_letter_could_not_be_written_and_the_letter_waits(
    sending: Portal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    sending.outbox = Outbox(tmp_path / "file")
    assert sending.test_client().post("/send").status_code == 200
    assert NOT_SENT in caplog.text
    [mail] = mails(sending)
    assert mail.state is MailState.WAITING
    assert LINK not in mail.sealed


def test_the_outbox_is_shown_in_the_demonstration_alone(app: Portal) -> None:
    client = app.test_client()
    put(app, LETTER)
    page = client.get("/outbox").text
    assert "Zoë, open this" in page
    assert 'href="https://plans.example.org/a?b=c&amp;d=e"' in page
    app.settings = replace(
        app.settings, demo=False, secret_keys=("a-key-of-tests-" * 3,), public_url="https://plans.example.org"
    )
    assert client.get("/outbox").status_code == 404


def test_links_of_letters_are_never_made_from_what_a_request_says(app: Portal) -> None:
    settings = replace(app.settings, public_url="https://plans.example.org/")
    with app.test_request_context("/", headers={"Host": "evil.example.com"}):
        g.settings = settings
        assert mailing.address_of_page("/invitations/x") == "https://plans.example.org/invitations/x"
