"""What stands on a printed page: which plan it is of, and nothing that could only be done on a screen."""

import re

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def test_the_history_and_the_agreement_name_their_plan(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    title = f"<strong>{factories.some_content().title}</strong>"
    history, agreement = f"/plans/{story.plan.id}/revisions", f"/agreements/{frozen.id}"
    for path in (history, agreement):
        page = client_as("practitioner").get(path).text
        assert title in page
        assert 'class="printed"' in page
    assert "Ready to sign: revision 1. Printed" in client_as("editor").get(agreement).text
    assert "struck through" not in client_as("editor").get(agreement).text


def test_the_printed_history_shows_no_acts(story: Story, client_as: ClientAs) -> None:
    factories.agree(story, factories.sent(story))
    page = client_as("practitioner").get(f"/plans/{story.plan.id}/revisions").text
    paper = re.sub(r'<(\w+) class="no-print".*?</\1>', "", page, flags=re.DOTALL)
    for act in ("Propose changing it", "Compare any two", "Compare revision"):
        assert act in page
        assert act not in paper
