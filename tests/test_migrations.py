"""The migrations and the domain describe the same database, triggers included."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, make_url, text

from portal.database import make_engine
from portal.domain.base import Base

ROOT = Path(__file__).resolve().parent.parent
TRIGGERS = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


def migrate(url: str, revision: str = "head") -> None:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = url
    command.upgrade(config, revision)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated(request: pytest.FixtureRequest, tmp_path: Path):
    """A database that was empty before the migrations ran."""
    url = f"sqlite:///{tmp_path / 'migrated.sqlite3'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_url")
        administrator = create_engine(server, isolation_level="AUTOCOMMIT")
        with administrator.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS portal_migrated WITH (FORCE)"))
            connection.execute(text("CREATE DATABASE portal_migrated"))
        administrator.dispose()
        url = make_url(server).set(database="portal_migrated").render_as_string(hide_password=False)
    migrate(url)
    engine = make_engine(url)
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
