"""How the plan page is read: what each view says it shows, and where an answer leads."""

import re

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


@pytest.mark.parametrize(
    ("view", "says"),
    [
        ("changes", "with every suggested change that is open"),
        ("clean", "Nothing that is only suggested is shown"),
        ("agreed", "Nothing of that is agreed"),
        ("nonsense", "with every suggested change that is open"),
    ],
)
def test_each_view_says_what_it_shows(story: Story, client_as: ClientAs, view: str, says: str) -> None:
    factories.sent(story, text="Zebras.")
    page = client_as("editor").get(f"/plans/{story.plan.id}?view={view}").text
    assert says in page
    assert ("Zebras" in page) == (view != "clean")
    assert 'class="printed">Draft, revision 1. Printed ' in page


def test_an_agreed_plan_is_printed_without_a_word_of_drafts(story: Story, client_as: ClientAs) -> None:
    factories.signed(story)
    for where in ("", "/last-look"):
        page = client_as("practitioner").get(f"/plans/{story.plan.id}{where}").text
        assert "draft" not in re.sub("<[^>]+>", " ", page).lower()


def test_an_answer_on_the_plan_leads_back_to_its_change(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    data = {"digest": change.latest.digest, "kind": "agree"}
    answer = client_as("editor").post(f"/proposals/{change.id}/kept-answers", data=data)
    assert answer.location == f"/plans/{story.plan.id}#change-1"
