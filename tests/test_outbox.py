"""Letters are written once the act is committed, and shown to anybody in the demonstration alone."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Response, g

from portal.database import Database
from portal.domain.base import Refused
from portal.web import outbox
from portal.web.http import Portal, open_to_all
from portal.web.outbox import Letter, Outbox
from tests.conftest import NewApp
from tests.databases import Lent, engine_of

LETTER = Letter("zoë@example.org", "A word – for you", "Dear Zoë,\nopen https://plans.example.org/a?b=c&d=e\n")
AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_a_letter_is_a_file_that_says_what_was_sent(tmp_path: Path) -> None:
    box = Outbox(tmp_path / "outbox")
    assert box.newest(10) == []
    box.write(LETTER, AT)
    box.write(LETTER._replace(subject="Later"), AT.replace(minute=1))
    assert [kept.letter.subject for kept in box.newest(10)] == ["Later", "A word – for you"]
    assert box.newest(1)[0].letter.body == LETTER.body
    files = sorted((tmp_path / "outbox").iterdir())
    assert [each.suffix for each in files] == [".eml", ".eml"]
    assert {each.stat().st_mode & 0o077 for each in files} == {0}


@pytest.fixture
def sending(new_app: NewApp, lent: Lent, tmp_path: Path) -> Portal:
    """A portal with an act that sends a letter, and one that is refused after it."""
    app = new_app(Database(engine_of(lent.url)))
    app.outbox = Outbox(tmp_path / "outbox")

    @open_to_all
    def send() -> Response:
        outbox.send(LETTER)
        return Response("sent")

    @open_to_all
    def refuse() -> Response:
        outbox.send(LETTER)
        raise Refused("Not now.")

    app.add_url_rule("/send", "send", send, methods=["POST"])
    app.add_url_rule("/refuse", "refuse", refuse, methods=["POST"])
    return app


def test_a_letter_leaves_with_its_act_and_not_without(sending: Portal) -> None:
    client = sending.test_client()
    assert client.post("/refuse").status_code == 422
    assert sending.outbox.newest(10) == []
    assert client.post("/send").status_code == 200
    assert [kept.letter.to for kept in sending.outbox.newest(10)] == [LETTER.to]


def test_an_act_stands_although_its_letter_could_not_be_written(
    sending: Portal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    sending.outbox = Outbox(tmp_path / "file")
    assert sending.test_client().post("/send").status_code == 200
    assert outbox.NOT_WRITTEN in caplog.text


def test_the_outbox_is_shown_in_the_demonstration_alone(app: Portal) -> None:
    client = app.test_client()
    app.outbox.write(LETTER, AT)
    page = client.get("/outbox").text
    assert "Dear Zoë" in page
    assert 'href="https://plans.example.org/a?b=c&amp;d=e"' in page
    app.settings = replace(
        app.settings, demo=False, secret_keys=("a-key-of-tests-" * 3,), public_url="https://plans.example.org"
    )
    assert client.get("/outbox").status_code == 404


def test_links_of_letters_are_never_made_from_what_a_request_says(app: Portal) -> None:
    settings = replace(app.settings, public_url="https://plans.example.org/")
    with app.test_request_context("/", headers={"Host": "evil.example.com"}):
        g.settings = settings
        assert outbox.address_of_page("/invitations/x") == "https://plans.example.org/invitations/x"
