"""What pages say of a future that has not been agreed: all of it, and only what would be so."""

import re

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story
from tests.pages import selects

TWICE = WORDS["supervision"].replace("once", "twice")
LONGER = WORDS["supervision"].replace("30", "45")
THRICE = WORDS["supervision"].replace("once", "three times")


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def as_if_agreed(story: Story, client_as: ClientAs, reader: str = "editor") -> str:
    """The words of the page, without its marks."""
    page = client_as(reader).get(f"/plans/{story.plan.id}?view=agreed").text
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))


def test_two_changes_of_one_clause_are_read_together(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, text=TWICE)
    factories.sent(story, text=LONGER)
    page = as_if_agreed(story, client_as)
    assert TWICE.replace("30", "45") in page
    assert "cannot be agreed together" not in page


def test_a_change_that_does_not_go_with_the_others_is_named(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, text=TWICE)
    factories.sent(story, text=THRICE)
    page = as_if_agreed(story, client_as)
    assert TWICE in page
    assert "Suggested change 2 cannot be agreed together with the others here, so it is left out." in page


def test_several_that_do_not_go_with_the_others_are_named(story: Story, client_as: ClientAs) -> None:
    for weeks in (6, 7, 8, 9):
        factories.sent_weeks(story, weeks=weeks)
    page = as_if_agreed(story, client_as)
    assert "Suggested changes 2, 3 and 4 cannot be agreed together with the others here, so they are left out." in page


def test_a_change_that_a_reader_may_not_see_is_not_named(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, text=TWICE)
    factories.suggest(story, text=THRICE)
    assert "cannot be agreed together" not in as_if_agreed(story, client_as, "practitioner")


def test_more_changes_take_no_more_queries(story: Story, client_as: ClientAs) -> None:
    address, editor, counts = f"/plans/{story.plan.id}?view=agreed", client_as("editor"), []
    for texts in ((TWICE, LONGER), (THRICE,)):
        for text in texts:
            factories.sent(story, text=text)
        counts.append(selects(lambda: editor.get(address)))
    assert counts == [20, 20]


def test_the_check_page_says_what_becomes_of_the_other_suggestions(story: Story, client_as: ClientAs) -> None:
    factories.keep_yes(story, factories.sent(story, text=TWICE))
    page = client_as("editor").get(f"/plans/{story.plan.id}/answers").text
    assert "A suggestion that stands against one of these is no longer needed." in page
    assert "Where that cannot be done, their author chooses anew." in page
    assert "Other suggestions about the same words are fitted to the new ones." in page


def test_the_check_page_says_nothing_of_others_while_only_a_no_is_sent(story: Story, client_as: ClientAs) -> None:
    factories.keep(story, factories.sent(story, text=TWICE))
    assert "is no longer needed" not in client_as("editor").get(f"/plans/{story.plan.id}/answers").text
