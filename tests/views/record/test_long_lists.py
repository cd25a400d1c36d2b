"""What is long is shown a page at a time: the record, the history, conversations."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from portal.domain.talk.thread import Audience
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


@pytest.fixture(autouse=True)
def short_pages(app: Portal) -> None:
    app.settings = replace(
        app.settings, entries_per_page=3, revisions_per_page=2, conversations_per_page=2, entries_checked_unasked=5
    )


@pytest.fixture
def told(story: Story) -> Story:
    for number in range(5):
        factories.thread(story, body=f"Remark {number}.", quote="")
        factories.agree(
            story, factories.sent(story, text=f"The supervisor meets the doctor {number + 2} times a week.")
        )
    return story


def walked(client: FlaskClient, address: str, wanted: str) -> list[list[str]]:
    """What each page shows, from the first to the last."""
    pages, here = [], address
    while here:
        page = client.get(here).text
        pages.append(re.findall(wanted, page.split("<main")[1]))
        onwards = re.search(r'href="([^"]*)"\s*rel="next"', page)
        here = onwards[1].replace("&amp;", "&") if onwards else ""
        assert len(pages) < 50
    return pages


def test_the_history_is_read_in_pages_the_newest_first(told: Story, client_as: ClientAs) -> None:
    pages = walked(client_as("editor"), f"/plans/{told.plan.id}/revisions", r'id="revision-(\d+)"')
    assert pages == [["6", "5"], ["4", "3"], ["2", "1"]]


def test_a_step_at_the_end_of_a_page_shows_what_it_changed(told: Story, client_as: ClientAs) -> None:
    page = client_as("editor").get(f"/plans/{told.plan.id}/revisions").text
    step = page.split('id="revision-5"')[1]
    assert re.search("<del[^>]*>4.*<ins[^>]*>5", step, re.DOTALL)


def test_conversations_are_read_in_pages_the_oldest_first(told: Story, client_as: ClientAs) -> None:
    pages = walked(client_as("editor"), f"/plans/{told.plan.id}/threads", r"Remark (\d)\.")
    assert pages == [["0", "1"], ["2", "3"], ["4"]]


def test_the_record_is_read_in_pages_the_newest_first(told: Story, client_as: ClientAs) -> None:
    pages = walked(client_as("editor"), f"/cases/{told.case.id}/record", r"<tr><td>([^<]*)</td>")
    assert {len(page) for page in pages[:-1]} == {3}
    whole = walked(client_as("editor"), f"/cases/{told.case.id}/record", r"</td>\s*<td>([^<]*)</td>\s*<td><span")
    assert whole[-1][-1].startswith("The case was opened")


def test_a_long_record_is_checked_when_its_reader_asks(told: Story, client_as: ClientAs) -> None:
    client, address = client_as("editor"), f"/cases/{told.case.id}/record"
    page = client.get(address).text
    assert "The record is whole" not in page
    assert f'href="{address}?check=yes"' in page
    assert "The record is whole" in client.get(f"{address}?check=yes").text


@pytest.mark.parametrize("path", ["plans/{plan}/revisions", "plans/{plan}/threads", "cases/{case}/record"])
@pytest.mark.parametrize("number", ["40", "999999"])
def test_past_the_end_is_the_first_page(told: Story, client_as: ClientAs, path: str, number: str) -> None:
    address = "/" + path.format(plan=told.plan.id, case=told.case.id)
    answer = client_as("editor").get(f"{address}?page={number}")
    assert answer.status_code == 303
    assert answer.location.split("?")[0] == address


def test_no_page_holds_what_is_private_to_another_side(told: Story, client_as: ClientAs) -> None:
    for number in range(3):
        factories.thread(told, audience=Audience.PRACTITIONER, body=f"Private {number}.", quote="")
    address, words = f"/plans/{told.plan.id}/threads", r"Private (\d)\."
    found = [one for page in walked(client_as("representative"), address, words) for one in page]
    assert found == ["0", "1", "2"]
    assert not any(walked(client_as("editor"), address, words))
    entries = f"/cases/{told.case.id}/record"
    only = "only Test Practitioner and their representative"
    assert any(walked(client_as("representative"), entries, only))
    assert not any(walked(client_as("editor"), entries, only))
