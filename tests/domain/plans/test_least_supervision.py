"""The least supervision that a plan speaks of, and a stage with less than that."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import Clause, Content, Stage
from portal.domain.plans.least_supervision import all_below_least, below_least_with, least_supervision_of
from portal.text.supervision import Level
from tests.factories import some_content

CLOSE, DIRECT = "The GMC’s conditions require close supervision.", "The GMC’s conditions require direct supervision."
PLAN = some_content().with_text("aim", CLOSE)
LIGHTER = Stage("first", "First weeks", "Supervision at hand", 4)
SENTENCE = (
    "The stage “First weeks” has supervision at hand. {place} speaks of a regulator’s or list’s requirement of "
    "close supervision, which is more. Check that it still holds and what it means here."
)


def below_least(content: Content, stage: Stage) -> str:
    """What is said of the plan with this stage alone."""
    return "".join(flag for _, flag in all_below_least(replace(content, stages=(stage,))))


def with_label(label: str) -> Content:
    clause = Clause("new", label, "paragraph", CLOSE)
    return replace(some_content(), clauses=(*some_content().clauses, Clause("s", "4", "section", "", (), (clause,))))


def test_a_plan_that_names_no_requirement_has_no_least() -> None:
    assert least_supervision_of(some_content()) is None
    assert below_least(some_content(), LIGHTER) == ""


def test_of_several_requirements_the_closest_counts_with_its_clause() -> None:
    least = least_supervision_of(PLAN.with_text("cases", DIRECT))
    assert least
    assert (least.level, least.clause.key) == (Level.DIRECT, "cases")


def test_a_requirement_is_read_in_a_part_of_an_objective_and_under_its_heading() -> None:
    goal = Clause("goal", "2.3", "objective", "Notes.", (("Means", CLOSE),))
    under = Clause("under", "4.1", "paragraph", "Closely supervised in all clinical work.")
    heading = Clause("heading", "4", "section", "Conditions of the GMC", (), (under,))
    for clause, key in ((goal, "goal"), (heading, "under")):
        least = least_supervision_of(replace(some_content(), clauses=(clause,)))
        assert least
        assert (least.level, least.clause.key) == (Level.CLOSE, key)


@pytest.mark.parametrize(("label", "place"), [("4.1", "Paragraph 4.1"), ("", "A paragraph")])
def test_a_stage_with_less_is_pointed_out(label: str, place: str) -> None:
    assert below_least(with_label(label), LIGHTER) == SENTENCE.format(place=place)


@pytest.mark.parametrize("level", ["Close supervision", "Direct supervision", "Every case is seen"])
def test_a_stage_with_as_much_or_in_other_words_is_not(level: str) -> None:
    assert below_least(PLAN, replace(LIGHTER, level=level)) == ""


def test_where_the_supervision_does_not_tell_the_title_does() -> None:
    assert below_least(PLAN, Stage("first", "Lighter supervision", "As agreed", 4))
    assert not below_least(PLAN, Stage("first", "Lighter supervision", "Close supervision", 4))


def test_a_step_counts_before_any_words() -> None:
    assert below_least(PLAN, replace(LIGHTER, step="looks back", level="Close supervision"))
    assert not below_least(PLAN, replace(LIGHTER, step="on site"))


def test_it_is_told_of_what_a_stage_would_say_but_not_of_its_review() -> None:
    assert len(below_least_with(PLAN, "first", "level", "Supervision at hand")) == 1
    assert len(below_least_with(PLAN.with_stage("first", level=""), "first", "title", "Lighter supervision")) == 1
    light = PLAN.with_stage("first", level="Supervision at hand")
    assert below_least_with(light, "first", "review", "Another meeting") == []
    assert below_least_with(light, "first", "level", "Close supervision") == []
    assert below_least_with(PLAN, "gone", "level", "Supervision at hand") == []
