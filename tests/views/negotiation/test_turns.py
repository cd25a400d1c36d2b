"""The page that says whose turn it is, since when, and whose it was before."""

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

PEOPLE = ("practitioner", "representative", "editor", "signatory", "adviser", "reviewer")


@pytest.mark.parametrize("role", PEOPLE)
def test_everybody_on_the_case_reads_whose_turn_it_is_and_was(story: Story, client_as: ClientAs, role: str) -> None:
    story.everybody_has_read_the_first_page()
    factories.agree(story, factories.sent(story, "practitioner"), by="editor")
    factories.sent(story, "practitioner", "aim")
    client = client_as(role)
    page = client.get(f"/plans/{story.plan.id}/turns").text
    who = "You" if role in ("editor", "signatory") else "Harbour Trust"
    assert f"<strong>{who}:</strong> an answer to a suggested change, since 3 November 2025" in page
    assert f"<strong>{who}</strong>: an answer to a suggested change" in page
    assert "The same day" in page
    for leads in (f"/plans/{story.plan.id}", f"/cases/{story.case.id}"):
        assert f"/plans/{story.plan.id}/turns" in client.get(leads).text


def test_what_is_private_makes_no_difference_to_it(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story, "practitioner")
    where = f"/plans/{story.plan.id}/turns"

    def read(role: str) -> str:
        return client_as(role).get(where).text.split("<h1")[1]

    before = read("editor")
    factories.suggest(story, "practitioner", "aim")
    factories.ask_for_call(story)
    factories.thread(story)
    assert read("editor") == before
    theirs = read("practitioner")
    factories.keep(story, change, by="editor", note="A note.")
    assert read("practitioner") == theirs


def test_a_plan_that_waits_for_nobody_says_so(story: Story, client_as: ClientAs) -> None:
    assert "The plan waits for nobody." in client_as("editor").get(f"/plans/{story.plan.id}/turns").text
    factories.withdrawn(story)
    assert "This plan is closed." in client_as("editor").get(f"/plans/{story.plan.id}/turns").text


def test_a_paused_case_waits_for_nobody_and_no_day_counts(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, "practitioner")
    factories.pause(story)
    page = client_as("editor").get(f"/plans/{story.plan.id}/turns").text
    assert "no day counts" in page
    assert "<strong>You:</strong>" not in page


def test_a_draft_has_no_turns(draft_story: Story, client_as: ClientAs) -> None:
    where = f"/plans/{draft_story.plan.id}/turns"
    assert client_as("editor").get(where).status_code == 404
    assert client_as("adviser").get(where).location.endswith(f"/plans/{draft_story.plan.id}/draft")


def test_the_lists_say_since_when_and_for_how_many_working_days(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    factories.sent(story, "practitioner")
    assert "1 for Harbour Trust, since 3 November 2025 (" in client_as("adviser").get("/").text
    assert "1 suggested change with Harbour Trust, since 3 November 2025 (" in client_as("practitioner").get("/").text
    assert "1 suggested change to answer, since 3 November 2025 (" in client_as("editor").get("/").text
    said = "Harbour Trust: 1 to answer, since 3 November 2025 ("
    assert said in client_as("adviser").get(f"/plans/{story.plan.id}").text
