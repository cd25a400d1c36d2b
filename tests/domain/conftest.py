"""One database of each kind for all of these tests, with the story told once: each test's work is rolled back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from sqlalchemy.orm import Session

from tests.conftest import wanted
from tests.databases import Lender, Lent, Told, engine_of, undone
from tests.factories import Story

Borrow = Callable[[Told], Lent]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def borrow(request: pytest.FixtureRequest) -> Iterator[Borrow]:
    """Borrows a database in which this was told: the same one each time."""
    lender: Lender = request.getfixturevalue(f"{request.param}_lender")
    with ExitStack() as stack:

        @cache
        def borrow(told: Told) -> Lent:
            lent = stack.enter_context(lender(told))
            stack.callback(engine_of(lent.url).dispose)
            return lent

        yield borrow


@pytest.fixture
def shared(borrow: Borrow, request: pytest.FixtureRequest) -> Lent:
    """The database that holds what the test wants."""
    return borrow(wanted(request.fixturenames))


@pytest.fixture
def session(shared: Lent) -> Iterator[Session]:
    """A session that the test may flush or break; nothing of it stays."""
    with undone(shared) as session:
        yield session


@pytest.fixture
def story(shared: Lent, session: Session) -> Story:
    """An issued plan whose acts all happen in the test's own session."""
    return shared.story_in(session)
