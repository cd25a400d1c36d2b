"""Another title, a stage more and a stage less: what they do, and the cells of the programme's table (design §4)."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.said import ProposalKind
from tests.factories import (
    Story,
    in_effect,
    put_forward,
    suggest_stage,
    suggest_stage_less,
    suggest_stage_words,
    suggest_start,
    suggest_title,
    suggest_weeks,
)

STAYS, CONFIRM, CONFLICT, GONE = Status.OPEN, Status.TO_CONFIRM, Status.CONFLICT, Status.SUPERSEDED
Make = Callable[[Story, str], Proposal]
TAKES: dict[str, Make] = {
    "title": lambda story, by: suggest_title(story, by, "Return to safe and kind practice"),
    "words": lambda story, by: suggest_stage_words(story, by, text="Each case is seen"),
    "weeks": suggest_weeks,
    "start": suggest_start,
    "more": lambda story, by: suggest_stage(story, by, title="Joint lists"),
    "less": suggest_stage_less,
}
OPEN: dict[str, Make] = {
    "title": lambda story, by: suggest_title(story, by, "The return to safe practice"),
    "words": lambda story, by: suggest_stage_words(story, by, text="Every case is seen the same day"),
    "its own title": lambda story, by: suggest_stage_words(story, by, part="title", text="First weeks"),
    "weeks": lambda story, by: suggest_weeks(story, by, weeks=7),
    "other weeks": lambda story, by: suggest_weeks(story, by, key="second", weeks=7),
    "start": lambda story, by: suggest_start(story, by, date(2026, 3, 2)),
    "more": suggest_stage,
    "less": suggest_stage_less,
    "other less": lambda story, by: suggest_stage_less(story, by, "second"),
}
CELLS = [
    ("title", "title", CONFIRM),
    *(("title", other, STAYS) for other in OPEN if other != "title"),
    ("words", "title", STAYS),
    ("words", "words", CONFIRM),
    ("words", "its own title", STAYS),
    ("words", "weeks", STAYS),
    ("words", "start", STAYS),
    ("words", "more", STAYS),
    ("words", "less", CONFLICT),
    ("words", "other less", STAYS),
    ("weeks", "title", STAYS),
    ("weeks", "words", STAYS),
    ("weeks", "weeks", CONFLICT),
    ("weeks", "other weeks", CONFIRM),
    ("weeks", "start", CONFIRM),
    ("weeks", "more", CONFIRM),
    ("weeks", "less", CONFLICT),
    ("weeks", "other less", CONFIRM),
    ("start", "weeks", CONFIRM),
    ("start", "start", CONFLICT),
    ("start", "more", CONFIRM),
    ("start", "less", CONFIRM),
    ("more", "title", STAYS),
    ("more", "words", STAYS),
    ("more", "weeks", CONFIRM),
    ("more", "start", CONFIRM),
    ("more", "more", CONFIRM),
    ("more", "less", CONFIRM),
    ("less", "title", STAYS),
    ("less", "words", CONFLICT),
    ("less", "weeks", CONFLICT),
    ("less", "other weeks", CONFIRM),
    ("less", "start", CONFIRM),
    ("less", "more", CONFIRM),
    ("less", "less", GONE),
    ("less", "other less", CONFLICT),
]


@pytest.mark.parametrize(("takes", "stands", "becomes"), CELLS)
def test_the_cell(story: Story, takes: str, stands: str, becomes: Status) -> None:
    one = put_forward(story, OPEN[stands](story, "practitioner"))
    in_effect(story, TAKES[takes](story, "editor"), "editor")
    assert one.status is becomes


def titles(story: Story) -> list[str]:
    return [stage.title for stage in story.plan.content.stages]


def test_a_title_takes_effect_with_both_parties_yes(story: Story) -> None:
    in_effect(story, suggest_title(story))
    assert story.plan.content.title == "Return to safe surgery"


def test_a_stage_more_stands_after_its_neighbour_and_moves_the_end(story: Story) -> None:
    before = story.plan.content.end
    in_effect(story, suggest_stage(story, weeks=3))
    assert titles(story) == ["Close supervision", "Shared lists", "Lighter supervision"]
    assert (story.plan.content.end - before).days == 21


def test_of_two_stages_at_one_place_the_later_one_stands_after_the_earlier(story: Story) -> None:
    later = put_forward(story, suggest_stage(story, title="Later"))
    in_effect(story, suggest_stage(story, "editor", title="Earlier"), "editor")
    assert later.latest.place.after == story.plan.content.stages[1].key


def test_a_stage_after_one_that_is_taken_out_follows_the_nearest_that_stands(story: Story) -> None:
    one = put_forward(story, suggest_stage(story, after="second"))
    in_effect(story, suggest_stage_less(story, "editor", "second"), "editor")
    assert one.latest.place.after == "first"


def test_a_stage_less_begins_the_next_one_earlier(story: Story) -> None:
    in_effect(story, suggest_stage_less(story))
    assert titles(story) == ["Lighter supervision"]
    assert story.plan.content.weeks == 8


def test_the_only_stage_is_not_taken_out(story: Story) -> None:
    in_effect(story, suggest_stage_less(story))
    with pytest.raises(Refused, match="at least one stage"):
        suggest_stage_less(story, key="second")


def test_what_moves_the_dates_says_how(story: Story) -> None:
    more, less = suggest_stage(story, weeks=3), suggest_stage_less(story)
    content = story.plan.content
    assert [one.effect(content, one.latest.said).weeks_after for one in (more, less)] == [15, 8]
    assert all(one.needs_consent for one in (more, less))


@pytest.mark.parametrize(
    ("facts", "field"), [({"title": " "}, "title"), ({"weeks": 0}, "weeks"), ({"weeks": 500}, "weeks")]
)
def test_a_stage_without_a_title_or_with_no_such_weeks_is_refused(story: Story, facts: dict, field: str) -> None:
    with pytest.raises(Refused) as refused:
        suggest_stage(story, **facts)
    assert refused.value.field == field


def test_a_plan_has_no_more_stages_than_the_limit(story: Story) -> None:
    for _ in range(2):
        in_effect(story, suggest_stage(story))
    with pytest.raises(Refused, match="at most 4 stages"):
        suggest_stage(story)


def test_each_can_be_changed_back(story: Story) -> None:
    title, more, less = suggest_title(story), suggest_stage(story), suggest_stage_less(story, key="second")
    assert reversal_of(story.session, in_effect(story, title)).value == "Return to safe practice"
    assert reversal_of(story.session, in_effect(story, more)).kind is ProposalKind.STAGE_LESS
    back = reversal_of(story.session, in_effect(story, put_forward_again(story, less)))
    assert (back.kind, "Lighter supervision" in back.value) == (ProposalKind.STAGE_MORE, True)


def put_forward_again(story: Story, less: Proposal) -> Proposal:
    """The same suggestion anew: the dates have changed under it."""
    return suggest_stage_less(story, key=less.target())
