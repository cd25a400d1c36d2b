"""How the plan page is read: what each view says it shows, and where an answer leads."""

import re

import pytest

from portal.domain.proposals.proposal import Proposal
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


def answered(story: Story, client_as: ClientAs, change: Proposal, resource: str, after: str) -> str:
    """The part of the plan page that an answer leads to."""
    data = {"digest": change.latest.digest, "reason": "No.", "kind": "agree", "next": after}
    answer = client_as("editor").post(f"/proposals/{change.id}/{resource}", data=data)
    assert answer.status_code == 303
    return str(answer.location.partition("#")[2])


@pytest.mark.parametrize("resource", ["assents", "declines", "kept-answers"])
def test_an_answer_leads_to_the_change_that_waits_next(story: Story, client_as: ClientAs, resource: str) -> None:
    first, second = factories.sent(story, key="aim"), factories.sent(story, key="cases")
    page = client_as("editor").get(f"/plans/{story.plan.id}").text
    named = re.search('/assents[?]next=([^"]+)"', page)
    assert named
    assert named[1] == f"change-{second.number}"
    assert answered(story, client_as, first, resource, named[1]) == named[1]


def test_the_last_answer_leads_to_whose_turn_it_is(story: Story, client_as: ClientAs) -> None:
    factories.sent(story)
    assert '/assents?next=turn"' in client_as("editor").get(f"/plans/{story.plan.id}").text


@pytest.mark.parametrize("after", ["//elsewhere.example", "change-1#x", "javascript:x", "change-"])
def test_an_answer_leads_nowhere_else(story: Story, client_as: ClientAs, after: str) -> None:
    assert answered(story, client_as, factories.sent(story), "assents", after) == "clause-supervision"
