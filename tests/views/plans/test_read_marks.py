"""Since I last looked: what is new to one reader, until that reader says that they have read it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.cases.roles import Role
from portal.domain.talk import discussion
from portal.domain.talk.discussion import Audience
from tests import factories
from tests.conftest import ClientAs
from tests.factories import STRANGER, WORDS, Story

TWICE = WORDS["supervision"].replace("once a week", "twice a week")


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def where(story: Story) -> str:
    return f"/plans/{story.plan.id}/last-look"


def said(story: Story, client: FlaskClient) -> str:
    text = re.sub("<[^>]+>", " ", client.get(where(story)).text.split("<main", 1)[1])
    return " ".join(unescape(text).split())


@contextmanager
def stopped(story: Story) -> Iterator[None]:
    """The clock stands still: what is done has the time of what was done before."""
    at = story.at
    story.at -= timedelta(minutes=1)
    yield
    assert story.at == at


def mark(story: Story, client: FlaskClient) -> TestResponse:
    """Mark as read what the page shows now."""
    fields = dict(re.findall('name="(revision|seen)" value="([^"]*)"', client.get(where(story)).text))
    assert len(fields) == 2
    return client.post(where(story), data=fields)


def test_everything_is_new_until_one_has_said_otherwise(story: Story, client_as: ClientAs) -> None:
    factories.in_effect(story, factories.suggest(story, text=TWICE))
    page = said(story, client_as("editor"))
    assert "You have not marked the plan as read yet" in page
    assert "The plan went from revision 1 to revision 2." in page
    assert "A suggested change was sent: Test Practitioner" in page


def test_a_new_participant_is_named_and_those_from_before_the_issue_are_not_new(
    draft_story: Story, client_as: ClientAs
) -> None:
    reviewer = client_as("reviewer")
    with draft_story.acting() as session:
        plan, adviser = draft_story.present_plan(session), draft_story.member("adviser", session)
        plan.issue(session, by=adviser, at=draft_story.tick())
    assert "given a role" not in said(draft_story, reviewer)
    with draft_story.acting() as session:
        case, stranger = (
            session.get_one(type(one), one.id) for one in (draft_story.case, draft_story.people[STRANGER])
        )
        case.add(session, stranger, Role.SIGNATORY, by=draft_story.member("adviser", session), at=draft_story.tick())
    assert "Somebody was given a role on the case: Test Stranger. By Test Adviser" in said(draft_story, reviewer)


def test_what_was_marked_as_read_is_no_longer_new(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    factories.in_effect(story, factories.suggest(story, text=TWICE))
    assert mark(story, editor).location == f"/plans/{story.plan.id}"
    page = said(story, editor)
    assert "You marked the plan as read on" in page
    assert "at revision 2" in page
    assert "Nothing is new." in page


def test_what_took_effect_was_sent_answered_and_said_is_listed(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    declined = factories.sent(story, by="editor", key="cases")
    talk = factories.thread(story, by="editor", body="An old remark.")
    mark(story, editor)
    factories.in_effect(story, factories.suggest(story, text=TWICE))
    factories.sent(story, key="aim", text="Zebras.")
    factories.decline(story, declined, by="practitioner")
    with story.acting() as session:
        found, by = session.get_one(type(talk), talk.id), story.member("representative", session)
        discussion.reply(session, found, body="A new remark.", by=by, at=story.tick())
    page = said(story, editor)
    for words in ("twice", "Zebras", "A suggested change was not agreed to", "A new remark."):
        assert words in page
    assert "An old remark." not in page


def test_every_copied_comment_is_new_and_none_that_was_read(story: Story, client_as: ClientAs) -> None:
    editor, own = client_as("editor"), Audience.PRACTITIONER
    private = factories.thread(story, "representative", own, body="Alpha.")
    for body in ("Beta.", "Gamma."):
        factories.reply(story, private, "practitioner", body)
    shared = factories.copy(story, private)
    page = said(story, editor)
    assert [page.count(body) for body in ("Alpha.", "Beta.", "Gamma.")] == [1, 1, 1]
    assert page.index("Alpha.") < page.index("Beta.") < page.index("Gamma.")
    mark(story, editor)
    factories.reply(story, shared, "editor", "Mine, while I read.")
    factories.reply(story, shared, "practitioner", "Delta.")
    page = said(story, editor)
    assert "Delta." in page
    assert not any(body in page for body in ("Alpha.", "Beta.", "Gamma.", "Mine, while I read."))


def test_what_was_said_at_one_moment_is_told_apart_by_its_place(story: Story, client_as: ClientAs) -> None:
    editor, talk = client_as("editor"), factories.thread(story, body="First.")
    with stopped(story):
        factories.reply(story, talk, body="Second.")
    mark(story, editor)
    with stopped(story):
        factories.reply(story, talk, body="Third.")
    page = said(story, editor)
    assert ("Third." in page, "First." in page, "Second." in page) == (True, False, False)


def test_a_clock_that_was_put_back_hides_nothing_and_changes_no_order(story: Story, client_as: ClientAs) -> None:
    editor, talk = client_as("editor"), factories.thread(story, body="First.")
    story.at -= timedelta(days=1)
    factories.reply(story, talk, body="Second.")
    page = said(story, editor)
    assert page.index("First.") < page.index("Second.")
    assert page.index("A conversation was started") < page.index("Somebody replied")
    shown = editor.get(f"/threads/{talk.id}").text
    assert shown.index("First.") < shown.index("Second.")


def test_answering_marks_nothing_as_read(story: Story, client_as: ClientAs) -> None:
    editor, change = client_as("editor"), factories.sent(story)
    factories.sent(story, key="aim", text="Zebras.")
    editor.post(f"/proposals/{change.id}/assents", data={"digest": change.latest.digest})
    assert "Zebras" in said(story, editor)


def test_what_came_after_the_page_was_opened_stays_new(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    factories.sent(story)
    page = editor.get(where(story)).text
    factories.sent(story, key="aim", text="Zebras.")
    editor.post(where(story), data=dict(re.findall('name="(revision|seen)" value="([^"]*)"', page)))
    assert "Zebras" in said(story, editor)


def test_ones_own_acts_are_not_listed_and_a_colleagues_are(story: Story, client_as: ClientAs) -> None:
    factories.suggest(story, by="editor", key="aim", text="Zebras.")
    assert "Zebras" not in said(story, client_as("editor"))
    assert "Zebras" in said(story, client_as("signatory"))


def test_a_mark_is_ones_own(story: Story, client_as: ClientAs) -> None:
    factories.sent(story)
    mark(story, client_as("editor"))
    assert "You have not marked the plan as read yet" in said(story, client_as("signatory"))


def test_what_is_private_to_others_is_never_new(story: Story, client_as: ClientAs) -> None:
    factories.suggest(story, by="representative", text="Only a private thought.")
    factories.thread(story, "representative", Audience.PRACTITIONER, body="Between us.")
    for role in ("editor", "adviser"):
        page = said(story, client_as(role))
        assert "private thought" not in page
        assert "Between us" not in page
        assert "Representative" not in page


@pytest.mark.parametrize("data", [{}, {"revision": "99", "seen": ""}, {"revision": "one"}, {"revision": "²"}])
def test_a_mark_that_fits_no_revision_is_refused(story: Story, client_as: ClientAs, data: dict[str, str]) -> None:
    answer = client_as("editor").post(where(story), data=data)
    assert (answer.status_code, "Open the page again" in answer.text) == (422, True)
