"""One database of each kind for all of these tests: each test's work is rolled back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal.database import make_engine
from tests.factories import Story, a_case


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with request.getfixturevalue(f"{request.param}_copies")() as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def session(shared_engine: Engine) -> Iterator[Session]:
    """A session that the test may flush or break; nothing of it stays."""
    with shared_engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture
def story(session: Session) -> Story:
    """An issued plan whose acts all happen in the test's own session."""
    return a_case(session)
