"""Signing: what is declared, with which words, by whom, and what is refused."""

import pytest

from portal.domain.agreements.agreement import Agreement
from tests import factories
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story
from tests.signing import send


def test_the_plan_is_agreed_when_both_have_signed(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    assert send(story, client_as, frozen, "practitioner").status_code == 303
    assert "The plan is agreed" not in client_as("editor").get(f"/agreements/{frozen.id}").text
    assert send(story, client_as, frozen, "signatory").status_code == 303
    assert "The plan is agreed" in client_as("editor").get(f"/agreements/{frozen.id}").text


def test_the_exact_wording_of_the_consequences_is_shown_and_kept(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    page = client_as("practitioner").get(f"/agreements/{frozen.id}/signatures/new").text
    assert factories.WORDS["consequences"] in page
    send(story, client_as, frozen, "practitioner")
    with story.acting() as session:
        declared = session.get_one(Agreement, frozen.id).signatures[0].declared
    assert declared == [
        "I have taken advice about this plan.",
        "I have read paragraph 3.1.",
        f"The words that I read:\n3.1 {factories.WORDS['consequences']}",
        "Explained to me by Jo Patel on 4 November 2025.",
        "I intend to sign this plan.",
        "I agree to sign it electronically.",
    ]


@pytest.mark.parametrize("box", ["intent", "electronic", "acknowledged"])
def test_no_box_is_ticked_and_each_is_needed(story: Story, client_as: ClientAs, box: str) -> None:
    frozen = factories.freeze(story)
    assert " checked" not in client_as("practitioner").get(f"/agreements/{frozen.id}/signatures/new").text
    answer = send(story, client_as, frozen, "practitioner", **{box: ""})
    assert answer.status_code == 422
    assert f'id="{box}-error"' in answer.text


@pytest.mark.parametrize("box", ["suits", "protects", "authority"])
def test_the_signatory_confirms_fit_safety_and_authority(story: Story, client_as: ClientAs, box: str) -> None:
    frozen = factories.freeze(story)
    assert f'id="{box}-error"' in send(story, client_as, frozen, "signatory", **{box: ""}).text


def test_the_practitioner_says_about_advice_before_signing(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "practitioner", advice="")
    assert "Say whether you have taken advice." in answer.text


def test_a_wrong_password_signs_nothing_and_is_counted(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    for _ in range(5):
        answer = send(story, client_as, frozen, "practitioner", password="a wrong password")
        assert answer.status_code == 422
        assert "That is not your password." in answer.text
    assert "too many wrong passwords" in send(story, client_as, frozen, "practitioner").text


def test_whoever_knows_an_address_cannot_keep_its_owner_from_signing(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    for _ in range(6):
        client_as("nobody").post("/sign-in", data={"email": "practitioner@example.org", "password": "a guess"})
    assert send(story, client_as, frozen, "practitioner").status_code == 303


def test_the_typed_name_is_that_of_the_account(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "practitioner", typed_name="Somebody Else")
    assert answer.status_code == 422
    assert "Type your name as it stands in your account" in answer.text
    assert 'value="Somebody Else"' in answer.text


def test_a_text_that_was_not_shown_is_not_signed(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "practitioner", digest="0" * 64)
    assert "The final text has changed since you opened this page." in answer.text


def test_a_party_cannot_sign_twice(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    send(story, client_as, frozen, "practitioner")
    send(story, client_as, frozen, "practitioner")
    with story.acting() as session:
        assert len(session.get_one(Agreement, frozen.id).signatures) == 1


@pytest.mark.parametrize("role", ["representative", "editor", "adviser", "reviewer"])
def test_only_the_practitioner_and_the_signatory_sign(story: Story, client_as: ClientAs, role: str) -> None:
    frozen = factories.freeze(story)
    path = f"/agreements/{frozen.id}/signatures"
    assert client_as(role).get(f"{path}/new").status_code == 403
    assert client_as(role).post(path, data={"digest": frozen.digest, "password": PASSWORD}).status_code == 403


def test_who_has_signed_reads_so_and_for_whom_it_waits(story: Story, client_as: ClientAs) -> None:
    frozen = factories.sign(story, factories.freeze(story), by="practitioner")
    page = f"/agreements/{frozen.id}"
    own = client_as("practitioner").get(page).text
    assert "You have signed" in own
    assert f"It waits for {story.case.organisation}." in own
    assert "Go to signing" not in own
    for role in ("signatory", "representative", "adviser"):
        assert "You have signed" not in client_as(role).get(page).text
    factories.sign(story, frozen, by="signatory")
    assert "It waits for" not in client_as("practitioner").get(page).text
