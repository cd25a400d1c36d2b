"""`flask doctor` says what is not as it should be, with the remedy, and fails where something is a fault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import text

from portal.cli import checkup
from portal.database import Database, make_engine
from portal.domain.people.mail import Mail, MailKind, MailState
from portal.web.http import Portal
from tests.factories import Story

LIFTED = {
    "sqlite": ["DROP TRIGGER event_no_delete"],
    "postgresql": ["DROP TRIGGER event_append_only ON event"],
}


@pytest.fixture
def well(app: Portal, tmp_path: Path) -> Portal:
    """A portal that lacks nothing."""
    app.settings = replace(app.settings, outbox=tmp_path / "letters")
    return app


def revise(app: Portal, revision: str) -> None:
    with app.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def examined(app: Portal) -> Result:
    return app.test_cli_runner().invoke(args=["doctor"])


def said(app: Portal, what: str) -> str:
    """The line about one thing."""
    return next(line for line in examined(app).output.splitlines() if line[6:].startswith(what))


def test_a_portal_that_lacks_nothing_has_no_fault(well: Portal) -> None:
    found = examined(well)
    assert found.exit_code == 0
    assert {line[6:18].strip() for line in found.output.splitlines()} == {"settings", *checkup.CHECKS}


def test_the_demonstration_is_no_portal_for_real_people(well: Portal) -> None:
    assert said(well, "settings").startswith("note  settings    PORTAL_DEMO is on")
    real = replace(well.settings, demo=False, public_url="https://plans.example.org", secret_keys=("a-key-of-one" * 4,))
    well.settings = real
    assert "PROXY_COUNT is 0" in said(well, "settings")
    assert said(well, "seal").startswith("FAULT seal        There is none")
    well.settings = replace(real, proxy_count=1)
    assert said(well, "settings").endswith("at https://plans.example.org.")


def test_email_that_nobody_sends_is_a_fault_and_what_was_given_up_is_pointed_out(well: Portal) -> None:
    assert said(well, "e-mail").startswith("ok")
    now = datetime.now(UTC)
    with well.database.writing() as session:
        session.add(Mail(kind=MailKind.LETTER, state=MailState.FAILED, made_at=now, due_at=now, settled_at=now))
    assert said(well, "e-mail").startswith("note  e-mail      E-mails that did not leave: 1.")
    with well.database.writing() as session:
        session.add(Mail(kind=MailKind.LETTER, made_at=now, due_at=now - timedelta(minutes=11)))
    assert said(well, "e-mail").startswith("FAULT e-mail      E-mails that should have left: 1.")


def triggers_are_gone(app: Portal) -> None:
    with app.database.writing() as session:
        for statement in LIFTED[app.database.engine.dialect.name]:
            session.execute(text(statement))


def letters_cannot_be_written(app: Portal) -> None:
    file = app.settings.outbox.with_name("file")
    file.touch()
    app.settings = replace(app.settings, outbox=file)


def disk_is_full(app: Portal) -> None:
    app.settings = replace(app.settings, least_free_bytes=10**18)


@pytest.mark.parametrize(
    ("harm", "what", "words"),
    [
        (lambda app: revise(app, "0020"), "tables", "Run flask schema upgrade."),
        (triggers_are_gone, "changes", "event would take a change"),
        (letters_cannot_be_written, "letters", "OUTBOX takes none"),
        (disk_is_full, "disk", "Make room."),
    ],
)
def test_a_fault_is_named_with_its_remedy(well: Portal, harm: Callable[[Portal], None], what: str, words: str) -> None:
    harm(well)
    line = said(well, what)
    assert line.startswith("FAULT")
    assert words in line
    assert examined(well).exit_code == 1


def test_a_clock_behind_the_record_is_noticed(well: Portal, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(well, "clock").startswith("ok")

    class Late(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2020, 1, 1, tzinfo=UTC) - timedelta(days=1)

    monkeypatch.setattr(checkup, "datetime", Late)
    assert "which is still to come. Set the clock." in said(well, "clock")


@pytest.mark.parametrize("lent", ["postgresql"], indirect=True)
def test_connections_are_counted_against_what_postgresql_gives(well: Portal) -> None:
    assert said(well, "connections").startswith("ok    connections 2 processes of 20, and 5 for commands, are 45;")
    well.settings = replace(well.settings, web_concurrency=50)
    assert "Lower DATABASE_CONNECTIONS or WEB_CONCURRENCY" in said(well, "connections")


@pytest.mark.parametrize("lent", ["postgresql"], indirect=True)
def test_who_serves_as_the_owner_of_the_tables_is_told(well: Portal) -> None:
    assert said(well, "changes").startswith("note  changes     This role owns the tables")


@pytest.mark.parametrize("lent", ["sqlite"], indirect=True)
def test_a_database_that_is_away_is_a_fault_of_it_alone(well: Portal) -> None:
    well.database = Database(make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=1"))
    found = examined(well)
    assert found.exit_code == 1
    assert "FAULT database    The database did not answer" in found.output
    assert "ok    disk" in found.output
