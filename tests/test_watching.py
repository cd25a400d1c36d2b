"""What whoever watches over the service is told: whether a process is alive, and whether people can be sent to it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.web.http import Portal


def revised(app: Portal, revision: str) -> FlaskClient:
    """A browser at a portal whose tables are of this revision."""
    with app.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    return app.test_client()


def test_people_can_be_sent_where_the_tables_are_those_of_this_release(app: Portal) -> None:
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_nobody_is_sent_where_the_tables_are_of_another_release_or_none_ever_made_them(app: Portal) -> None:
    for client in (revised(app, "0020"), revised(app, "")):
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json) == (503, {"status": "the tables are not those of this release"})
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("lent", ["postgresql"], indirect=True)
def test_nobody_is_sent_where_the_database_takes_no_changes(app: Portal) -> None:
    client, url = app.test_client(), app.database.engine.url
    with app.database.writing() as session:
        session.execute(text(f"ALTER DATABASE {url.database} SET default_transaction_read_only = on"))
    app.database.engine.dispose()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"status": "the database takes no changes"})
    with app.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET default_transaction_read_only = off")
        connection.exec_driver_sql(f"ALTER DATABASE {url.database} RESET default_transaction_read_only")
    app.database.engine.dispose()
