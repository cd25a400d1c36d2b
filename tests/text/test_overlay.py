from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.text import Edit, Run, diff, overlay
from tests.text.strategies import texts

CURRENT = "The supervisor may meet the practitioner weekly."


def amended(*others: str) -> list[Run]:
    return overlay(CURRENT, [(key, diff(CURRENT, after)) for key, after in zip("ABCD", others, strict=False)])


@given(texts, st.lists(texts, max_size=4))
def test_an_overlay_holds_the_current_text_and_every_amendment(current: str, others: list[str]) -> None:
    layers = overlay(current, [(str(key), diff(current, after)) for key, after in enumerate(others)])
    assert "".join(run.text for run in layers if run.kind != "added") == current
    for key, after in enumerate(others):
        mine = [run.text for run in layers if run.kind == "same" or (run.kind == "added") == (str(key) in run.by)]
        assert "".join(mine) == after


@given(texts, st.lists(texts, max_size=4))
def test_runs_are_never_empty_and_never_alike_side_by_side(current: str, others: list[str]) -> None:
    layers = overlay(current, [(str(key), diff(current, after)) for key, after in enumerate(others)])
    assert all(run.text and (run.kind == "same") == (not run.by) for run in layers)
    assert all(a[0] != b[0] or a.by != b.by for a, b in pairwise(layers))


def test_each_change_says_whose_it_is() -> None:
    assert amended(CURRENT.replace("may", "must"), CURRENT.replace("weekly", "daily")) == [
        Run("same", "The supervisor "),
        Run("removed", "may", by=("A",)),
        Run("added", "must", by=("A",)),
        Run("same", " meet the practitioner "),
        Run("removed", "weekly", by=("B",)),
        Run("added", "daily", by=("B",)),
        Run("same", "."),
    ]


def test_overlapping_changes_are_both_shown() -> None:
    edits = [("A", [Edit(15, 23, "shall see")]), ("B", [Edit(19, 27, "ring the")])]
    assert [run for run in overlay(CURRENT, edits) if run.kind != "same"] == [
        Run("removed", "may ", by=("A",)),
        Run("removed", "meet", by=("A", "B")),
        Run("added", "shall see", by=("A",)),
        Run("removed", " the", by=("B",)),
        Run("added", "ring the", by=("B",)),
    ]


def test_the_same_words_added_by_two_are_shown_once() -> None:
    both = CURRENT.replace("may", "may not")
    assert [run for run in amended(both, CURRENT, both) if run.kind != "same"] == [Run("added", "not ", by=("A", "C"))]


def test_words_added_within_what_another_removes_stand_where_they_were_added() -> None:
    edits = [("A", [Edit(15, 38, "")]), ("B", [Edit(24, 24, "with ")])]
    assert [(run.text, run.by) for run in overlay(CURRENT, edits)] == [
        ("The supervisor ", ()),
        ("may meet ", ("A",)),
        ("with ", ("B",)),
        ("the practition", ("A",)),
        ("er weekly.", ()),
    ]
