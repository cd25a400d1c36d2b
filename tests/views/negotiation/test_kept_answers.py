"""Answers kept for later: seen, changed and removed by one's own side only; a representative advises."""

import pytest

from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

SEEING = WORDS["supervision"].replace("meet", "see")
LONGER = WORDS["supervision"].replace("30", "45")


def listed(story: Story) -> str:
    return f"/plans/{story.plan.id}/kept-answers"


def keep(client_as: ClientAs, change: Proposal, role: str = "editor", **more: str) -> int:
    data = {"digest": change.latest.digest, "kind": "agree", "then": "list", **more}
    return client_as(role).post(f"/proposals/{change.id}/kept-answers", data=data).status_code


def test_the_list_shows_ones_own_sides_answers_to_its_own_side(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story, text=SEEING)
    assert keep(client_as, change, kind="decline", note="Ask HR.", reason="No room.") == 303
    page = client_as("signatory").get(listed(story)).text
    for words in (
        "does not agree",
        "Ask HR.",
        "No room.",
        story.people["editor"].name,
        "Only your side can see this page.",
    ):
        assert words in page
    assert "Ask HR." not in client_as("practitioner").get(listed(story)).text
    assert client_as("adviser").get(listed(story)).status_code == 403
    assert client_as("observer").get(listed(story)).status_code == 404


def test_an_answer_is_changed_and_removed(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story, text=SEEING)
    keep(client_as, change, note="First thought.")
    keep(client_as, change, kind="decline", note="Second thought.")
    page = client_as("editor").get(listed(story)).text
    assert "First thought." not in page
    assert "It needs a reason before it can be sent." in page
    gone = client_as("signatory").post(f"/proposals/{change.id}/kept-answers/removals", data={"then": "list"})
    assert gone.location.startswith(listed(story))
    assert "Your side has no answers ready." in client_as("editor").get(listed(story)).text


def test_words_that_changed_stand_beside_those_the_answer_was_kept_for(story: Story, client_as: ClientAs) -> None:
    change = factories.keep_yes(story, factories.sent(story, text=SEEING))
    factories.in_effect(story, factories.suggest(story, "editor", text=LONGER), "editor")
    page = client_as("editor").get(listed(story)).text
    assert "Changed since you chose your answer" in page
    assert "When you chose your answer" in page
    assert "Its author reads how it fits the plan now" in page
    taken_back = client_as("practitioner").post(f"/proposals/{change.id}/withdrawals")
    assert taken_back.status_code == 303
    assert "It was taken back on" in client_as("editor").get(listed(story)).text


def test_the_plan_page_leads_to_the_list_and_shows_each_answer(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    change = factories.sent(story)
    keep(client_as, change, note="Ask HR.")
    page = client_as("signatory").get(f"/plans/{story.plan.id}").text
    assert "What you have not sent yet (1)" in page
    assert "<strong>1 answer ready</strong>, not sent yet" in page
    assert "Check and send" in page
    assert "Ask HR." in page
    other = client_as("practitioner").get(f"/plans/{story.plan.id}").text
    assert "answer ready" not in other


def test_a_representative_would_ask_first_and_answers_nothing(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    change, representative = factories.sent(story, by="editor"), client_as("representative")
    assert keep(client_as, change, "representative") == 403
    assert "I would ask first" in representative.get(f"/plans/{story.plan.id}").text
    assert "I would ask first" in representative.get(f"/proposals/{change.id}").text
    assert representative.post(f"/proposals/{change.id}/cautions", data={"note": "Ask your GP."}).status_code == 303
    for role in ("practitioner", "representative"):
        for where in (listed(story), f"/plans/{story.plan.id}", f"/proposals/{change.id}"):
            assert "would ask first. Ask your GP." in client_as(role).get(where).text
    assert "Ask your GP." not in client_as("editor").get(f"/plans/{story.plan.id}").text
    assert representative.post(f"/proposals/{change.id}/cautions/removals").status_code == 303
    assert "Ask your GP." not in client_as("practitioner").get(listed(story)).text


@pytest.mark.parametrize("role", ["practitioner", "editor", "adviser"])
def test_only_the_representative_advises_so(story: Story, client_as: ClientAs, role: str) -> None:
    change = factories.sent(story, by="editor")
    assert client_as(role).post(f"/proposals/{change.id}/cautions").status_code == 403


def test_advice_on_what_waits_for_nobody_is_refused_with_a_sentence(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    answer = client_as("representative").post(f"/proposals/{change.id}/cautions")
    assert answer.status_code == 422
    assert "does not wait for your side" in answer.text


def test_a_note_that_cannot_be_taken_is_refused_and_given_back(story: Story, client_as: ClientAs) -> None:
    change, representative = factories.sent(story, by="editor"), client_as("representative")
    answer = representative.post(f"/proposals/{change.id}/cautions", data={"note": "word " * 1_000})
    assert answer.status_code == 422
    assert "The limit is" in answer.text
    assert "word word" in answer.text
