"""Answers to a suggested change: agree, do not agree, keep for later; and what happens when the words have moved."""

import re

import pytest

from portal.domain.plans.content import fingerprint
from portal.domain.proposals.proposal import Proposal, Status
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

LOUDER = WORDS["supervision"].replace("supervisor", "mentor")


def path(proposal: Proposal, resource: str = "") -> str:
    return f"/proposals/{proposal.id}{resource}"


def digest(proposal: Proposal, **more: str) -> dict[str, str]:
    return {"digest": proposal.latest.digest, **more}


def test_agreed_words_are_in_the_plan_at_once(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story, text=LOUDER)
    answer = client_as("editor").post(path(change, "/assents"), data=digest(change))
    assert answer.location.endswith(f"?did=answered&of={change.number}#did")
    with story.acting() as session:
        plan = story.present_plan(session)
        assert plan.current.number == 2
        assert plan.content.clause("supervision").text == LOUDER
    assert "Agreed by both" in client_as("practitioner").get(path(change)).text


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer"])
def test_only_a_party_answers(story: Story, client_as: ClientAs, role: str) -> None:
    change = factories.sent(story, by="editor")
    for resource in ("/assents", "/declines", "/kept-answers"):
        assert client_as(role).post(path(change, resource), data=digest(change, reason="No")).status_code == 403
    assert "Do not agree" not in client_as(role).get(path(change)).text


def test_the_author_does_not_answer_for_the_other_party(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    answer = client_as("practitioner").post(path(change, "/assents"), data=digest(change))
    assert answer.status_code == 422
    assert "Your side has agreed to this change already." in answer.text


def test_declining_asks_for_a_reason_and_keeps_the_present_words(story: Story, client_as: ClientAs) -> None:
    change, editor = factories.sent(story), client_as("editor")
    assert "Why do you not agree?" in editor.get(path(change, "/declines/new")).text
    empty = editor.post(path(change, "/declines"), data=digest(change, reason=" "))
    assert empty.status_code == 422
    assert "Say why you do not agree" in empty.text
    assert editor.post(path(change, "/declines"), data=digest(change, reason="<b>No</b> room")).status_code == 303
    page = client_as("practitioner").get(path(change)).text
    assert "Not agreed" in page
    assert "&lt;b&gt;No&lt;/b&gt; room" in page


def test_a_kept_answer_is_seen_by_ones_own_side_only(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    data = digest(change, kind="decline", reason="Ask the rota first")
    assert client_as("editor").post(path(change, "/kept-answers"), data=data).status_code == 303
    assert "Ask the rota first" in client_as("signatory").get(path(change)).text
    for role in ("practitioner", "representative", "adviser"):
        assert "Ask the rota first" not in client_as(role).get(path(change)).text


def test_a_kept_answer_is_one_of_two(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    answer = client_as("editor").post(path(change, "/kept-answers"), data=digest(change, kind="maybe"))
    assert answer.status_code == 422
    assert "Choose your answer" in answer.text


def moved(story: Story, client_as: ClientAs) -> tuple[Proposal, str]:
    """A change sent by the organisation, then fitted to new words and confirmed; and the digest shown before that."""
    change = factories.sent(story, by="editor", text=LOUDER)
    shown = change.latest.digest
    hour = factories.sent(story, by="editor", text=WORDS["supervision"].replace("30 minutes", "one hour"))
    factories.agree(story, hour, by="practitioner")
    page = client_as("editor").get(path(change)).text
    fitted = re.search('name="digest" value="([0-9a-f]+)"', page)
    assert fitted
    client_as("editor").post(path(change, "/confirmations"), data={"digest": fitted[1]})
    return change, shown


@pytest.mark.parametrize("resource", ["/assents", "/declines", "/kept-answers"])
def test_an_answer_to_words_that_moved_is_refused_with_both_texts(
    story: Story, client_as: ClientAs, resource: str
) -> None:
    change, shown = moved(story, client_as)
    data = {"digest": shown, "reason": "My reason", "kind": "agree"}
    answer = client_as("practitioner").post(path(change, resource), data=data)
    assert answer.status_code == 422
    assert "no longer the ones you were shown" in answer.text
    assert LOUDER in answer.text
    assert LOUDER.replace("30 minutes", "one hour") in answer.text
    assert f'value="{shown}"' not in answer.text
    assert "My reason" in answer.text


def test_a_digest_of_an_earlier_private_version_shows_nothing_of_it(story: Story, client_as: ClientAs) -> None:
    mine = factories.suggest(story, text="The first thought, never sent.")
    rewritten = {"text": LOUDER, "reason": "Why", "shown": fingerprint(WORDS["supervision"])}
    client_as("practitioner").post(path(mine, "/versions"), data=rewritten)
    factories.put_forward(story, mine)
    answer = client_as("editor").post(path(mine, "/assents"), data=digest(mine))
    assert answer.status_code == 422
    assert "never sent" not in answer.text


def test_the_second_of_two_answers_is_told_what_happened(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    client_as("editor").post(path(change, "/assents"), data=digest(change))
    late = client_as("signatory").post(path(change, "/declines"), data=digest(change, reason="No"))
    assert late.status_code == 422
    assert "Agreed by both" in late.text
    with story.acting() as session:
        assert session.get_one(Proposal, change.id).status is Status.IN_EFFECT


def test_a_double_click_agrees_once(story: Story, client_as: ClientAs) -> None:
    change, editor = factories.sent(story), client_as("editor")
    data = digest(change, request_key="once")
    assert [editor.post(path(change, "/assents"), data=data).status_code for _ in range(2)] == [303, 303]
