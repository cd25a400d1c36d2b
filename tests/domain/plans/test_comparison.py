"""Two plans side by side: reworded, added, removed, moved; stages, start and title."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.plans.comparison import Comparison, compare, moved
from portal.domain.plans.content import Clause, Content, Stage
from portal.domain.plans.structure import Place, with_added, with_moved, without
from tests.factories import WORDS, some_content

PLAN = some_content()
ADDED = Clause("deputy", "2.1A", "paragraph", "A deputy is named.")


def told(comparison: Comparison) -> list[tuple[str, str]]:
    """What differs, by key, as words; a moved one says so first."""
    rows = [row for row in comparison.clauses if row.differs]
    return [(row.clause.key, f"{'moved ' if row.stood else ''}{row.fate}") for row in rows]


@pytest.mark.parametrize(
    ("after", "differences"),
    [
        (PLAN, []),
        (PLAN.with_text("aim", "Another aim."), [("aim", "changed")]),
        (with_added(PLAN, Place("programme", "supervision"), ADDED), [("deputy", "added")]),
        (without(PLAN, "aim"), [("aim", "removed")]),
        (without(PLAN, "programme"), [("programme", "removed"), ("supervision", "removed"), ("cases", "removed")]),
        (with_moved(PLAN, "supervision", Place("agreement", "consequences")), [("supervision", "moved same")]),
        (
            with_moved(PLAN, "supervision", Place("purpose", "")).with_text("supervision", "They meet daily."),
            [("supervision", "moved changed")],
        ),
    ],
)
def test_each_clause_says_what_became_of_it(after: Content, differences: list[tuple[str, str]]) -> None:
    assert told(compare(PLAN, after)) == differences


def test_what_was_removed_stands_where_it_stood() -> None:
    without_two = without(without(PLAN, "supervision"), "purpose")
    keys = [row.clause.key for row in compare(PLAN, without_two).clauses]
    assert keys == ["purpose", "aim", "programme", "supervision", "cases", "agreement", "consequences"]
    assert [row.depth for row in compare(PLAN, without_two).clauses] == [0, 1, 0, 1, 1, 0, 1]


def test_a_reworded_clause_carries_its_redline() -> None:
    after = PLAN.with_text("supervision", WORDS["supervision"].replace("once", "twice"))
    row = next(row for row in compare(PLAN, after).clauses if row.clause.key == "supervision")
    assert [(run.kind, run.text) for run in row.runs if run.kind != "same"] == [("removed", "once"), ("added", "twice")]


def test_what_is_new_and_what_went_are_shown_whole() -> None:
    added = compare(PLAN, with_added(PLAN, Place("programme", "supervision"), ADDED))
    removed = compare(PLAN, without(PLAN, "aim"))
    shown = [
        [(run.kind, run.text) for row in one.clauses if row.clause.key == key for run in row.runs]
        for one, key in ((added, "deputy"), (removed, "aim"))
    ]
    assert shown == [[("added", "A deputy is named.")], [("removed", WORDS["aim"])]]
    assert [one.differs for one in (added, removed, compare(PLAN, PLAN))] == [True, True, False]


@pytest.mark.parametrize("after", [replace(PLAN, title="Another"), PLAN.with_stage("first", weeks=5)])
def test_plans_with_another_title_or_stage_differ(after: Content) -> None:
    assert compare(PLAN, after).differs


def test_a_moved_clause_says_where_it_stood() -> None:
    after = with_moved(PLAN, "cases", Place("purpose", "aim"))
    row = next(row for row in compare(PLAN, after).clauses if row.clause.key == "cases")
    assert (row.stood, row.fate) == (Place("programme", "supervision"), "same")


def test_only_what_was_carried_elsewhere_counts_as_moved() -> None:
    many = replace(PLAN, clauses=tuple(Clause(key, key, "section", key) for key in "abcde"))
    assert moved(many, with_moved(many, "e", Place("", ""))) == {"e"}
    assert moved(many, with_moved(many, "a", Place("", "d"))) == {"a"}


def test_a_heading_is_kept_over_what_differs_under_it() -> None:
    changed = compare(PLAN, PLAN.with_text("cases", "Other words.")).changed_clauses()
    assert [row.clause.key for row in changed] == ["programme", "cases"]


def test_the_fields_of_an_objective_are_compared_by_name() -> None:
    objective = Clause("aim", "1.1", "objective", "Aim", (("Measure", "Ten cases"), ("By", "May")))
    before = replace(PLAN, clauses=(objective,))
    row = compare(before, before.with_text("aim", "Twelve cases", "Measure")).clauses[0]
    assert (row.fate, [part.name for part in row.fields if part.differs]) == ("changed", ["Measure"])


def test_stages_and_the_start_are_compared() -> None:
    stages = (PLAN.stages[0], Stage("third", "Independent work", weeks=1))
    after = replace(PLAN.with_stage("first", weeks=6, level="One list a day"), start="2026-02-02")
    comparison = compare(PLAN, replace(after, stages=(after.stages[0], *stages[1:])))
    assert [(stage.key, stage.fate) for stage in comparison.stages] == [
        ("first", "changed"),
        ("third", "added"),
        ("second", "removed"),
    ]
    assert [(run.kind, run.text) for run in comparison.stages[0].parts[0].runs] == [
        ("removed", "4 weeks"),
        ("added", "6 weeks"),
    ]
    assert [fact.name for fact in comparison.changed_facts] == ["Start"]


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("ghi")))
def test_every_clause_of_either_plan_stands_in_the_comparison_once(
    order: list[str], gone: set[str], new: set[str]
) -> None:
    before = replace(PLAN, clauses=tuple(Clause(key, key, "section", key) for key in "abcdef"))
    kept = [key for key in order if key not in gone] + sorted(new)
    after = replace(PLAN, clauses=tuple(Clause(key, key, "section", key) for key in kept))
    rows = compare(before, after).clauses
    assert sorted(row.clause.key for row in rows) == sorted({*"abcdef", *new})
    assert [row.clause.key for row in rows if row.fate != "removed"] == kept
    stayed = [row.clause.key for row in rows if row.fate == "same" and row.stood is None]
    assert stayed == sorted(stayed)
