"""What both parties read of an addition before they assent: a new objective's fields, and where it would stand."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.plans.content import Clause
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal
from portal.queries.proposals.changes import change_of
from tests.factories import (
    LIMITS,
    Story,
    a_case,
    in_effect,
    put_forward,
    sent,
    some_content,
    suggest_addition,
    suggest_move,
    suggest_removal,
)

GOAL = Clause("goal", "2.3", "objective", "Clear notes.", (("Measure", "Ten audits"), ("Evidence", "Signed audits")))
AFTER_GOAL = Place("programme", "goal")


@pytest.fixture
def story(session: Session) -> Story:
    """A plan with an objective at the end of its programme."""
    purpose, programme, *others = some_content().clauses
    programme = replace(programme, children=(*programme.children, GOAL))
    return a_case(session, content=replace(some_content(), clauses=(purpose, programme, *others)), mark="-3")


def fields_of(addition: Addition) -> list[str]:
    return list(json.loads(addition.latest.terms)["fields"])


def test_a_new_objective_keeps_its_fields_when_its_neighbour_is_taken_out(story: Story) -> None:
    addition = put_forward(story, suggest_addition(story, after="goal"))
    in_effect(story, suggest_removal(story, key="goal"))
    assert fields_of(addition) == ["Measure", "Evidence"]
    in_effect(story, suggest_removal(story, key="cases"))
    assert fields_of(addition) == ["Measure", "Evidence"]


def test_a_new_objective_keeps_its_fields_when_its_neighbour_is_moved(story: Story) -> None:
    addition = put_forward(story, suggest_addition(story, after="goal"))
    in_effect(story, suggest_move(story, Place("purpose", "aim"), key="goal"))
    assert fields_of(addition) == ["Measure", "Evidence"]


def test_the_fields_of_a_new_objective_are_shown_with_it(story: Story) -> None:
    addition = suggest_addition(story, after="goal")
    assert change_of(addition, story.plan.content).brings == ["Measure", "Evidence"]
    paragraph = suggest_addition(story, after="cases")
    assert change_of(paragraph, story.plan.content).brings == []


def test_what_is_brought_back_has_its_own_fields_and_no_neighbours(story: Story) -> None:
    other = replace(GOAL, key="other", label="2.4", fields=(("Goal", "Kind notes"),))
    author = story.author(story.session, "practitioner")
    addition = author.suggest(Addition.of(other), other.text, AFTER_GOAL, limits=LIMITS)
    assert fields_of(addition) == []
    assert change_of(addition, story.plan.content).brings == ["Goal: Kind notes"]


def test_the_fields_of_a_new_objective_are_named_on_its_card(story: Story, app: Flask) -> None:
    card = app.jinja_env.get_template("proposals/_change.html")
    new = card.render(change=change_of(suggest_addition(story, after="goal"), story.plan.content))
    assert "With it come these parts, to be filled in:" in new
    assert "<li>Evidence</li>" in new
    author = story.author(story.session, "practitioner")
    other = replace(GOAL, key="other", label="2.4")
    addition = author.suggest(Addition.of(other), other.text, AFTER_GOAL, limits=LIMITS)
    again = card.render(change=change_of(addition, story.plan.content))
    assert "With it comes back, as it was:" in again
    assert "<li>Evidence: Signed audits</li>" in again


def test_a_place_after_what_was_added_there_is_said_to_be(story: Story) -> None:
    second = suggest_addition(story)
    assert where(second, story) == "a new paragraph after 2.1"
    first = in_effect(story, suggest_addition(story))
    assert where(second, story) == "a new paragraph after 2.1 and what was added there"
    in_effect(story, second)
    for done in (first, second):
        assert where(done, story) == "a new paragraph after 2.1"


def where(addition: Proposal, story: Story) -> str:
    return change_of(addition, story.plan.content).where


def test_a_first_place_after_what_was_added_there_is_said_to_be(story: Story) -> None:
    def add() -> Addition:
        author = story.author(story.session, "practitioner")
        addition = Addition.begun(story.plan.content, "programme", "paragraph")
        return author.suggest(addition, "A deputy is named.", Place("programme", ""), limits=LIMITS)

    in_effect(story, add())
    assert where(add(), story) == "a new paragraph first in 2, after what was added there"


def test_other_words_bring_nothing(story: Story) -> None:
    assert change_of(sent(story), story.plan.content).brings == []
