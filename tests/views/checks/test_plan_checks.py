"""The page of what could be clearer: pointers that stand in nobody's way, and can be left as they are with a reason."""

import re

from flask.testing import FlaskClient

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

VAGUE = "The supervisor will meet the practitioner regularly."
SAID = "says “regularly”, which two people may read differently"
REASON = "Both of us **know** the rota."


def page_of(client: FlaskClient, story: Story) -> str:
    return client.get(f"/plans/{story.plan.id}/checks").text


def made_vague(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    factories.agree(story, factories.sent(story, key="aim", text=VAGUE))
    return story


def digest_of(client: FlaskClient, story: Story, words: str) -> str:
    """What the page sends to leave this as it is."""
    part = page_of(client, story).partition(words)[2]
    found = re.search(r"dismissals/new\?finding=([0-9a-f]{64})", part)
    assert found
    return found[1]


def test_both_parties_and_psr_read_what_could_be_clearer(story: Story, client_as: ClientAs) -> None:
    made_vague(story)
    for role in ("practitioner", "editor", "adviser", "representative"):
        page = page_of(client_as(role), story)
        assert SAID in page
        assert "<mark>regularly</mark>" in page
        assert ("Leave it as it is" in page) == (role in ("practitioner", "editor"))


def test_other_words_are_suggested_from_the_finding(story: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    part = page_of(client, made_vague(story)).partition(SAID)[2]
    address = re.search(r'href="([^"]*proposals/new[^"]*)"', part)
    assert address
    assert VAGUE in client.get(address[1].replace("&amp;", "&")).text


def test_what_is_left_as_it_is_says_who_decided_and_why_and_freezing_does_not_wait_for_it(
    story: Story, client_as: ClientAs
) -> None:
    client = client_as("practitioner")
    digest = digest_of(client, made_vague(story), SAID)
    assert "Back to what could be clearer" in client.get(f"/plans/{story.plan.id}/dismissals/new?finding={digest}").text
    left = {"finding": digest, "reason": REASON}
    page = client.post(f"/plans/{story.plan.id}/dismissals", data=left, follow_redirects=True).text
    found, _, kept = page.partition("Left as it is, by decision")
    assert SAID not in found
    assert SAID in kept
    assert "<strong>know</strong>" in kept
    freezing = client.get(f"/plans/{story.plan.id}/agreements/new").text
    assert SAID not in freezing
    assert "See what could be clearer in the plan" in freezing


def test_what_the_plan_lacks_can_be_left_too_and_has_no_words_to_mark(story: Story, client_as: ClientAs) -> None:
    client = client_as("editor")
    digest = digest_of(client, story, "The plan does not say when it is complete.")
    form = client.get(f"/plans/{story.plan.id}/dismissals/new?finding={digest}").text
    assert "Suggest other words" not in form
    assert "<mark>" not in form


def test_other_words_bring_a_finding_back(story: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    left = {"finding": digest_of(client, made_vague(story), SAID), "reason": REASON}
    client.post(f"/plans/{story.plan.id}/dismissals", data=left)
    factories.agree(story, factories.sent(story, key="aim", text=VAGUE.replace("practitioner", "doctor")))
    assert SAID in page_of(client, story).partition("Left as it is")[0]


def test_a_draft_is_checked_for_its_adviser_alone(draft_story: Story, client_as: ClientAs) -> None:
    page = page_of(client_as("adviser"), draft_story)
    assert "What could be clearer" in page
    assert "Leave it as it is" not in page
    for role in ("practitioner", "editor", "reviewer"):
        assert client_as(role).get(f"/plans/{draft_story.plan.id}/checks").status_code == 404
