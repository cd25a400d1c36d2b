import pytest
from sqlalchemy.orm import Session

from tests.factories import Story, a_case


@pytest.fixture
def story(session: Session) -> Story:
    """An issued plan whose acts all happen in the test's own session."""
    return a_case(session)
