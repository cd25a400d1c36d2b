"""What pages call a clause, a stage and a place, and which places there are to choose from."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import Clause
from portal.domain.plans.places import clause_name, hint, in_words, places, stage_name, stage_of
from portal.domain.plans.structure import Place
from tests.factories import WORDS, some_content

PLAN = some_content()
UNNUMBERED = replace(
    PLAN,
    clauses=(
        Clause("top", "", "section", "Purpose", children=(Clause("goal", "", "objective", "Clear notes."),)),
        Clause("last", "", "section", "Agreement"),
    ),
)


def test_a_clause_is_called_by_its_kind_and_its_number() -> None:
    assert clause_name(PLAN, "supervision") == "paragraph 2.1"
    assert clause_name(PLAN, "programme") == "section 2"
    assert (clause_name(UNNUMBERED, "last"), clause_name(UNNUMBERED, "goal")) == ("a section", "an objective")
    assert clause_name(PLAN, "gone") == "a paragraph that is no longer in the plan"


def test_a_stage_is_called_by_its_title() -> None:
    assert stage_name(PLAN, "first") == "“Close supervision”"
    assert stage_name(PLAN, "gone") == "a stage"


def test_a_stage_that_the_plan_has_not_got_is_not_found() -> None:
    assert stage_of(PLAN, "second") == PLAN.stages[1]
    with pytest.raises(LookupError):
        stage_of(PLAN, "gone")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("programme", "supervision"), "after 2.1"),
        (Place("programme", ""), "first in 2"),
        (Place("programme", "gone"), "first in 2"),
        (Place("", ""), "at the top of the plan"),
        (Place("", "purpose"), "after 1"),
    ],
)
def test_a_place_is_said_by_the_number_beside_it(place: Place, words: str) -> None:
    assert in_words(PLAN, place) == words


def test_without_numbers_a_place_is_said_by_the_words_beside_it() -> None:
    assert in_words(UNNUMBERED, Place("top", "goal")) == "after Clear notes."
    assert in_words(UNNUMBERED, Place("top", "")) == "first in Purpose"


def test_every_place_where_a_section_can_stand_is_offered_with_the_words_beside_it() -> None:
    among_sections = [each for each in places(PLAN, "section") if '["", ' in each[0]]
    assert among_sections == [
        ('["", ""]', "At the top of the plan"),
        ('["", "purpose"]', "After 1: Purpose"),
        ('["", "programme"]', "After 2: Programme"),
        ('["", "agreement"]', "After 3: Agreement"),
    ]
    assert places(UNNUMBERED, "section")[1] == ('["", "top"]', "After Purpose")


def test_a_paragraph_is_not_offered_a_place_among_sections_nor_inside_itself() -> None:
    offered = dict(places(PLAN, "paragraph", "supervision"))
    assert offered['["programme", "cases"]'] == f"After 2.2: {hint(WORDS['cases'])}"
    assert not {'["", "purpose"]', '["supervision", ""]', '["programme", "supervision"]'} & offered.keys()
    assert '["supervision", ""]' in dict(places(PLAN, "paragraph", "cases"))


def test_a_hint_is_all_of_a_short_text_and_the_first_whole_words_of_a_long_one() -> None:
    assert hint("x" * 60) == "x" * 60
    assert hint("Every list is shared " * 3) == "Every list is shared Every list is shared Every list is …"
