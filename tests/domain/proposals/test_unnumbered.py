"""Clauses added beside clauses without a number have none either, and stand exactly where they were put."""

import pytest

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import Place, new_label, place_of, with_added


def _paragraph(key: str, label: str = "") -> Clause:
    return Clause(key, label, "paragraph", f"Words of {key}.")


PLAN = Content(
    title="Lettered",
    clauses=(
        Clause("intro", "", "section", "Introduction", children=(_paragraph("one"), _paragraph("two"))),
        Clause("a", "A", "section", "Part A", children=(_paragraph("three", "A.1"),)),
        Clause("b", "B", "section", "Part B", children=(_paragraph("four"),)),
        Clause("c", "C", "section", "Part C"),
        Clause("empty", "", "section", "Notes"),
    ),
)


@pytest.mark.parametrize(
    "place",
    [
        Place("intro", "one"),
        Place("intro", ""),
        Place("", "intro"),
        Place("", ""),
        Place("b", ""),
        Place("empty", ""),
        Place("one", ""),
    ],
)
def test_it_has_no_number_and_stands_at_its_place(place: Place) -> None:
    assert new_label(PLAN, place, {""}) == ""
    once = with_added(PLAN, place, Clause("new", "", "paragraph", "New."))
    assert place_of(once, "new") == place


@pytest.mark.parametrize(
    ("place", "label"), [(Place("a", "three"), "A.1A"), (Place("a", ""), "A.0A"), (Place("c", ""), "C.0A")]
)
def test_beside_a_number_it_has_one(place: Place, label: str) -> None:
    assert new_label(PLAN, place, set()) == label


def test_a_plan_without_sections_numbers_its_first() -> None:
    assert new_label(Content(title=""), Place("", ""), set()) == "0A"
