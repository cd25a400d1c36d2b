"""Run the migrations against the database of the settings, or the address that a caller gives."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, event

import portal.domain  # noqa: F401 - every table is known
from portal.config import Settings
from portal.database import make_engine
from portal.domain.base import Base, Moment


def run() -> None:
    """Bring the database up to date in one transaction."""
    url = context.config.attributes.get("url") or Settings.from_environment().database_url
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _without_foreign_keys)
    try:
        with engine.begin() as connection:
            _migrate(connection)
    finally:
        engine.dispose()


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_plainly,
    )
    kept = context.config.attributes.get("kept")  # given where nothing may be lost
    before = kept(connection) if kept else None
    context.run_migrations()
    if kept:
        kept(connection, before)
    if connection.dialect.name == "sqlite":
        _expect_whole(connection)


def _without_foreign_keys(connection: Any, _record: object) -> None:
    """SQLite changes a table by making it anew, which its foreign keys would undo row by row."""
    connection.execute("PRAGMA foreign_keys = OFF")


def _expect_whole(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise RuntimeError(f"a row of {broken[0]} refers to nothing: nothing was migrated")


def render_plainly(kind: str, item: Any, _autogenerate: object) -> str | Literal[False]:
    """A migration names the database's own types, so that it outlives the code that asked for it."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


run()
