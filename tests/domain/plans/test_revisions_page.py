"""What the pages about a plan's revisions show: which were made between two, by which change, and what moved."""

import pytest

from portal.domain.plans.structure import Place
from portal.queries.plans.comparison import ComparisonPage, comparison_page, revisions_of
from portal.queries.plans.history import history
from tests import factories
from tests.factories import WORDS, Story

TWICE = WORDS["supervision"].replace("once a week", "twice a week")


@pytest.fixture
def changed(story: Story) -> Story:
    """Revisions 2 to 5: reworded, moved, one taken out, other weeks."""
    factories.in_effect(story, factories.suggest(story, text=TWICE, reason="Weekly is not enough."))
    elsewhere = Place("agreement", "consequences")
    factories.in_effect(story, factories.suggest_move(story, elsewhere, by="editor"), by="editor")
    factories.in_effect(story, factories.suggest_removal(story, key="aim"))
    factories.in_effect(story, factories.suggest_weeks(story))
    return story


def page(story: Story, *numbers: int) -> ComparisonPage:
    found = comparison_page(story.session, story.plan, story.members["representative"], numbers)
    assert found
    return found


@pytest.mark.parametrize(
    ("numbers", "between"),
    [((1, 5), [5, 4, 3, 2]), ((5, 1), [5, 4, 3, 2]), ((3, 4), [4]), ((2, 4), [4, 3]), ((3, 3), [])],
)
def test_what_was_made_after_the_earlier_up_to_the_later_is_between(
    changed: Story, numbers: tuple[int, int], between: list[int]
) -> None:
    found = page(changed, *numbers)
    assert (found.earlier.number, found.later.number) == (min(numbers), max(numbers))
    assert [one.revision.number for one in found.between] == between
    assert [one.number for one in found.revisions] == [5, 4, 3, 2, 1]
    assert found.comparison.differs is (numbers[0] != numbers[1])


@pytest.mark.parametrize("numbers", [(1, 6), (0, 1), (6, 7)])
def test_a_revision_that_there_is_not_is_not_compared(changed: Story, numbers: tuple[int, int]) -> None:
    assert comparison_page(changed.session, changed.plan, changed.members["editor"], numbers) is None


def test_each_one_between_has_its_change_and_why(changed: Story) -> None:
    found = page(changed, 1, 5)
    told = [(one.change.where, one.reason) for one in found.between if one.change]
    assert told == [
        ("the length of “Close supervision”", "Time to settle in."),
        ("paragraph 1.1", "It is clearer."),
        ("paragraph 2.1", "It is clearer."),
        ("paragraph 2.1", "Weekly is not enough."),
    ]
    assert [one.revision.number for one in found.by("supervision")] == [3, 2]
    assert [one.revision.number for one in found.by("first")] == [5]
    assert found.by("cases") == []


def test_a_moved_clause_says_where_it_stood_and_where_it_stands(changed: Story) -> None:
    found = page(changed, 1, 5)
    rows = {row.clause.key: (found.stood(row), found.stands(row)) for row in found.comparison.clauses}
    assert rows["supervision"] == ("first in 2", "after 3.1")
    assert rows["cases"] == ("", "first in 2")
    assert rows["aim"] == ("", "")


def test_who_made_them_is_named(changed: Story) -> None:
    assert page(changed, 1, 2).names[changed.members["editor"].id] == "Test Editor"


def test_the_history_tells_every_revision_with_the_change_that_made_it(changed: Story) -> None:
    steps = history(changed.session, changed.plan, 1, 30).things
    assert [step.revision.number for step in steps] == [5, 4, 3, 2, 1]
    assert [step.change.where if step.change else "" for step in steps] == [
        "the length of “Close supervision”",
        "paragraph 1.1",
        "paragraph 2.1",
        "paragraph 2.1",
        "",
    ]
    assert [one.number for one in revisions_of(changed.session, changed.plan)] == [5, 4, 3, 2, 1]
