"""Who asks for a link is told the same, and costs the same, whether or not there is an account."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event, update

from portal.domain.people.person import Person
from portal.web.http import Portal
from tests.factories import Story
from tests.test_password_resets import ask


def asked(app: Portal, engine: Engine, who: str) -> tuple[list[str], int, str, int]:
    """What asking for a link for this address asks the database, what comes of it, and how many letters are written."""
    said: list[str] = []
    written: list[bool] = []
    write = app.outbox.write

    def hear(*heard: object) -> None:
        said.append(str(heard[2]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.outbox, "write", lambda *given, **how: written.append(True) or write(*given, **how))
        event.listen(engine, "before_cursor_execute", hear)
        answer = ask(app, who)
        event.remove(engine, "before_cursor_execute", hear)
    return said, answer.status_code, answer.location, len(written)


@pytest.mark.parametrize("nowhere", ["noeditor", "signatory"])
def test_no_answer_tells_whether_there_is_an_account(app: Portal, story: Story, engine: Engine, nowhere: str) -> None:
    with app.database.writing() as session:
        closed = update(Person).where(Person.email == "signatory@example.org")
        session.execute(closed.values(closed_at=datetime.now(UTC)))
    for _ in range(app.settings.resets_per_address + 1):
        assert asked(app, engine, "editor") == asked(app, engine, nowhere)
    sent = app.outbox.newest(50)
    assert {kept.letter.to for kept in sent} == {"editor@example.org"}
    assert len(sent) == app.settings.resets_per_address


def test_one_source_asks_for_so_many_letters_and_is_told_so(app: Portal, story: Story) -> None:
    app.settings = replace(app.settings, resets_per_source=2)
    assert [ask(app, who).status_code for who in ("nobody", "editor", "signatory")] == [303, 303, 429]
    refused = ask(app)
    assert "Too many letters were asked for" in refused.text
    assert 'href="#email"' in refused.text
    assert ask(app, source="192.0.2.2").status_code == 303


@pytest.mark.parametrize("email", ["", "no address", "a@b\nc@d", "\0"])
def test_what_is_no_address_is_asked_again(app: Portal, story: Story, email: str) -> None:
    answer = app.test_client().post("/password-reset", data={"email": email})
    assert answer.status_code == 422
    assert "Type your e-mail address" in answer.text
