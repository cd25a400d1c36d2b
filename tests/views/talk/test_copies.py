"""Putting forward a copy of private comments: the page names who will see it, and only the chosen ones go."""

from collections.abc import Iterable

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.talk.thread import Audience, Comment, Thread
from tests import factories
from tests.bundles import words_of
from tests.conftest import ClientAs
from tests.factories import Story


@pytest.fixture
def talk(story: Story) -> Thread:
    """A private talk of the practitioner's side, of two comments."""
    found = factories.thread(story, "representative", Audience.PRACTITIONER, body="Ask about **Fridays**.")
    factories.reply(story, found, "practitioner", "I am afraid to ask.")
    return found


def comments(story: Story, thread: Thread) -> list[Comment]:
    with story.acting() as session:
        return list(session.scalars(select(Comment).where(Comment.thread_id == thread.id).order_by(Comment.number)))


def put_forward(client_as: ClientAs, talk: Thread, chosen: Iterable[Comment], audience: str = "shared") -> TestResponse:
    form = {"comments": [str(one.id) for one in chosen], "audience": audience}
    return client_as("practitioner").post(f"/threads/{talk.id}/copies", data=form)


def test_the_page_lists_the_comments_and_names_who_would_see_them(
    story: Story, client_as: ClientAs, talk: Thread
) -> None:
    page = client_as("practitioner").get(f"/threads/{talk.id}/copies/new").text
    assert page.count('type="checkbox"') == 2
    assert "I am afraid to ask." in page
    assert "as yours" in page
    assert "Beyond your own side: Test Adviser, Test Reviewer." in page
    assert "Beyond your own side: Test Editor, Test Signatory, Test Adviser, Test Reviewer." in page
    assert f'/threads/{talk.id}/copies/new"' in client_as("practitioner").get(f"/threads/{talk.id}").text


def test_only_the_chosen_comment_is_read_by_the_others(story: Story, client_as: ClientAs, talk: Thread) -> None:
    story.everybody_has_read_the_first_page()
    answer = put_forward(client_as, talk, comments(story, talk)[:1])
    assert answer.status_code == 303
    editor = client_as("editor")
    record = words_of(editor.get(f"/cases/{story.case.id}/record-bundle.zip").data)
    pages = [editor.get(where).text for where in (f"/plans/{story.plan.id}", f"/plans/{story.plan.id}/threads")]
    for page in (*pages, record):
        assert "Fridays" in page
        assert "afraid" not in page
        assert str(talk.id) not in page
    page = client_as("editor").get(f"/plans/{story.plan.id}/threads").text
    assert "Test Practitioner’s representative" not in page
    assert "Copied from a private conversation by Test Practitioner." in page
    assert "Test Representative" not in page


def test_a_double_click_makes_one_copy(story: Story, client_as: ClientAs, talk: Thread) -> None:
    form = {"comments": str(comments(story, talk)[0].id), "audience": "shared", "request_key": "once"}
    where = {client_as("practitioner").post(f"/threads/{talk.id}/copies", data=form).location for _ in range(2)}
    assert len(where) == 1
    with story.acting() as session:
        assert len(session.scalars(select(Thread)).all()) == 2


@pytest.mark.parametrize("audience", ["", "everybody", "organisation", "practitioner"])
def test_an_audience_must_be_chosen_and_what_was_ticked_is_kept(
    story: Story, client_as: ClientAs, talk: Thread, audience: str
) -> None:
    answer = put_forward(client_as, talk, comments(story, talk)[1:], audience)
    assert (answer.status_code, answer.text.count(" checked")) == (422, 1)
    assert "Choose who can see" in answer.text


def test_comments_of_another_conversation_are_not_copied(story: Story, client_as: ClientAs, talk: Thread) -> None:
    other = factories.thread(story, "editor", Audience.ORGANISATION, body="Nobody else's.")
    for chosen in ([], comments(story, other)):
        answer = put_forward(client_as, talk, chosen)
        assert (answer.status_code, "Choose the comments" in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("role", "status"), [("representative", 403), ("editor", 404), ("adviser", 404), ("stranger", 404), ("nobody", 401)]
)
def test_only_who_speaks_for_the_side_puts_a_copy_forward(
    client_as: ClientAs, talk: Thread, role: str, status: int
) -> None:
    assert client_as(role).get(f"/threads/{talk.id}/copies/new").status_code == status
    assert client_as(role).post(f"/threads/{talk.id}/copies", data={}).status_code == status


def test_what_everybody_sees_already_has_no_copy(story: Story, client_as: ClientAs) -> None:
    shared = factories.thread(story)
    assert "There is nobody else to show a copy to." in client_as("editor").get(f"/threads/{shared.id}/copies/new").text
    assert "Show others a copy" not in client_as("editor").get(f"/threads/{shared.id}").text


def test_a_copy_is_offered_to_those_who_may_put_it_forward(client_as: ClientAs, talk: Thread) -> None:
    offered = {
        role: "Show others a copy" in client_as(role).get(f"/threads/{talk.id}").text
        for role in ("practitioner", "representative")
    }
    assert offered == {"practitioner": True, "representative": False}
