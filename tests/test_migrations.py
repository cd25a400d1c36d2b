"""The migrations and the domain describe the same database, triggers included, and keep what earlier releases wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.database import make_engine
from portal.domain import record
from portal.domain.base import Base
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event
from tests.laying import CASE, lay_down

ROOT = Path(__file__).resolve().parent.parent
TRIGGERS = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


REVISIONS = sorted(
    one.revision for one in ScriptDirectory(str(ROOT / "migrations")).walk_revisions() if one.down_revision
)


def migrate(url: str, revision: str = "head") -> None:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = url
    command.upgrade(config, revision)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'migrated.sqlite3'}"
    server = request.getfixturevalue("postgresql_url")
    administrator = create_engine(server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS portal_migrated WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE portal_migrated"))
    administrator.dispose()
    return make_url(server).set(database="portal_migrated").render_as_string(hide_password=False)


@pytest.fixture
def migrated(empty: str) -> Iterator[Engine]:
    """A database that was empty before the migrations ran."""
    migrate(empty)
    engine = make_engine(empty)
    yield engine
    engine.dispose()


def test_the_migrations_make_what_the_domain_declares(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_migrations_protect_every_append_only_table(migrated: Engine) -> None:
    append_only = {name for name, table in Base.metadata.tables.items() if table.info.get("append_only")}
    with migrated.connect() as connection:
        assert set(connection.scalars(text(TRIGGERS[migrated.dialect.name]))) == append_only


def test_migrating_twice_changes_nothing(migrated: Engine) -> None:
    migrate(migrated.url.render_as_string(hide_password=False))


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_an_earlier_release_wrote_is_whole_and_still_protected(empty: str, revision: str) -> None:
    migrate(empty, revision)
    earlier = make_engine(empty)
    laid = lay_down(earlier)
    earlier.dispose()
    migrate(empty)
    engine = make_engine(empty)
    with Session(engine) as session:
        found = {name: session.scalar(text(f"SELECT count(*) FROM {name}")) for name in laid}
        assert found == laid
        assert [one.fault for one in record.check(session, CASE, list(record.Stream))] == ["", ""]
        events = session.scalars(select(Event).order_by(Event.stream, Event.seq)).all()
        assert {(one.kind, one.actor, one.subject) for one in events} == {
            (one.facts.kind, one.facts.actor, one.facts.subject) for one in events
        }
        assert session.scalars(select(Proposal)).unique().one().latest.place is None
    for change in ("UPDATE event SET seq = 9", "DELETE FROM event"):
        with engine.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text(change))
    engine.dispose()
