"""How a change reads beside the plan: what a button calls it, what stands above it, and the programme with it."""

from collections.abc import Callable

import pytest

from portal.domain.proposals.proposal import Proposal
from portal.queries.proposals.changes import change_of, pair_beside
from tests.factories import (
    WORDS,
    Story,
    in_effect,
    suggest,
    suggest_addition,
    suggest_removal,
    suggest_stage_words,
    suggest_weeks,
)

REWORDED = WORDS["supervision"].replace("meet", "telephone")
SHORTER = WORDS["supervision"].replace(" for 30 minutes", "")
LEVEL = "the supervision of “Close supervision”"


@pytest.mark.parametrize(
    ("make", "named", "heading"),
    [
        (lambda story: suggest(story, text=REWORDED), "“telephone” in paragraph 2.1", ""),
        (lambda story: suggest(story, text=SHORTER), "“for 30 minutes” in paragraph 2.1", ""),
        (suggest_addition, "a new paragraph after 2.1", "a new paragraph after 2.1"),
        (suggest_removal, "take out paragraph 2.1", "take out paragraph 2.1"),
        (suggest_stage_words, LEVEL, LEVEL),
        (suggest_weeks, "the length of “Close supervision”", ""),
    ],
)
def test_a_change_is_named_by_its_own_words_or_by_what_it_would_do(
    story: Story, make: Callable[[Story], Proposal], named: str, heading: str
) -> None:
    change = change_of(make(story), story.plan.content)
    assert (change.named, change.heading) == (named, heading)


def test_a_change_of_weeks_has_the_programme_without_and_with_it(story: Story) -> None:
    longer = suggest_weeks(story, weeks=6)
    assert pair_beside(longer, story.plan.content)
    assert pair_beside(suggest(story), story.plan.content) is None
    in_effect(story, longer)
    assert pair_beside(longer, story.plan.content) is None
