"""Suggesting other words in answer: theirs and why stand beside the plan's, and one can start from either."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from portal.domain.plans.content import fingerprint
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

PLANS = factories.WORDS["supervision"]
MINE = "The supervisor meets the doctor when both can."


@pytest.fixture(autouse=True)
def seen(story: Story) -> None:
    story.everybody_has_read_the_first_page()


@pytest.fixture
def address(story: Story) -> str:
    return f"/plans/{story.plan.id}/clauses/supervision/proposals"


def typed_in(page: str) -> str:
    found = re.search(r'<textarea[^>]*name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def start(client: FlaskClient, address: str, words: str, **typed: str) -> str:
    data = {"text": MINE, "reason": "We have two sites.", "shown": fingerprint(PLANS), "begin_with": words} | typed
    return client.post(f"{address}/previews", data=data).text


def test_theirs_and_why_stand_beside_the_plans_words(story: Story, client_as: ClientAs, address: str) -> None:
    theirs = factories.sent(story)
    page = client_as("editor").get(f"{address}/new?answers_to={theirs.id}").text
    section = page.split('id="theirs"')[1].split("</section>")[0]
    assert f"What {story.case.practitioner} suggests" in section
    assert theirs.reason in unescape(section)
    assert '<ins class="by-practitioner"' in section
    assert typed_in(page) == PLANS
    assert "suggestion stays open beside yours" in page


def test_it_can_start_from_theirs_and_what_was_typed_comes_back(
    story: Story, client_as: ClientAs, address: str
) -> None:
    theirs, client = factories.sent(story), client_as("editor")
    page = start(client, address, "theirs", answers_to=str(theirs.id))
    assert typed_in(page) == theirs.latest.after
    assert "We have two sites." in page
    assert f'name="typed_before" value="{MINE}"' in page
    again = start(client, address, "plan", answers_to=str(theirs.id), text=theirs.latest.after, typed_before=MINE)
    assert typed_in(again) == PLANS
    back = start(client, address, "mine", answers_to=str(theirs.id), text=PLANS, typed_before=MINE)
    assert typed_in(back) == MINE
    assert "You had typed" not in back
    swapped = start(client, address, "mine", answers_to=str(theirs.id), text="A second draft.", typed_before=MINE)
    assert typed_in(swapped) == MINE
    assert 'name="typed_before" value="A second draft."' in swapped


def test_a_start_is_shown_whole_with_javascript_too(story: Story, client_as: ClientAs, address: str) -> None:
    theirs = factories.sent(story)
    data = {"text": MINE, "begin_with": "theirs", "answers_to": str(theirs.id)}
    page = client_as("editor").post(f"{address}/previews", data=data, headers={"HX-Request": "true"}).text
    assert 'id="page"' in page
    assert typed_in(page) == theirs.latest.after


def test_theirs_are_beside_it_when_it_is_written_anew(story: Story, client_as: ClientAs, address: str) -> None:
    theirs, client = factories.sent(story), client_as("editor")
    data = {"text": MINE, "reason": "Two sites.", "shown": fingerprint(PLANS), "answers_to": str(theirs.id)}
    made = client.post(address, data=data).location
    page = client.get(f"{made}/edit").text
    assert f"What {story.case.practitioner} suggests" in page
    assert typed_in(page) == MINE


def test_what_its_reader_cannot_see_is_not_beside_it(story: Story, client_as: ClientAs, address: str) -> None:
    private, client = factories.suggest(story), client_as("editor")
    plain = client.get(f"{address}/new").text
    beside = client.get(f"{address}/new?answers_to={private.id}").text
    assert 'id="theirs"' not in beside
    assert private.latest.after not in beside
    assert plain.count("<section") == beside.count("<section")


def test_other_kinds_show_theirs_with_nothing_to_start_from(story: Story, client_as: ClientAs) -> None:
    theirs = factories.put_forward(story, factories.suggest_weeks(story, "practitioner"))
    page = client_as("editor").get(f"/plans/{story.plan.id}/stages/first/durations/new?answers_to={theirs.id}").text
    assert f"What {story.case.practitioner} suggests" in page
    assert 'name="begin_with"' not in page
