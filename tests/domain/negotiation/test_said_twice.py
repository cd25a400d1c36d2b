"""A side that saves the same suggestion twice hears of it; what is not the same, or is another side's, is saved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from portal.domain.negotiation import negotiation
from portal.domain.negotiation.authoring import SuggestedAlready
from portal.domain.plans.structure import Place, place_of
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.factories import LIMITS, WORDS, Story, decline, overtaken, put_forward

LAST = Place("purpose", "aim")
KINDS: dict[str, Callable[..., Proposal]] = {
    "words": factories.suggest,
    "an addition": factories.suggest_addition,
    "a removal": factories.suggest_removal,
    "a move": lambda story, by: factories.suggest_move(story, LAST, by),
    "words of a stage": factories.suggest_stage_words,
    "weeks": factories.suggest_weeks,
    "a start": factories.suggest_start,
    "a title": factories.suggest_title,
    "a stage": factories.suggest_stage,
    "a stage less": factories.suggest_stage_less,
}
OTHERS: dict[str, Callable[..., Proposal]] = {
    "words": lambda story, by: factories.suggest(story, by, text="Other words."),
    "an addition": lambda story, by: factories.suggest_addition(story, by, "cases"),
    "a removal": lambda story, by: factories.suggest_removal(story, by, "cases"),
    "a move": lambda story, by: factories.suggest_move(story, Place("purpose", ""), by),
    "words of a stage": lambda story, by: factories.suggest_stage_words(story, by, "second"),
    "weeks": lambda story, by: factories.suggest_weeks(story, by, "second"),
    "a start": lambda story, by: factories.suggest_start(story, by, date(2026, 3, 2)),
    "a title": lambda story, by: factories.suggest_title(story, by, "Return to work"),
    "a stage": lambda story, by: factories.suggest_stage(story, by, "second"),
    "a stage less": lambda story, by: factories.suggest_stage_less(story, by, "second"),
}


@pytest.fixture
def story(story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Whoever suggests something here does it by a form, which notices when the same is said twice."""
    author = Story.author
    monkeypatch.setattr(Story, "author", lambda *given, **named: replace(author(*given, **named), again=False))
    return story


def count(story: Story) -> int:
    return story.session.scalar(select(func.count()).select_from(Proposal)) or 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_is_not_saved_twice_by_one_side(story: Story, kind: str) -> None:
    first = KINDS[kind](story, by="practitioner")
    for by in ("practitioner", "representative"):
        with pytest.raises(SuggestedAlready, match="exactly this already") as noticed:
            KINDS[kind](story, by=by)
        assert (noticed.value.first, noticed.value.field) == (first.id, "again")
    assert count(story) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_the_same_and_what_another_side_says_is_saved(story: Story, kind: str) -> None:
    KINDS[kind](story, by="practitioner")
    OTHERS[kind](story, by="practitioner")
    KINDS[kind](story, by="editor")
    KINDS[kind](story, by="adviser")
    assert count(story) == 4


def test_what_was_sent_is_noticed_and_what_was_answered_or_taken_back_is_not(story: Story) -> None:
    first = put_forward(story, factories.suggest(story))
    with pytest.raises(SuggestedAlready):
        factories.suggest(story)
    decline(story, first)
    second = factories.suggest(story)
    negotiation.withdraw(story.session, second, by=story.member("practitioner"), at=story.tick())
    assert factories.suggest(story).id not in (first.id, second.id)


def test_what_an_earlier_version_said_may_be_said_again(story: Story) -> None:
    text = WORDS["supervision"].replace("meet", "see")
    first = put_forward(story, factories.suggest(story, text=text))
    overtaken(story, first, WORDS["supervision"].replace("30", "45"))
    assert factories.suggest(story, text=text).id != first.id


def test_a_new_paragraph_of_another_kind_is_not_the_same(story: Story) -> None:
    content = story.plan.content
    parent = place_of(content, "supervision")
    assert parent
    for kind in ("paragraph", "objective"):
        addition = Addition.begun(content, "supervision", kind)
        author, place = story.author(story.session, "editor"), Place(parent.parent, "supervision")
        author.suggest(addition, "A deputy is named.", place, limits=LIMITS)
    assert count(story) == 2


def test_who_means_it_a_second_time_can_save_it(story: Story) -> None:
    first = factories.suggest_addition(story)
    author = replace(story.author(story.session, "practitioner"), again=True)
    addition = Addition.begun(author.plan.content, "supervision", "")
    second = author.suggest(addition, first.latest.after, first.latest.place, limits=LIMITS)
    assert second.id != first.id
