"""News: an open page hears that others have acted, and nothing that its reader may not know."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from portal.domain.safety.action import take_safety_action
from portal.domain.talk.discussion import Audience
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import OPENED, Story
from tests.pages import selects


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def address(story: Story, client: FlaskClient) -> str:
    """Where this reader's open plan page asks for news."""
    page = client.get(f"/plans/{story.plan.id}").text
    found = re.search(r'hx-get="(/plans/[^"]+/news\?seen=[^"]+)"', page)
    assert found
    return found[1]


def test_nothing_new_is_an_empty_answer(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    answer = editor.get(address(story, editor))
    assert (answer.status_code, answer.data) == (204, b"")


def test_what_the_other_party_does_is_counted_by_what_it_touched(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    where = address(story, editor)
    change = factories.sent(story)
    assert "1 change by others since you opened this page" in editor.get(where).text
    factories.thread(story)
    factories.agree(story, change, by="signatory")
    assert "2 changes by others" in editor.get(where).text


def test_what_the_page_says_already_is_not_said_again(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    where = address(story, editor)
    factories.sent(story)
    assert editor.get(f"{where}&told=1").status_code == 204
    factories.thread(story)
    assert editor.get(f"{where}&told=1").status_code == 200


def test_ones_own_acts_are_no_news(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    where = address(story, editor)
    factories.sent(story, by="editor")
    assert editor.get(where).status_code == 204


@pytest.mark.parametrize(
    ("audience", "author", "hears"),
    [
        (Audience.ORGANISATION, "editor", {"signatory"}),
        (Audience.PRACTITIONER, "representative", {"practitioner"}),
        (Audience.PSR, "adviser", {"reviewer"}),
        (Audience.PRACTITIONER_PSR, "representative", {"practitioner", "adviser", "reviewer"}),
        (Audience.SHARED, "editor", {"signatory", "practitioner", "representative", "adviser", "reviewer"}),
    ],
)
def test_a_conversation_is_news_to_its_audience_only(
    story: Story, client_as: ClientAs, audience: Audience, author: str, hears: set[str]
) -> None:
    readers = {role: client_as(role) for role in factories.ROLES if role not in {"observer", author}}
    where = {role: address(story, client) for role, client in readers.items()}
    factories.thread(story, author, audience)
    assert {role for role, client in readers.items() if client.get(where[role]).status_code == 200} == hears


def test_private_suggestions_and_kept_answers_move_nobody_elses_cursor(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    editor, practitioner = client_as("editor"), client_as("practitioner")
    before = address(story, editor), address(story, practitioner)
    factories.keep(story, change, by="signatory")
    assert address(story, practitioner) == before[1]
    assert practitioner.get(before[1]).status_code == 204
    factories.suggest(story, by="representative", key="aim")
    assert address(story, editor) != before[0]
    assert editor.get(before[0]).text.startswith('<p class="news">1 change ')


def test_a_cursor_made_up_by_hand_tells_no_more(story: Story, client_as: ClientAs) -> None:
    factories.thread(story, "representative", Audience.PRACTITIONER)
    for seen in ("practitioner.0-shared.99", "practitioner.-1-shared.99", "shared.99"):
        answer = client_as("editor").get(f"/plans/{story.plan.id}/news?seen={seen}")
        assert answer.status_code == 204


def test_another_plan_of_the_case_is_no_news(story: Story, client_as: ClientAs) -> None:
    practitioner = client_as("practitioner")
    where = address(story, practitioner)
    with story.acting() as session:
        adviser = story.member("adviser", session)
        case, content = adviser.case, factories.some_content()
        second = type(story.plan).from_draft(session, case=case, content=content, by=adviser, at=story.tick())
        second.issue(session, by=adviser, at=story.tick())
        facts = {
            "what": "Cases are seen first.",
            "why": "Two were late.",
            "from_when": OPENED.date(),
            "most_days_back": 60,
        }
        take_safety_action(session, second, by=story.member("editor", session), at=story.tick(), **facts)
    assert practitioner.get(where).status_code == 204


def test_it_keeps_no_idle_session_alive(app: Portal, story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    where = address(story, editor)
    rested = datetime.now(UTC) - timedelta(minutes=app.settings.session_idle_minutes - 1)
    with editor.session_transaction() as cookie:
        cookie["seen"] = rested.timestamp()
    assert editor.get(where).status_code == 204
    with editor.session_transaction() as cookie:
        assert cookie["seen"] == rested.timestamp()
        cookie["seen"] = (rested - timedelta(minutes=2)).timestamp()
    assert editor.get(where).status_code == 401


def test_three_queries_when_nothing_happened_and_four_when_something_did(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    editor = client_as("editor")
    where = address(story, editor)
    assert selects(lambda: editor.get(where)) == 3
    factories.sent(story)
    assert selects(lambda: editor.get(where)) == 4
