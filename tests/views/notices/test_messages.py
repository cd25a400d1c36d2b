"""The page of messages: what its reader alone was told, and what they alone have read."""

import re
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.domain.notices.notice import Notice
from portal.web.http import Portal
from portal.web.telling import tell_all
from tests import factories
from tests.conftest import ClientAs
from tests.every_act import every_kind_of_act
from tests.factories import Story, suggest
from tests.pages import bare, selects

MOST = 500
COUNT = re.compile(r'class="unread">(\d+)<span')
SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@pytest.fixture
def up_to_now(app: Portal, story: Story) -> Story:
    """A story in which everybody has read all their messages so far."""
    story.everybody_has_read_the_first_page()
    tell_all(app.database, MOST)
    with app.database.writing() as session:
        for notice in session.scalars(select(Notice)):
            notice.read_at = notice.at
    return story


def unread(client: FlaskClient, address: str = "/messages") -> int:
    """The number beside "Messages", which stands in the menu and in the navigation alike."""
    counts = set(COUNT.findall(client.get(address).text))
    assert len(counts) <= 1
    return int(counts.pop()) if counts else 0


def mark(client: FlaskClient, *shown: str) -> None:
    keys = list(shown or SHOWN.findall(client.get("/messages").text))
    assert client.post("/messages/readings", data={"shown": keys}).status_code == 303


def test_an_act_is_told_once_its_answer_has_left(up_to_now: Story, client_as: ClientAs) -> None:
    practitioner, editor = client_as("practitioner"), client_as("editor")
    change = suggest(up_to_now)
    sent = practitioner.post(f"/proposals/{change.id}/putting-forward", data={"digest": change.latest.digest})
    assert (sent.status_code, sent.close()) == (303, None)
    page = editor.get("/messages").text
    assert "Test Practitioner suggested a change." in page
    assert f'href="/proposals/{change.id}"' in page
    assert (unread(editor), unread(practitioner)) == (1, 0)


def test_changes_that_were_sent_together_are_one_message(app: Portal, up_to_now: Story, client_as: ClientAs) -> None:
    factories.bundle(up_to_now, suggest(up_to_now), suggest(up_to_now, key="aim"))
    tell_all(app.database, MOST)
    editor = client_as("editor")
    assert "Test Practitioner suggested 2 changes." in editor.get("/messages").text
    assert unread(editor) == 1


def test_marking_as_read_counts_for_what_the_page_showed_alone(
    app: Portal, up_to_now: Story, client_as: ClientAs
) -> None:
    editor = client_as("editor")
    factories.bundle(up_to_now, suggest(up_to_now), suggest(up_to_now, key="aim"))
    tell_all(app.database, MOST)
    shown = SHOWN.findall(editor.get("/messages").text)
    factories.sent(up_to_now, key="cases")
    tell_all(app.database, MOST)
    assert unread(editor) == 2
    mark(editor, *shown)
    assert unread(editor) == 1
    mark(editor)
    assert unread(editor) == 0
    assert "Test Practitioner suggested 2 changes." in editor.get("/messages").text


def test_nobody_marks_or_sees_the_messages_of_another(app: Portal, up_to_now: Story, client_as: ClientAs) -> None:
    factories.sent(up_to_now)
    tell_all(app.database, MOST)
    editor, others = client_as("editor"), [client_as(role) for role in ("signatory", "adviser", "stranger")]
    before = [bare(other.get("/messages").text) for other in others]
    keys = SHOWN.findall(editor.get("/messages").text)
    for other in others:
        mark(other, *keys)
    assert unread(editor) == 1
    mark(editor)
    assert [bare(other.get("/messages").text) for other in others] == before


@pytest.mark.parametrize("shown", [[], ["nothing"], [str(uuid4())], ["'; DROP TABLE notice"] * 3])
def test_what_is_no_message_is_passed_over(up_to_now: Story, client_as: ClientAs, shown: list[str]) -> None:
    assert client_as("editor").post("/messages/readings", data={"shown": shown}).status_code == 303


def test_the_number_on_a_kept_plan_page_is_the_present_one(app: Portal, up_to_now: Story, client_as: ClientAs) -> None:
    editor, address = client_as("editor"), f"/plans/{up_to_now.plan.id}"
    factories.sent(up_to_now)
    editor.get(address)
    assert unread(editor, address) == 0
    tell_all(app.database, MOST)
    assert unread(editor, address) == 1
    mark(editor)
    assert unread(editor, address) == 0


def test_a_message_of_what_its_reader_may_not_open_leads_to_the_case(
    app: Portal, up_to_now: Story, client_as: ClientAs
) -> None:
    factories.sent(up_to_now, "editor", "cases")
    paper = factories.paper_for(up_to_now)
    factories.confirm_paper(up_to_now, factories.came_back(up_to_now, paper, factories.NO))
    tell_all(app.database, MOST)
    page = client_as("editor").get("/messages").text
    assert f'<a href="/cases/{up_to_now.case.id}">PSR confirmed what a paper says. It counts now.</a>' in page


def test_the_organisation_hears_of_no_representative_who_is_not_named(
    app: Portal, up_to_now: Story, client_as: ClientAs
) -> None:
    every_kind_of_act(up_to_now)
    tell_all(app.database, MOST)
    name = up_to_now.people["representative"].name
    assert all(name not in _all_pages(client_as(role)) for role in ("editor", "signatory"))
    assert name in _all_pages(client_as("practitioner"))


@pytest.mark.parametrize("role", ["editor", "practitioner", "representative", "adviser"])
def test_every_message_is_a_sentence_that_leads_to_a_page(
    app: Portal, up_to_now: Story, client_as: ClientAs, role: str
) -> None:
    every_kind_of_act(up_to_now)
    tell_all(app.database, MOST)
    client = client_as(role)
    told = re.findall(r'<p><a href="([^"]+)">([^<]*)</a></p>', _all_pages(client))
    assert len(told) > 5
    pages = (client.get(link, follow_redirects=True) for link in {link for link, _ in told})  # a first page comes first
    assert {page.status_code for page in pages} == {200}
    assert [words for _, words in told if not re.match(r"[A-Z].*\w\.$", words) or "  " in words] == []


def test_the_page_asks_the_same_number_of_queries_however_many_messages_there_are(
    app: Portal, up_to_now: Story, client_as: ClientAs
) -> None:
    editor = client_as("editor")
    factories.sent(up_to_now)
    tell_all(app.database, MOST)
    few = selects(lambda: editor.get("/messages"))
    for _ in range(12):
        factories.sent(up_to_now)
    tell_all(app.database, MOST)
    assert selects(lambda: editor.get("/messages")) == few


def test_a_page_past_the_last_message_leads_to_the_first(up_to_now: Story, client_as: ClientAs) -> None:
    assert client_as("editor").get("/messages?page=9").location == "/messages"


def _all_pages(client: FlaskClient) -> str:
    pages, number = [client.get("/messages").text], 2
    while f"page={number}" in pages[-1]:
        pages.append(client.get(f"/messages?page={number}").text)
        number += 1
    return "".join(pages)
