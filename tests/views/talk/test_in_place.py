"""With htmx a comment is written and shown beside its words: a part of a page, never the whole of one."""

import re

import pytest
from werkzeug.test import TestResponse

from portal.domain.talk.thread import Audience
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def seen(story: Story) -> None:
    story.everybody_has_read_the_first_page()


def is_part(answer: TestResponse) -> bool:
    return answer.status_code in (200, 422) and "<html" not in answer.text


def test_a_comment_on_a_paragraph_is_shown_in_the_place_of_its_form(story: Story, client_as: ClientAs) -> None:
    client, address = client_as("editor"), f"/plans/{story.plan.id}/clauses/supervision/threads"
    assert f'hx-get="{address}/new"' in client.get(f"/plans/{story.plan.id}").text
    form = client.get(f"{address}/new", headers=HTMX)
    assert is_part(form)
    assert f'hx-post="{address}"' in form.text
    empty = client.post(address, data={"audience": "shared"}, headers=HTMX)
    assert empty.status_code == 422
    assert is_part(empty)
    assert "Write your comment." in empty.text
    data = {"body": "Could it be twice?", "audience": "shared", "request_key": "once"}
    for _ in range(2):  # a double click says it once
        said = client.post(address, data=data, headers=HTMX)
        assert is_part(said)
        assert said.text.count("Could it be twice?") == 1
    assert client.get(f"/plans/{story.plan.id}").text.count("Could it be twice?") == 1


def test_without_htmx_the_same_form_has_a_page_of_its_own(story: Story, client_as: ClientAs) -> None:
    address = f"/plans/{story.plan.id}/clauses/supervision/threads"
    page = client_as("editor").get(f"{address}/new").text
    assert "hx-post" not in page
    answer = client_as("editor").post(address, data={"body": "Twice?", "audience": "shared"})
    assert re.fullmatch(rf"/plans/{story.plan.id}#thread-[0-9a-f-]+", answer.location)


def test_a_comment_on_a_change_is_shown_in_the_place_of_its_form(story: Story, client_as: ClientAs) -> None:
    change, client = factories.sent(story), client_as("editor")
    address = f"/proposals/{change.id}/threads"
    assert f'hx-get="{address}/new"' in client.get(f"/plans/{story.plan.id}").text
    assert is_part(client.get(f"{address}/new", headers=HTMX))
    said = client.post(address, data={"body": "Why weekly?", "audience": "shared"}, headers=HTMX)
    assert is_part(said)
    assert "Why weekly?" in said.text


def test_what_is_done_in_a_conversation_is_shown_in_its_place(story: Story, client_as: ClientAs) -> None:
    thread, client = factories.thread(story, audience=Audience.SHARED), client_as("editor")
    opened = client.get(f"/threads/{thread.id}", headers=HTMX)
    assert is_part(opened)
    assert f'hx-post="/threads/{thread.id}/comments"' in opened.text
    empty = client.post(f"/threads/{thread.id}/comments", data={"body": " "}, headers=HTMX)
    assert empty.status_code == 422
    assert "Write your comment." in empty.text
    assert f'action="/threads/{thread.id}/comments"' in empty.text
    replied = client.post(f"/threads/{thread.id}/comments", data={"body": "Yes, twice."}, headers=HTMX)
    assert "Yes, twice." in replied.text
    assert "<textarea" not in replied.text
    settled = client.post(f"/threads/{thread.id}/settlements", headers=HTMX)
    assert "Settled by" in settled.text
    again = client.post(f"/threads/{thread.id}/reopenings", headers=HTMX)
    assert "Taken up again by" in again.text


def test_others_find_no_part_of_what_is_private(story: Story, client_as: ClientAs) -> None:
    thread = factories.thread(story, by="editor", audience=Audience.ORGANISATION)
    for role in ("practitioner", "adviser", "stranger"):
        assert client_as(role).get(f"/threads/{thread.id}", headers=HTMX).status_code == 404
        assert (
            client_as(role).post(f"/threads/{thread.id}/comments", data={"body": "Oh"}, headers=HTMX).status_code == 404
        )
