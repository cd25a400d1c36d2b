"""Stories that several files of these tests begin with."""

import pytest

from tests import factories
from tests.factories import Story


@pytest.fixture
def agreed(story: Story) -> Story:
    """A plan that both parties have signed and everybody has read."""
    story.everybody_has_read_the_first_page()
    factories.signed(story)
    return story
