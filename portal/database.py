"""The engine and its sessions: the one place that begins, locks, commits and rolls back."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Uuid, column, create_engine, event, func, make_url, select, table, text
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session, sessionmaker

from portal.domain.base import Base
from portal.in_turn import BUSY_MILLISECONDS, begin_in_turn

CASES = table("case_file", column("id", Uuid))
MOST_CONNECTIONS = 20
TRIGGERS = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name HAVING count(*) = 2",
    "postgresql": "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname = relname || '_append_only' AND tgenabled IN ('O', 'A')",
}
DatabaseAway = (OperationalError, InterfaceError, NoConnection)


def make_engine(url: str, connections: int = MOST_CONNECTIONS) -> Engine:
    """An engine for SQLite (WAL, foreign keys, explicit BEGIN) or PostgreSQL (psycopg 3, READ COMMITTED).

    Of PostgreSQL it holds `connections` at most at once; who asks for one more waits.
    """
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        return create_engine(
            address,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            pool_size=(connections + 1) // 2,
            max_overflow=connections // 2,
        )
    if address.database and address.database != ":memory:":
        _make_private(Path(address.database))
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


class Database:
    """Sessions over one engine; writing ones hold SQLite's only write lock from their start (design §10).

    `waited` hears how many seconds each of these waited for its turn, or for a connection.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        writer = engine.execution_options(begin="IMMEDIATE")
        reader = engine.execution_options(begin="READ", **_of_one_moment(engine))
        self.waited: Callable[[float], object] = lambda seconds: None
        self._writing = sessionmaker(writer, expire_on_commit=False)
        self._reading = sessionmaker(reader, expire_on_commit=False)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end and rolls back when anything is raised."""
        with self._writing() as session, session.begin():
            begun = monotonic()
            session.connection()
            self.waited(monotonic() - begun)
            yield session

    def takes_changes(self) -> bool:
        """Whether a transaction that writes can begin now; nothing is written."""
        try:
            with self._writing() as session:
                sqlite = session.connection().dialect.name == "sqlite"
                return sqlite or session.scalar(text("SHOW transaction_read_only")) == "off"
        except SQLAlchemyError:
            return False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the database as it is at one moment, and whose database refuses every change."""
        with self._reading() as session:
            yield session
            session.expunge_all()
            session.commit()  # a rollback would make PostgreSQL forget the plans of its prepared statements


def unprotected(session: Session) -> set[str]:
    """The append-only tables that would take a change now, as their triggers are missing or switched off."""
    wanted = {name for name, declared in Base.metadata.tables.items() if declared.info.get("append_only")}
    return wanted - set(session.scalars(text(TRIGGERS[session.get_bind().dialect.name])))


def answers(session: Session) -> bool:
    """Whether the database answers one small question."""
    try:
        return session.scalar(select(1)) == 1
    except SQLAlchemyError:
        return False


def lock_case(session: Session, case_id: UUID) -> None:
    """Wait until this session alone may change the case; what was loaded before is read anew."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(CASES.c.id).where(CASES.c.id == case_id).with_for_update())
        session.expire_all()


def lock_names(session: Session, names: Iterable[str]) -> None:
    """Wait until this session alone counts under these names, so that what is counted is counted in turn.

    Everybody names what is theirs alone first and what they share with most others last: so nobody waits in a circle,
    and what all share is held for the shortest time. SQLite's writers wait for each other already.
    """
    if session.get_bind().dialect.name == "postgresql":
        for name in names:
            session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def append_only_ddl(table: str, dialect: str) -> list[str]:
    """The statements that make a database refuse UPDATE, DELETE and TRUNCATE of `table`."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for change in ("UPDATE", "DELETE")
        ]
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = '23000'; "
        "END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]


@contextmanager
def append_only_lifted(session: Session) -> Iterator[None]:
    """Within this transaction every table takes changes; what ends it brings the triggers back, or never lifted them.

    Raises an error of the database where its user does not own the tables.
    """
    connection, sqlite = session.connection(), session.get_bind().dialect.name == "sqlite"
    if not sqlite:
        connection.exec_driver_sql(f"LOCK TABLE {CASES.name} IN EXCLUSIVE MODE")  # as every act begins there
    tables = [name for name, declared in Base.metadata.tables.items() if declared.info.get("append_only")]
    for name in tables:
        for statement in _lifting(name) if sqlite else [f"ALTER TABLE {name} DISABLE TRIGGER {name}_append_only"]:
            connection.exec_driver_sql(statement)
    yield
    session.flush()
    for name in tables:
        back = append_only_ddl(name, "sqlite") if sqlite else [f"ALTER TABLE {name} ENABLE TRIGGER {name}_append_only"]
        for statement in back:
            connection.exec_driver_sql(statement)


def scrub(engine: Engine, tables: Iterable[str]) -> None:
    """Write these tables anew, so that nothing of what their rows said before is left in the database's files."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()  # without the BEGIN of ours, within which nothing is written anew
        raw.cursor().execute("VACUUM")
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
        return
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for table in sorted(set(tables)):
            connection.exec_driver_sql(f"VACUUM FULL {table}")


def _lifting(table: str) -> list[str]:
    return [f"DROP TRIGGER {table}_no_{change}" for change in ("update", "delete")]


def create_schema(engine: Engine) -> None:
    """Every table of the domain at once, with the triggers of the append-only ones."""
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        protect_append_only(connection)


def protect_append_only(connection: Connection) -> None:
    """Give each table marked `info={"append_only": True}` its triggers."""
    for name, declared in Base.metadata.tables.items():
        if declared.info.get("append_only"):
            for statement in append_only_ddl(name, connection.dialect.name):
                connection.exec_driver_sql(statement)


def _make_private(file: Path) -> None:
    """A new file of SQLite is its owner's alone, and so are those that SQLite puts beside it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _of_one_moment(engine: Engine) -> dict[str, Any]:
    """SQLite's readers see one moment anyway."""
    if engine.dialect.name != "postgresql":
        return {}
    return {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if mode == 'READ' else 'OFF'}")
    if mode == "IMMEDIATE":
        begin_in_turn(connection)
    else:
        connection.exec_driver_sql("BEGIN DEFERRED")
