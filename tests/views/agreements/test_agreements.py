from portal.domain.talk.thread import Audience
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

FREEZE = {"consequences": "consequences", "standard_agreement": "agreement"}


def freezing(story: Story) -> dict[str, str]:
    with story.acting() as session:
        return FREEZE | {"fingerprint": story.present_plan(session).current.fingerprint}


def test_the_page_lists_what_stands_in_the_way_with_links(story: Story, client_as: ClientAs) -> None:
    factories.sent(story)
    page = client_as("editor").get(f"/plans/{story.plan.id}/agreements/new").text
    assert "Suggested change 1 waits for the answer of Harbour Trust." in page
    assert "#change-1" in page
    assert "Freeze this text for signing" not in page


def test_a_private_conversation_stands_in_the_way_of_its_readers_only(story: Story, client_as: ClientAs) -> None:
    factories.thread(story, audience=Audience.PRACTITIONER, must_settle=True)
    path = f"/plans/{story.plan.id}/agreements/new"
    assert "must be settled" in client_as("representative").get(path).text
    assert "must be settled" not in client_as("editor").get(path).text


def test_headings_suggest_what_to_designate(story: Story, client_as: ClientAs) -> None:
    page = client_as("editor").get(f"/plans/{story.plan.id}/agreements/new").text
    assert 'value="consequences" checked' in page
    assert 'value="agreement" selected' in page


def test_either_party_freezes_the_text(story: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    answer = client.post(f"/plans/{story.plan.id}/agreements", data=freezing(story))
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).text
    assert "Ready to sign" in page
    assert "Sign the plan" in page


def test_a_representative_reads_but_does_not_freeze(story: Story, client_as: ClientAs) -> None:
    client = client_as("representative")
    assert "Freeze this text" not in client.get(f"/plans/{story.plan.id}/agreements/new").text
    assert client.post(f"/plans/{story.plan.id}/agreements", data=freezing(story)).status_code == 403


def test_a_stranger_finds_nothing(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    for path in (f"/plans/{story.plan.id}/agreements/new", f"/agreements/{frozen.id}"):
        assert client_as("stranger").get(path).status_code == 404


def test_freezing_without_the_consequences_is_refused_and_the_choice_is_kept(story: Story, client_as: ClientAs) -> None:
    data = freezing(story) | {"consequences": ""}
    answer = client_as("editor").post(f"/plans/{story.plan.id}/agreements", data=data)
    assert answer.status_code == 422
    assert "Choose the paragraphs that say what happens if progress is slow." in answer.text
    assert 'value="agreement" selected' in answer.text


def test_a_plan_that_changed_since_the_page_was_opened_is_not_frozen(story: Story, client_as: ClientAs) -> None:
    data = freezing(story)
    factories.agree(story, factories.sent(story))
    answer = client_as("editor").post(f"/plans/{story.plan.id}/agreements", data=data)
    assert answer.status_code == 422
    assert "The plan has changed since you opened this page." in answer.text


def test_paragraphs_that_call_the_plan_a_draft_wait_for_a_decision(story: Story, client_as: ClientAs) -> None:
    words = "The supervisor will read this draft once a week."
    factories.agree(story, factories.sent(story, text=words))
    client, path = client_as("editor"), f"/plans/{story.plan.id}/agreements"
    assert words in client.get(f"{path}/new").text
    refused = client.post(path, data=freezing(story))
    assert "Say for each paragraph" in refused.text
    answer = client.post(path, data=freezing(story) | {"kept": "supervision"}, follow_redirects=True)
    assert "Read, and kept with the word" in answer.text


def test_reopening_needs_a_reason_and_shows_it(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    client, path = client_as("editor"), f"/agreements/{frozen.id}"
    assert client.post(f"{path}/cancellations", data={"reason": " "}).status_code == 422
    assert client.post(f"{path}/cancellations", data={"reason": "The supervisor <b>left</b>."}).status_code == 303
    page = client.get(path).text
    assert "This text was reopened" in page
    assert "The supervisor" in page
    assert "<b>left" not in page


def test_declining_to_sign_needs_a_reason_and_reopens_the_plan(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    client, path = client_as("practitioner"), f"/agreements/{frozen.id}"
    assert "You do not have to sign." in client.get(f"{path}/refusals/new").text
    assert client.post(f"{path}/refusals", data={"reason": ""}).status_code == 422
    assert client.post(f"{path}/refusals", data={"reason": "Stage 1 is too short."}).status_code == 303
    assert "Stage 1 is too short." in client_as("editor").get(path).text
    assert "Get the plan ready to sign" in client.get(f"/plans/{story.plan.id}/agreements/new").text


def test_an_agreed_text_is_not_reopened(story: Story, client_as: ClientAs) -> None:
    agreed = factories.signed(story)
    answer = client_as("editor").post(f"/agreements/{agreed.id}/cancellations", data={"reason": "Too late."})
    assert answer.status_code == 422
    assert "no longer open for signing" in answer.text


def test_a_text_that_was_frozen_meanwhile_is_not_frozen_again_and_says_why(story: Story, client_as: ClientAs) -> None:
    factories.freeze(story)
    answer = client_as("practitioner").post(f"/plans/{story.plan.id}/agreements", data=freezing(story))
    assert answer.status_code == 422
    assert "The text is final and ready to sign. To change it, reopen it first." in answer.text


def test_a_text_that_was_reopened_meanwhile_cannot_be_declined_and_says_why(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    client_as("editor").post(f"/agreements/{frozen.id}/cancellations", data={"reason": "A word is wrong."})
    answer = client_as("practitioner").post(f"/agreements/{frozen.id}/refusals", data={"reason": "Not yet."})
    assert answer.status_code == 422
    assert "This text is no longer open for signing." in answer.text
