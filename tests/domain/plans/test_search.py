"""Words found in a plan: every place, numbered in reading order, in stages, clauses and fields."""

from dataclasses import replace

from portal.domain.plans.content import Clause
from portal.queries.plans.search import Piece, Search, search
from tests.factories import some_content

GOAL = Clause("goal", "1.1", "objective", "Clear notes.", (("Measure", "Ten clear notes"), ("By", "")))
PLAN = replace(some_content(), clauses=(Clause("aims", "1", "section", "Notes", children=(GOAL,)),))


def hits(found: Search) -> dict[str, list[int]]:
    return {line.anchor: line.hits for line in found.lines}


def test_places_are_numbered_in_reading_order_the_stages_first() -> None:
    nowhere = {"stage-first": [], "stage-second": [], "clause-aims": [], "clause-goal": []}
    assert hits(search(PLAN, "CLEAR")) == nowhere | {"clause-goal": [1, 2]}
    assert hits(search(PLAN, "review meeting")) == nowhere | {"stage-first": [1], "stage-second": [2]}


def test_each_text_is_cut_where_the_words_begin_and_end() -> None:
    line = search(PLAN, "notes").lines[-1]
    assert line.parts == [
        ("", [Piece("Clear ", 0), Piece("notes", 2), Piece(".", 0)]),
        ("Measure", [Piece("Ten clear ", 0), Piece("notes", 3)]),
    ]


def test_each_line_says_what_and_how_deep_it_is() -> None:
    lines = [(line.anchor, line.label, line.depth) for line in search(PLAN, "x").lines]
    assert lines == [
        ("stage-first", "Stage 1", 1),
        ("stage-second", "Stage 2", 1),
        ("clause-aims", "1", 0),
        ("clause-goal", "1.1", 1),
    ]


def test_the_parts_of_a_stage_have_names_and_an_empty_one_is_left_out() -> None:
    names = [[name for name, _ in line.parts] for line in search(PLAN.with_stage("second", level=""), "x").lines]
    assert names == [["", "Supervision", "Review meeting"], ["", "Review meeting"], [""], ["", "Measure"]]


def test_only_lines_with_a_place_are_found_and_all_places_are_counted() -> None:
    found = search(PLAN, "notes")
    assert ([line.anchor for line in found.found], found.total) == (["clause-aims", "clause-goal"], 3)
    assert (search(PLAN, "zebra").found, search(PLAN, "zebra").total, found.words) == ([], 0, "notes")
