"""The tables are made, brought to this release and back by command; going back loses nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import inspect

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.person import Person
from portal.schema import newest
from portal.web.http import Portal
from tests.databases import without_tables

NOW = datetime.now(UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    return without_tables(request.param, tmp_path, lambda: request.getfixturevalue("postgresql_url"))


@pytest.fixture
def portal(empty: str) -> Iterator[Portal]:
    """A portal on a database without a table."""
    app = create_app(Settings(database_url=empty, secret_keys=(DEMO_KEY,), demo=True))
    assert isinstance(app, Portal)
    yield app
    app.database.engine.dispose()


def run(app: Portal, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["schema", *arguments])


def tables(app: Portal) -> set[str]:
    return set(inspect(app.database.engine).get_table_names())


def test_the_tables_are_made_by_one_command_that_says_what_they_are_now(portal: Portal) -> None:
    assert f"revision none; this release needs {newest()}" in run(portal, "show").output
    assert run(portal, "upgrade").exit_code == 0
    assert f"revision {newest()}; this release needs {newest()}" in run(portal, "show").output
    assert portal.test_client().get("/readyz").status_code == 200


def test_tables_in_which_nothing_stands_can_be_brought_back_and_forth(portal: Portal) -> None:
    run(portal, "upgrade")
    back = run(portal, "downgrade", "0019")
    assert (back.exit_code, "revision 0019" in back.output) == (0, True)
    assert "password_reset" not in tables(portal)
    assert portal.test_client().get("/readyz").status_code == 503
    assert run(portal, "upgrade").exit_code == 0


def test_going_back_says_what_it_would_lose_and_loses_nothing(portal: Portal) -> None:
    run(portal, "upgrade")
    with portal.database.writing() as session:
        whose = Person.register(session, email="a@example.org", name="A", password="seven wooden kettles", at=NOW)
        whose.closed_at = NOW - timedelta(days=1)
        session.flush()
        note(session, whose.id, AccountChange.CLOSED, NOW, said="They asked for it.")
    refused = run(portal, "downgrade", "0017")
    assert refused.exit_code == 1
    assert "restore the backup that was made before the upgrade" in refused.output
    assert "would lose account_event (2 rows), person.closed_at (1 rows)." in refused.output
    assert f"revision {newest()};" in run(portal, "show").output
    assert "account_event" in tables(portal)


def test_an_unknown_revision_is_told(portal: Portal) -> None:
    run(portal, "upgrade")
    unknown = run(portal, "downgrade", "9999")
    assert (unknown.exit_code, "9999" in unknown.output, "restore" in unknown.output) == (1, True, False)
