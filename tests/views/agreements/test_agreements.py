from datetime import UTC, datetime

import pytest

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
    assert "Go on: check what freezing does" not in page


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
    assert "Go to signing" in page


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


def test_freezing_is_checked_once_more_before_it_is_done(story: Story, client_as: ClientAs) -> None:
    client, where = client_as("editor"), f"/plans/{story.plan.id}/agreements"
    assert f'action="{where}/check"' in client.get(f"{where}/new").text
    page = client.get(f"{where}/check", query_string=FREEZE | {"chosen": "yes"}).text
    for said in ("Test Practitioner", "Test Signatory", "Nobody can send a change", "you can reopen the text"):
        assert said in page or said.replace("you", "either of you") in page
    assert factories.WORDS["consequences"] in page
    assert "Freeze this text for signing" in page
    with story.acting() as session:
        assert not story.present_plan(session).is_frozen


@pytest.mark.parametrize("missing", FREEZE)
def test_what_is_not_chosen_is_asked_for_before_the_check(story: Story, client_as: ClientAs, missing: str) -> None:
    where = f"/plans/{story.plan.id}/agreements/check"
    answer = client_as("editor").get(where, query_string=FREEZE | {"chosen": "yes", missing: ""})
    assert answer.status_code == 422
    assert f'id="{missing}-error"' in answer.text
    assert "Freeze this text" not in answer.text


def test_while_something_stands_in_the_way_the_check_says_so(story: Story, client_as: ClientAs) -> None:
    factories.sent(story)
    page = client_as("editor").get(f"/plans/{story.plan.id}/agreements/check").text
    assert "What stands in the way" in page
    assert "Freeze this text" not in page


def test_who_may_not_freeze_is_not_shown_the_check(story: Story, client_as: ClientAs) -> None:
    where = f"/plans/{story.plan.id}/agreements/check"
    for role, status in {"representative": 403, "adviser": 403, "stranger": 404}.items():
        assert client_as(role).get(where).status_code == status


def test_beside_the_others_advice_freezing_needs_a_tick_of_its_own(story: Story, client_as: ClientAs) -> None:
    factories.need_time(story, today=datetime.now(UTC))
    client, where = client_as("editor"), f"/plans/{story.plan.id}/agreements"
    page = client.get(f"{where}/check").text
    assert "Test Practitioner takes advice until" in page
    assert "Freezing does not hurry them." in page
    answer = client.post(where, data=freezing(story))
    assert answer.status_code == 422
    assert 'id="beside_advice-error"' in answer.text
    assert client.post(where, data=freezing(story) | {"beside_advice": "yes"}).status_code == 303


def test_ones_own_advice_needs_no_tick(story: Story, client_as: ClientAs) -> None:
    factories.need_time(story, today=datetime.now(UTC))
    client, where = client_as("practitioner"), f"/plans/{story.plan.id}/agreements"
    assert "Your side takes advice until" in client.get(f"{where}/check").text
    assert client.post(where, data=freezing(story)).status_code == 303


def test_what_psr_named_is_shown_to_both_for_confirmation(draft_story: Story, client_as: ClientAs) -> None:
    with draft_story.acting() as session:
        plan = draft_story.present_plan(session)
        data = {"fingerprint": plan.draft_fingerprint, "consequences": "cases", "standard_agreement": "purpose"}
    adviser, where = client_as("adviser"), f"/plans/{draft_story.plan.id}"
    draft = adviser.get(f"{where}/draft").text
    assert 'value="consequences" checked' in draft
    assert 'value="agreement" selected' in draft
    assert adviser.post(f"{where}/issues", data=data).status_code == 303
    for role in ("practitioner", "editor"):
        page = client_as(role).get(f"{where}/agreements/new").text
        assert "PSR named these when it issued the plan" in page
        assert 'value="cases" checked' in page
        assert 'value="purpose" selected' in page
    named = "What may happen if progress is slow: paragraph 2.2. The agreement between the two parties: section 1."
    assert named in adviser.get(f"{where}/agreements/new").text


def test_naming_what_is_not_in_the_draft_issues_nothing(draft_story: Story, client_as: ClientAs) -> None:
    with draft_story.acting() as session:
        plan = draft_story.present_plan(session)
        data = {"fingerprint": plan.draft_fingerprint, "consequences": "nowhere", "chosen": "yes"}
    answer = client_as("adviser").post(f"/plans/{draft_story.plan.id}/issues", data=data)
    assert answer.status_code == 422
    assert 'id="consequences-error"' in answer.text


def test_who_froze_the_text_reads_what_that_did(story: Story, client_as: ClientAs) -> None:
    client = client_as("editor")
    where = client.post(f"/plans/{story.plan.id}/agreements", data=freezing(story)).location
    said = "The words stay as they are, so that both sign the same. Nobody has signed yet."
    assert said in client.get(where).text
    assert said not in client_as("practitioner").get(where).text
    with story.acting() as session:
        agreement = story.present_plan(session).newest_agreement
    assert agreement
    factories.sign(story, agreement)
    assert said not in client.get(where).text
