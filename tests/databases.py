"""Databases lent to tests: each holds the schema and, when asked, a case that was told once for all of them.

SQLite's file is copied from a template. PostgreSQL's rows are swept away by its superuser, whom alone the append-only
triggers let pass, and the told case is laid down again; a database whose schema a test changed is not lent again.
"""

import pickle
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine, Row, create_engine, event, make_url
from sqlalchemy.orm import Session

from portal.database import Database, create_schema, make_engine
from portal.domain.base import Base
from portal.schema import newest
from tests.factories import Story, a_case

Told = Literal["nothing", "draft", "issued"]
TABLES = [table.name for table in Base.metadata.sorted_tables]
SWEEP = [
    "SET lock_timeout = '10s'",
    "SET session_replication_role = replica",
    *(f"DELETE FROM {table}" for table in reversed(TABLES)),
]

SCHEMA = "SELECT " + ", ".join(f"(SELECT count(*) FROM {each})" for each in ("pg_class", "pg_constraint", "pg_trigger"))

STAMP = ["DELETE FROM alembic_version", f"INSERT INTO alembic_version VALUES ('{newest()}')"]


@dataclass(frozen=True)
class Lent:
    """A database's address, and the story that was told in it: a copy of its own for each who asks."""

    url: str
    pickled: bytes

    def story_in(self, session: Session) -> Story:
        """What was told, its acts all in this session."""
        story = self.story()
        story.session = session
        session.add_all([story.case, story.plan, *story.people.values(), *story.members.values()])
        return story

    def story(self) -> Story:
        """What was told, without a session."""
        story = pickle.loads(self.pickled)
        assert isinstance(story, Story)
        return story


def kept(table: str) -> str:
    """The columns of a table that are written, not made by the database."""
    return ", ".join(f'"{one.name}"' for one in Base.metadata.tables[table].columns if one.computed is None)


Lender = Callable[[Told], AbstractContextManager[Lent]]


class SqliteLender:
    """Lends files in this folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count()
        self._templates: dict[Told, Lent] = {}
        self._free: list[Path] = []

    @contextmanager
    def __call__(self, told: Told) -> Iterator[Lent]:
        if told not in self._templates:
            url = f"sqlite:///{self._file(told)}"
            self._templates[told] = Lent(url, _tell(url, told))
        path = self._free.pop() if self._free else self._file(str(next(self._numbers)))
        shutil.copyfile(self._file(told), path)
        yield Lent(f"sqlite:///{path}", self._templates[told].pickled)
        for left in self._folder.glob(f"{path.name}*"):
            left.unlink()
        self._free.append(path)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"


class PostgresqlLender:
    """Lends databases of the server with this maintenance database."""

    def __init__(self, server: str) -> None:
        self._server, self._numbers = server, count()
        self._free: dict[Told, list[Lent]] = defaultdict(list)
        self._sweepers: dict[str, tuple[Engine, str, Row[Any]]] = {}

    @contextmanager
    def __call__(self, told: Told) -> Iterator[Lent]:
        lent = self._free[told].pop() if self._free[told] else self._new(told)
        yield lent
        if self._sweep(lent.url):
            self._free[told].append(lent)

    def close(self) -> None:
        for engine, *_ in self._sweepers.values():
            engine.dispose()

    def _new(self, told: Told) -> Lent:
        name = f"portal_{next(self._numbers)}"
        with administrator(self._server) as run:
            run(f"CREATE DATABASE {name}")
        url = make_url(self._server).set(database=name).render_as_string(hide_password=False)
        pickled = _tell(url, told)
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            full = [table for table in TABLES if connection.exec_driver_sql(f"SELECT FROM {table} LIMIT 1").rowcount]
            put_aside = [f"CREATE TABLE told.{table} AS SELECT {kept(table)} FROM {table}" for table in full]
            connection.exec_driver_sql("; ".join(["CREATE SCHEMA told", *put_aside]))
            schema = connection.exec_driver_sql(SCHEMA).one()
        lay_down = [f"INSERT INTO {table} ({kept(table)}) SELECT * FROM told.{table}" for table in full]
        self._sweepers[url] = engine, "; ".join([*SWEEP, *STAMP, *lay_down]), schema
        return Lent(url, pickled)

    def _sweep(self, url: str) -> bool:
        """Make it as it was lent; false where a test changed more than rows."""
        engine, script, schema = self._sweepers[url]
        with engine.connect() as connection:
            connection.exec_driver_sql(script)
            return connection.exec_driver_sql(SCHEMA).one() == schema


@cache
def engine_of(url: str) -> Engine:
    """One engine for each address: it remembers the statements that it has compiled, and never waits for the disk."""
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return engine


@contextmanager
def undone(lent: Lent) -> Iterator[Session]:
    """A session of which nothing stays."""
    with engine_of(lent.url).connect() as connection:
        transaction = connection.begin()
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@contextmanager
def administrator(url: str) -> Iterator[Callable[[str], object]]:
    """Runs single statements, each committed at once."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection.exec_driver_sql
    engine.dispose()


def without_tables(kind: str, folder: Path, server: Callable[[], str]) -> str:
    """The address of a database of this kind that holds nothing."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'empty.sqlite3'}"
    with administrator(server()) as run:
        run("DROP DATABASE IF EXISTS portal_empty WITH (FORCE)")
        run("CREATE DATABASE portal_empty")
    return make_url(server()).set(database="portal_empty").render_as_string(hide_password=False)


def make_schema(engine: Engine) -> None:
    """The tables as the newest migration leaves them, and said to be so."""
    create_schema(engine)
    with engine.begin() as connection:
        for statement in ["CREATE TABLE alembic_version (version_num VARCHAR(32))", *STAMP]:
            connection.exec_driver_sql(statement)


def _tell(url: str, told: Told) -> bytes:
    """Make the schema, and the case if one is wanted; returns its story, pickled."""
    engine, story = make_engine(url), None
    make_schema(engine)
    if told != "nothing":
        with Database(engine).writing() as session:
            story = a_case(session, issued=told == "issued")
        story.session = None  # type: ignore[assignment]
    engine.dispose()
    return pickle.dumps(story)
