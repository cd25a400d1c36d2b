"""A suggestion that is still private while the final text is being signed."""

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

SAYS = "The text is frozen for signing. This is kept until it is reopened or signed."


@pytest.mark.parametrize("page", ["", "/putting-forward"])
def test_a_private_suggestion_says_why_it_waits_while_the_text_is_frozen(
    story: Story, client_as: ClientAs, page: str
) -> None:
    path = f"/proposals/{factories.suggest(story).id}{page}"
    assert SAYS not in client_as("practitioner").get(path).text
    factories.freeze(story)
    shown = client_as("practitioner").get(path).text
    assert SAYS in shown
    assert "Send to Harbour Trust" not in shown
