"""Conversations and questions about a suggested change: where they start, who reads them, who waits."""

import pytest
from sqlalchemy import select

from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.thread import Audience, Thread
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def about(proposal: Proposal, resource: str) -> str:
    return f"/proposals/{proposal.id}/{resource}"


def threads(story: Story) -> list[Thread]:
    with story.acting() as session:
        return list(session.scalars(select(Thread)))


def turn(page: str) -> str:
    """What the plan page says about whose turn it is."""
    return page.split('aria-labelledby="turn"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("role", "audiences"),
    [
        ("editor", ["organisation", "organisation_psr", "shared"]),
        ("representative", ["practitioner", "practitioner_psr", "shared"]),
        ("adviser", ["psr", "organisation_psr", "practitioner_psr", "shared"]),
    ],
)
def test_each_side_is_offered_every_audience_that_holds_it(
    story: Story, client_as: ClientAs, role: str, audiences: list[str]
) -> None:
    factories.name_representative(story)
    proposal = factories.sent(story)
    for where in (about(proposal, "threads/new"), f"/plans/{story.plan.id}/clauses/aim/threads/new"):
        page = client_as(role).get(where).text
        assert [one.value for one in Audience if f'type="radio" value="{one.value}"' in page] == sorted(
            audiences, key=[one.value for one in Audience].index
        )
        assert f'value="{audiences[0]}" checked' in page


def test_a_comment_on_a_change_stands_with_its_card_and_on_its_page(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    proposal = factories.sent(story)
    answer = client_as("editor").post(about(proposal, "threads"), data={"body": "By whom?", "audience": "shared"})
    [talk] = threads(story)
    assert answer.location == f"/plans/{story.plan.id}#thread-{talk.id}"
    for where in (f"/plans/{story.plan.id}", f"/proposals/{proposal.id}", f"/plans/{story.plan.id}/threads"):
        page = client_as("practitioner").get(where).text
        assert (where, page.count("By whom?"), f'id="thread-{talk.id}"' in page) == (where, 1, True)


@pytest.mark.parametrize("where", ["", "/threads", "/change"])
def test_a_private_comment_on_a_change_leaves_no_trace_to_the_others(
    story: Story, client_as: ClientAs, where: str
) -> None:
    story.everybody_has_read_the_first_page()
    proposal = factories.sent(story)
    factories.thread_on(story, proposal, "editor", Audience.ORGANISATION_PSR, "Never to be read.")
    address = f"/proposals/{proposal.id}" if where == "/change" else f"/plans/{story.plan.id}{where}"
    read = {role: "Never to be read." in client_as(role).get(address).text for role in factories.ROLES}
    assert {role for role, found in read.items() if found} == {"editor", "signatory", "adviser", "reviewer"}


def test_a_suggestion_that_is_not_sent_is_talked_about_by_its_own_side(story: Story, client_as: ClientAs) -> None:
    proposal = factories.suggest(story)
    page = client_as("representative").get(about(proposal, "threads/new")).text
    assert page.count('type="radio"') == 1
    wrong = client_as("practitioner").post(about(proposal, "threads"), data={"body": "Look", "audience": "shared"})
    assert (wrong.status_code, "Choose who can see your comment." in wrong.text) == (422, True)
    for role in ("editor", "adviser"):
        assert client_as(role).get(about(proposal, "threads/new")).status_code == 404


def test_a_settled_change_keeps_its_conversations_on_its_own_page(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    proposal = factories.sent(story)
    talk = factories.thread_on(story, proposal, body="Still to be said.")
    factories.decline(story, proposal)
    answer = client_as("editor").post(f"/threads/{talk.id}/comments", data={"body": "Said."})
    assert answer.location == f"/proposals/{proposal.id}#thread-{talk.id}"
    assert "Said." in client_as("practitioner").get(answer.location).text
    assert "Still to be said." in client_as("practitioner").get(f"/plans/{story.plan.id}").text


def test_a_question_says_that_nothing_is_expected_before_its_reply(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    proposal, plan = factories.sent(story), f"/plans/{story.plan.id}"
    editor, practitioner = client_as("editor"), client_as("practitioner")
    assert "It is your turn" in turn(editor.get(plan).text)
    assert editor.post(about(proposal, "questions"), data={"body": "On which day?"}).status_code == 303
    for client in (editor, practitioner):
        for where in (plan, f"/proposals/{proposal.id}"):
            assert f"Question asked by {story.people['editor'].name} on" in client.get(where).text
            assert "nothing is expected before the reply" in client.get(where).text
    assert "It is Test Practitioner’s turn" in turn(editor.get(plan).text)
    assert "waits for your reply to a question" in turn(practitioner.get(plan).text)
    assert "1 of your own with a question to reply to" in practitioner.get("/").text
    [question] = threads(story)
    practitioner.post(f"/threads/{question.id}/comments", data={"body": "On Mondays."})
    assert "It is your turn" in turn(editor.get(plan).text)
    assert "nothing is expected before the reply" not in editor.get(plan).text


def test_a_change_with_an_outcome_has_no_clock(story: Story, client_as: ClientAs) -> None:
    proposal = factories.sent(story)
    factories.ask(story, proposal)
    factories.decline(story, proposal)
    page = client_as("practitioner").get(f"/proposals/{proposal.id}").text
    assert ("Who would do it?" in page, "nothing is expected before the reply" in page) == (True, False)


def test_who_asked_can_still_answer(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    proposal = factories.sent(story)
    factories.ask(story, proposal)
    assert 'name="kind" value="agree"' in client_as("editor").get(f"/plans/{story.plan.id}").text


@pytest.mark.parametrize(
    ("role", "status"),
    [("representative", 403), ("adviser", 403), ("reviewer", 403), ("stranger", 404), ("nobody", 401)],
)
def test_only_the_parties_ask(story: Story, client_as: ClientAs, role: str, status: int) -> None:
    proposal = factories.sent(story)
    assert client_as(role).get(about(proposal, "questions/new")).status_code == status
    assert client_as(role).post(about(proposal, "questions"), data={"body": "Why?"}).status_code == status


def test_who_suggested_it_does_not_ask(story: Story, client_as: ClientAs) -> None:
    proposal = factories.sent(story)
    refused = client_as("practitioner").post(about(proposal, "questions"), data={"body": "Why did I?"})
    assert (refused.status_code, threads(story)) == (422, [])
