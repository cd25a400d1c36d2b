"""The table of design §4, cell by cell: what a change that takes effect does to each kind of open change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.plans.structure import Place, place_of
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Proposal, Status
from tests.factories import (
    LIMITS,
    WORDS,
    Story,
    agree,
    fit,
    in_effect,
    put_forward,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
    suggest_stage_words,
    suggest_start,
    suggest_weeks,
)

ELSEWHERE, THERE = Place("purpose", "aim"), Place("agreement", "")
SEEING = WORDS["supervision"].replace("meet", "see")
LONGER = WORDS["supervision"].replace("30", "45")
CALLING = WORDS["supervision"].replace("meet", "telephone")

Make = Callable[[Story, str], Proposal]
TAKES: dict[str, Make] = {
    "reword": lambda story, by: suggest(story, by, "supervision", LONGER),
    "reword the same words": lambda story, by: suggest(story, by, "supervision", CALLING),
    "remove": lambda story, by: suggest_removal(story, by, "supervision"),
    "remove the section": lambda story, by: suggest_removal(story, by, "programme"),
    "remove the one after": lambda story, by: suggest_removal(story, by, "cases"),
    "move": lambda story, by: suggest_move(story, ELSEWHERE, by, "supervision"),
    "move the section": lambda story, by: suggest_move(story, Place("", "agreement"), by, "programme"),
    "add": lambda story, by: suggest_addition(story, by, "supervision", "Another person is told."),
    "add under": lambda story, by: suggest_addition(story, by, "cases", "One more."),
}
OPEN: dict[str, Make] = {
    "reword": lambda story, by: suggest(story, by, "supervision", SEEING),
    "remove": lambda story, by: suggest_removal(story, by, "supervision"),
    "remove the section": lambda story, by: suggest_removal(story, by, "programme"),
    "add after": lambda story, by: suggest_addition(story, by, "supervision"),
    "add after the next": lambda story, by: suggest_addition(story, by, "cases"),
    "move": lambda story, by: suggest_move(story, THERE, by, "supervision"),
    "move to the same place": lambda story, by: suggest_move(story, ELSEWHERE, by, "supervision"),
    "move after it": lambda story, by: suggest_move(story, Place("programme", "supervision"), by, "aim"),
    "reword another": lambda story, by: suggest(story, by, "aim"),
    "move the section under": lambda story, by: suggest_move(story, Place("purpose", ""), by, "cases"),
}
STAYS, CONFIRM, CONFLICT, GONE = Status.OPEN, Status.TO_CONFIRM, Status.CONFLICT, Status.SUPERSEDED

CELLS = [
    ("reword", "reword", CONFIRM),
    ("reword the same words", "reword", CONFLICT),
    ("reword", "remove", CONFLICT),
    ("reword", "add after", STAYS),
    ("reword", "move", STAYS),
    ("reword", "reword another", STAYS),
    ("reword", "remove the section", CONFLICT),
    ("remove", "reword", CONFLICT),
    ("remove", "remove", GONE),
    ("remove", "add after", CONFIRM),
    ("remove", "move", CONFLICT),
    ("remove", "move after it", CONFIRM),
    ("remove", "reword another", STAYS),
    ("remove", "remove the section", CONFIRM),
    ("remove the section", "reword", CONFLICT),
    ("remove the section", "remove", CONFLICT),
    ("remove the section", "add after", CONFLICT),
    ("remove the section", "move", CONFLICT),
    ("remove the section", "move after it", CONFLICT),
    ("remove the one after", "add after the next", CONFIRM),
    ("move", "reword", STAYS),
    ("move", "remove", CONFIRM),
    ("move", "add after", CONFIRM),
    ("move", "move after it", CONFIRM),
    ("move", "move", CONFLICT),
    ("move", "move to the same place", GONE),
    ("move", "remove the section", CONFIRM),
    ("move the section", "reword", STAYS),
    ("move the section", "remove", STAYS),
    ("move the section", "add after", STAYS),
    ("move the section", "move", STAYS),
    ("add", "add after", STAYS),
    ("add", "reword", STAYS),
    ("add", "remove", STAYS),
    ("add", "move", STAYS),
    ("add under", "remove the section", CONFLICT),
]


@pytest.mark.parametrize(("takes", "stands", "becomes"), CELLS)
def test_the_cell(story: Story, takes: str, stands: str, becomes: Status) -> None:
    one = put_forward(story, OPEN[stands](story, "practitioner"))
    in_effect(story, TAKES[takes](story, "editor"), "editor")
    assert one.status is becomes
    assert (len(one.versions) > 1) == (becomes in (CONFIRM, CONFLICT))


@pytest.mark.parametrize(("takes", "stands", "becomes"), CELLS)
def test_the_cell_for_what_is_private_comes_when_its_side_fits_it(
    story: Story, takes: str, stands: str, becomes: Status
) -> None:
    one = OPEN[stands](story, "practitioner")
    in_effect(story, TAKES[takes](story, "editor"), "editor")
    assert (one.status, len(one.versions)) == (Status.PRIVATE, 1)
    if one.fits(story.plan.content, one.latest.said):
        assert becomes in (STAYS, CONFIRM)
    else:
        assert fit(story, one).status is (Status.PRIVATE if becomes in (STAYS, CONFIRM) else becomes)


def test_after_a_removal_an_addition_follows_the_nearest_earlier_sibling(story: Story) -> None:
    one = put_forward(story, suggest_addition(story, after="cases"))
    in_effect(story, suggest_removal(story, "editor", "cases"), "editor")
    assert one.latest.place == Place("programme", "supervision")
    in_effect(story, suggest_removal(story, "editor", "supervision"), "editor")
    assert one.latest.place == Place("programme", "")


def test_an_addition_follows_the_clause_that_was_moved(story: Story) -> None:
    one = put_forward(story, suggest_addition(story, after="supervision"))
    in_effect(story, suggest_move(story, ELSEWHERE, "editor", "supervision"), "editor")
    assert one.latest.place == Place("purpose", "supervision")


def test_an_added_clause_has_a_number_of_its_own_and_a_removed_one_is_never_used_again(story: Story) -> None:
    added = in_effect(story, suggest_addition(story))
    assert story.plan.content.clause(added.clause_key).label == "2.1A"
    in_effect(story, suggest_removal(story, key=added.clause_key))
    again = in_effect(story, suggest_addition(story))
    assert story.plan.content.clause(again.clause_key).label == "2.1B"


def test_a_move_into_itself_is_refused_and_checked_again_at_effect(story: Story) -> None:
    with pytest.raises(Refused):
        suggest_move(story, Place("programme", ""), key="programme")
    first = put_forward(story, suggest_move(story, Place("aim", ""), key="supervision"))
    in_effect(story, suggest_move(story, Place("supervision", ""), "editor", "aim"), "editor")
    assert first.status is CONFLICT
    with pytest.raises(Refused):
        agree(story, first)


def test_a_moved_clause_keeps_its_number_and_words(story: Story) -> None:
    in_effect(story, suggest_move(story, ELSEWHERE))
    content = story.plan.content
    assert place_of(content, "supervision") == ELSEWHERE
    assert (content.clause("supervision").label, content.clause("supervision").text) == ("2.1", WORDS["supervision"])


def test_words_of_a_stage_merge_like_any_words(story: Story) -> None:
    one = put_forward(story, suggest_stage_words(story, text="Every case is seen the same day"))
    in_effect(story, suggest_stage_words(story, "editor", text="Each case is seen"), "editor")
    assert (one.status, one.latest.after) == (CONFIRM, "Each case is seen the same day")
    other = put_forward(story, suggest_stage_words(story, part="title", text="First weeks"))
    in_effect(story, suggest_stage_words(story, "editor", text="Each case is heard"), "editor")
    assert other.status is STAYS


def test_another_start_moves_the_end_of_every_open_length(story: Story) -> None:
    weeks = put_forward(story, suggest_weeks(story))
    in_effect(story, suggest_start(story, "editor"), "editor")
    assert weeks.status is CONFIRM
    assert story.plan.content.start == "2026-02-02"


def test_when_one_of_a_chain_takes_effect_the_rest_is_superseded(story: Story) -> None:
    first = put_forward(story, suggest(story, text=SEEING))
    second = suggest(story, "editor", text=CALLING)
    second.answers_to = first.id
    put_forward(story, second, "editor")
    third = suggest(story, text=LONGER)
    third.answers_to = second.id
    put_forward(story, third)
    agree(story, third)
    assert (first.status, second.status) == (GONE, GONE)


def test_a_conflict_is_mended_by_choosing_another_place(story: Story) -> None:
    one = put_forward(story, suggest_move(story, THERE))
    in_effect(story, suggest_move(story, ELSEWHERE, "editor"), "editor")
    chosen, author = Place("", "agreement"), story.member("practitioner")
    facts = {"reason": "", "by": author, "at": story.tick(), "limits": LIMITS}
    with pytest.raises(Refused):
        negotiation.rewrite(story.session, one, "", place=chosen, **facts)
    negotiation.rewrite(story.session, one, "", place=THERE, **facts)
    assert agree(story, one).status is Status.IN_EFFECT


def test_the_last_section_cannot_be_taken_out_even_by_changes_that_were_fine_when_written(story: Story) -> None:
    for key in ("purpose", "programme"):
        put_forward(story, suggest_removal(story, "editor", key), "editor")
    last = put_forward(story, suggest_removal(story, "editor", "agreement"), "editor")
    for one in story.session.scalars(select(Proposal).where(Proposal.id != last.id)):
        agree(story, one, by="practitioner")
    with pytest.raises(Refused):
        agree(story, last, by="practitioner")
    assert len(story.plan.content.clauses) == 1


def test_an_answer_is_about_the_same_matter_as_the_change_it_answers(story: Story) -> None:
    theirs = put_forward(story, suggest_weeks(story, "editor"), "editor")
    author, content = replace(story.author(story.session, "practitioner"), answers_to=theirs.id), story.plan.content
    with pytest.raises(Refused):
        author.suggest(Rewording.begun(content, "cases", ""), "Wholly other words.", limits=LIMITS)
    with pytest.raises(Refused):
        author.suggest(DurationChange.begun(content, "second", ""), "3", limits=LIMITS)
    answer = author.suggest(DurationChange.begun(content, "first", ""), "3", limits=LIMITS)
    assert answer.answers_to == theirs.id


def test_no_day_outside_this_century_is_suggested(story: Story) -> None:
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        with pytest.raises(Refused):
            suggest_start(story, start=day)


def test_written_again_with_another_reason_it_is_another_version_to_send(story: Story) -> None:
    mine = suggest(story)
    shown, facts = (
        mine.latest.digest,
        {"by": story.member("representative"), "at": story.tick(), "limits": LIMITS},
    )
    negotiation.rewrite(story.session, mine, mine.latest.after, reason="Another reason.", **facts)
    assert mine.latest.digest != shown
