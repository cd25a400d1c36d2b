import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.database import Database, append_only_ddl, make_engine
from portal.domain.record.request_key import RequestKey


@pytest.fixture
def ledger(database: Database) -> Iterator[Database]:
    """A database with one append-only table that holds one row."""
    with database.writing() as session:
        session.execute(text("CREATE TABLE ledger (entry INTEGER PRIMARY KEY)"))
        for statement in append_only_ddl("ledger", database.engine.dialect.name):
            session.connection().exec_driver_sql(statement)
        session.execute(text("INSERT INTO ledger VALUES (1)"))
    yield database
    with database.writing() as session:
        session.execute(text("DROP TABLE ledger"))


def entries(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(text("SELECT entry FROM ledger ORDER BY entry")))


def test_what_is_written_is_kept(ledger: Database) -> None:
    assert entries(ledger) == [1]


def test_nothing_is_kept_when_anything_is_raised(ledger: Database) -> None:
    with pytest.raises(ZeroDivisionError), ledger.writing() as session:
        session.execute(text("INSERT INTO ledger VALUES (2)"))
        _ = 1 / 0
    assert entries(ledger) == [1]


def test_a_reading_session_cannot_write(ledger: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), ledger.reading() as session:
        session.execute(text("INSERT INTO ledger VALUES (2)"))


def test_writing_is_possible_again_after_reading(ledger: Database) -> None:
    assert entries(ledger) == [1]
    with ledger.writing() as session:
        session.execute(text("INSERT INTO ledger VALUES (2)"))
    assert entries(ledger) == [1, 2]


def test_what_a_reading_session_was_given_is_not_written(ledger: Database) -> None:
    with ledger.reading() as session:
        session.add(RequestKey())
    assert entries(ledger) == [1]


@pytest.mark.parametrize("lent", ["postgresql"], indirect=True)
def test_what_is_read_again_and_again_is_planned_once(ledger: Database) -> None:
    for _ in range(6):
        assert entries(ledger) == [1]
    with ledger.reading() as session:
        planned = session.scalars(text("SELECT statement FROM pg_prepared_statements"))
        assert any("FROM ledger" in statement for statement in planned)


@pytest.mark.parametrize("lent", ["postgresql"], indirect=True)
def test_a_database_that_went_away_and_came_back_is_read_again(ledger: Database) -> None:
    with ledger.reading() as session:
        former = session.scalar(text("SELECT pg_backend_pid()"))
    other = create_engine(ledger.engine.url)
    with other.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": former})
    other.dispose()
    assert entries(ledger) == [1]


CHANGES = {
    "sqlite": ["UPDATE ledger SET entry = 2", "DELETE FROM ledger", "INSERT OR REPLACE INTO ledger VALUES (1)"],
    "postgresql": ["UPDATE ledger SET entry = 2", "DELETE FROM ledger", "TRUNCATE ledger"],
}


def test_an_append_only_table_refuses_every_change(ledger: Database) -> None:
    for change in CHANGES[ledger.engine.dialect.name]:
        with pytest.raises(IntegrityError, match="ledger is append-only"), ledger.writing() as session:
            session.execute(text(change))
    assert entries(ledger) == [1]


def test_foreign_keys_are_held(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))"))
        connection.execute(text("INSERT INTO child VALUES (7)"))


def test_the_schema_has_tables(engine: Engine) -> None:
    assert "case_file" in inspect(engine).get_table_names()


def test_a_new_file_of_sqlite_is_its_owners_alone(tmp_path: Path) -> None:
    file, old = tmp_path / "new" / "portal.sqlite3", tmp_path / "old.sqlite3"
    old.touch(mode=0o640)
    umask = os.umask(0)
    try:
        for path in (file, old):
            engine = make_engine(f"sqlite:///{path}")
            with Database(engine).writing() as session:
                session.execute(text("CREATE TABLE one (a INTEGER)"))
                modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.glob("*portal*")}
            engine.dispose()
            assert set(modes.values()) <= {0o600}
    finally:
        os.umask(umask)
    assert file.stat().st_mode & 0o777 == 0o600
    assert old.stat().st_mode & 0o777 == 0o640
