"""The tables as the migrations make them: whether they are those of this release, and the way from one to another."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import ColumnClause, Connection, String, case, column, func, inspect, select, table
from sqlalchemy import cast as sql_cast
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.home import HOME

VERSIONS = "alembic_version"
SAYS_NOTHING = ("", "0", "false")  # what a column holds that was added and never used
MADE_OF_OTHERS = {"organisation", "organisation_id"}  # their migration makes them again, and refuses where it could not
Filled = Mapping[str, Mapping[str, int]]  # of each table, in how many rows each column says something


class WouldLose(RuntimeError):
    """Going back would lose what is named."""


@cache
def newest() -> str:
    """The revision of the tables that this release works with."""
    return cast(str, ScriptDirectory(str(HOME / "migrations")).get_current_head())


def revision_of(session: Session) -> str:
    """The revision of the tables that are there; "" where no migration ever ran."""
    try:
        return session.scalar(select(column("version_num", String)).select_from(table(VERSIONS))) or ""
    except SQLAlchemyError:
        session.rollback()
        return ""


def upgrade(url: str) -> None:
    """Bring the tables to this release, in one transaction."""
    command.upgrade(_config(url), "head")


def downgrade(url: str, revision: str) -> None:
    """Bring the tables back to an earlier revision, in one transaction.

    Raises `WouldLose` where that would lose anything, or the RuntimeError of a migration that knows more.
    """
    config = _config(url)
    config.attributes["kept"] = kept
    command.downgrade(config, revision)


def kept(connection: Connection, before: Filled | None = None) -> Filled:
    """What the tables hold now; raises `WouldLose` for what they held before and no longer do."""
    names = set(inspect(connection).get_table_names()) - {VERSIONS}
    now = {name: _filled(connection, name) for name in sorted(names)}
    lost = [one for name, columns in (before or {}).items() for one in _lost(name, columns, now.get(name))]
    if lost:
        raise WouldLose(f"Going back would lose {', '.join(lost)}. Nothing was changed.")
    return now


def _lost(name: str, before: Mapping[str, int], now: Mapping[str, int] | None) -> list[str]:
    """A table whose rows are gone, or each of its columns that says less."""
    if now is None:
        most = 0 if name in MADE_OF_OTHERS else max(before.values())
        return [f"{name} ({most} rows)"] if most else []
    less = {column: rows - now.get(column, 0) for column, rows in before.items() if column not in MADE_OF_OTHERS}
    return [f"{name}.{column} ({rows} rows)" for column, rows in less.items() if rows > 0]


def _filled(connection: Connection, name: str) -> dict[str, int]:
    columns: list[ColumnClause[Any]] = [column(one["name"]) for one in inspect(connection).get_columns(name)]
    counts = [func.count(case((sql_cast(one, String).not_in(SAYS_NOTHING), 1))) for one in columns]
    found = connection.execute(select(*counts).select_from(table(name))).one()
    return {one.name: rows for one, rows in zip(columns, found, strict=True)}


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HOME / "migrations"))
    config.attributes["url"] = url
    return config
