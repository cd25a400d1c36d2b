"""A paragraph that was taken out comes back whole: its number, its fields and all that stood under it, at its place."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.content import Clause
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.talk.copying import put_forward_copy
from portal.domain.talk.thread import Audience
from tests.factories import (
    LIMITS,
    Story,
    a_case,
    agree,
    fit,
    in_effect,
    put_forward,
    some_content,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
    thread,
)

FIELDS = (("Measure", "Ten audits"), ("Evidence", "The audits, signed"))
STEPS = (Clause("step", "2.3.1", "item", "Read twenty notes."), Clause("talk", "2.3.2", "item", "Talk about them."))
GOAL = Clause("goal", "2.3", "objective", "Clear notes.", FIELDS, STEPS)
WHERE = {"place": Place("programme", "cases"), "limits": LIMITS}


@pytest.fixture
def story(session: Session) -> Story:
    """A plan with an objective at the end of its programme."""
    purpose, programme, *others = some_content().clauses
    programme = replace(programme, children=(*programme.children, GOAL))
    return a_case(session, content=replace(some_content(), clauses=(purpose, programme, *others)), mark="-2")


def brought_back(story: Story, removed: Proposal, by: str = "editor", text: str = "") -> Addition:
    """The suggestion to bring back what this change took out, still private."""
    back = reversal_of(story.session, removed)
    author = story.author(story.session, by)
    return author.suggest(Addition.of(back.clause), text or back.value, back.place, limits=LIMITS)


@pytest.mark.parametrize("key", ["goal", "programme", "supervision", "step"])
def test_the_plan_is_as_it_was(story: Story, key: str) -> None:
    before = story.plan.content
    in_effect(story, brought_back(story, in_effect(story, suggest_removal(story, key=key))), "editor")
    assert story.plan.content == before


def test_it_may_say_something_else_and_keeps_the_rest(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="goal"))
    in_effect(story, brought_back(story, removed, text="Clear and timely notes."), "editor")
    assert story.plan.content.clause("goal") == replace(GOAL, text="Clear and timely notes.")


def test_it_stands_after_the_nearest_earlier_one_that_is_left(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="goal"))
    in_effect(story, suggest_removal(story, key="cases"))
    in_effect(story, brought_back(story, removed), "editor")
    section = story.plan.content.clause("programme")
    assert [clause.label for clause in section.children] == ["2.1", "2.3"]


def test_what_both_agree_to_holds_every_word_that_comes_back(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="goal"))
    addition = brought_back(story, removed)
    for words in ("Ten audits", "Talk about them.", "2.3.2"):
        assert words in addition.latest.terms


@pytest.mark.parametrize("text", ["", "The supervisor will meet the doctor, once a week, for 45 minutes."])
def test_what_was_said_about_its_words_finds_them_again(story: Story, text: str) -> None:
    talk = thread(story, quote="once a week")
    for _ in range(2):
        removed = in_effect(story, suggest_removal(story, key="supervision"))
        assert talk.is_orphan
        in_effect(story, brought_back(story, removed, text=text), "editor")
        start, end = talk.place
        assert story.plan.content.clause("supervision").text[start:end] == "once a week"


def test_what_was_said_about_it_as_a_whole_is_about_it_again(story: Story) -> None:
    talk = thread(story, quote="")
    removed = in_effect(story, suggest_removal(story, key="supervision"))
    assert (talk.is_orphan, talk.last_seen_in) == (True, None)
    in_effect(story, brought_back(story, removed), "editor")
    assert (talk.is_orphan, talk.place) == (False, None)
    in_effect(story, suggest(story))
    assert (talk.is_orphan, talk.place) == (False, None)


@pytest.mark.parametrize("quote", ["once a week", ""])
def test_a_copy_made_while_it_was_gone_is_about_it_again(story: Story, quote: str) -> None:
    private = thread(story, audience=Audience.PRACTITIONER, quote=quote)
    removed = in_effect(story, suggest_removal(story, key="supervision"))
    facts = {"by": story.member("practitioner"), "at": story.tick(), "audience": Audience.SHARED}
    copy = put_forward_copy(story.session, private, comments={private.comments[0].id}, **facts)
    assert copy.is_orphan
    in_effect(story, brought_back(story, removed), "editor")
    assert (copy.is_orphan, copy.place) == (False, private.place)


def test_words_that_were_gone_before_it_was_taken_out_stay_gone(story: Story) -> None:
    talk = thread(story, quote="once a week")
    in_effect(story, suggest(story, text="Support is offered."))
    removed = in_effect(story, suggest_removal(story, key="supervision"))
    in_effect(story, brought_back(story, removed), "editor")
    assert talk.is_orphan


def test_words_that_do_not_come_back_stay_gone(story: Story) -> None:
    talk = thread(story, quote="once a week")
    removed = in_effect(story, suggest_removal(story, key="supervision"))
    in_effect(story, brought_back(story, removed, text="Support is offered."), "editor")
    assert talk.is_orphan


def test_of_two_that_bring_back_the_same_the_second_is_settled(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="goal"))
    one, other = brought_back(story, removed), brought_back(story, removed, "practitioner")
    in_effect(story, one, "editor")
    assert fit(story, other).status is Status.SUPERSEDED
    with pytest.raises(Refused):
        brought_back(story, removed)


def test_it_is_not_brought_back_twice_when_part_of_it_stands_elsewhere(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="goal"))
    in_effect(story, brought_back(story, removed), "editor")
    in_effect(story, suggest_move(story, Place("purpose", "aim"), key="step"))
    in_effect(story, suggest_removal(story, key="goal"))
    with pytest.raises(Refused, match="elsewhere"):
        brought_back(story, removed)


def test_it_is_fitted_to_what_happens_before_it_is_answered(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="goal"))
    addition = put_forward(story, brought_back(story, removed), "editor")
    in_effect(story, suggest_removal(story, key="cases"))
    assert (addition.status, addition.latest.place) == (Status.TO_CONFIRM, Place("programme", "supervision"))
    assert "Ten audits" in addition.latest.terms


@pytest.mark.parametrize("taken", [0, 1])
def test_one_of_two_that_were_added_at_one_place_comes_back_between_its_neighbours(story: Story, taken: int) -> None:
    added = [in_effect(story, suggest_addition(story, text=words)) for words in ("First added.", "Second added.")]
    before = story.plan.content
    in_effect(
        story, brought_back(story, in_effect(story, suggest_removal(story, key=added[taken].clause_key))), "editor"
    )
    assert story.plan.content == before


def test_one_comes_back_after_what_was_added_before_it_meanwhile(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="cases"))
    added = in_effect(story, suggest_addition(story, after="supervision"))
    in_effect(story, brought_back(story, removed), by="editor")
    keys = [clause.key for _, clause in story.plan.content.walk()]
    assert keys.index("supervision") < keys.index(added.clause_key) < keys.index("cases")


def test_one_without_words_of_its_own_comes_back(session: Session) -> None:
    silent = replace(GOAL, text="")
    purpose, programme, *others = some_content().clauses
    programme = replace(programme, children=(*programme.children, silent))
    story = a_case(session, content=replace(some_content(), clauses=(purpose, programme, *others)), mark="-4")
    before = story.plan.content
    addition = brought_back(story, in_effect(story, suggest_removal(story, key="goal")))
    negotiation.rewrite(session, addition, "", reason="Again.", by=story.member("editor"), at=story.tick(), **WHERE)
    in_effect(story, addition, "editor")
    assert story.plan.content == before


def test_one_that_had_words_is_not_brought_back_without_them(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="goal"))
    with pytest.raises(Refused, match="Write the words"):
        brought_back(story, removed, text=" ")
    addition = brought_back(story, removed)
    with pytest.raises(Refused, match="Write the words"):
        negotiation.rewrite(story.session, addition, "", reason="", by=story.member("editor"), at=story.tick(), **WHERE)


def test_a_number_that_came_back_is_given_to_nothing_else(story: Story) -> None:
    removed = in_effect(story, suggest_removal(story, key="cases"))
    in_effect(story, suggest_addition(story, after="supervision"))
    agree(story, put_forward(story, brought_back(story, removed, "practitioner")))
    in_effect(story, suggest(story, key="cases", text="Twelve cases."))
    labels = [clause.label for _, clause in story.plan.content.walk()]
    assert len(labels) == len(set(labels))
    assert "2.2" in labels
