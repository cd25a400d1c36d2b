import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import Run, diff, runs, spans
from tests.text.strategies import texts


@given(texts, texts)
def test_a_redline_holds_both_texts(before: str, after: str) -> None:
    pieces = runs(before, diff(before, after))
    assert "".join(run.text for run in pieces if run.kind != "added") == before
    assert "".join(run.text for run in pieces if run.kind != "removed") == after


@given(texts, texts, st.data())
def test_marks_cover_exactly_the_highlighted_characters(before: str, after: str, data: st.DataObject) -> None:
    places = st.integers(0, len(before))
    marks = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(places, places), max_size=4))]
    old = [run for run in spans(runs(before, diff(before, after)), marks) if run.kind != "added"]
    marked = [run.marked for run in old for _ in run.text]
    assert marked == [any(start <= place < end for start, end in marks) for place in range(len(before))]


def test_a_highlight_is_cut_out_of_a_redline() -> None:
    pieces = runs("two weeks off", diff("two weeks off", "four weeks off"))
    assert spans(pieces, [(4, 9)]) == [
        Run("removed", "two"),
        Run("added", "four"),
        Run("same", " "),
        Run("same", "weeks", marked=True),
        Run("same", " off"),
    ]


@pytest.mark.parametrize("marks", [[(0, 3), (3, 5)], [(3, 5), (0, 3)], [(0, 5), (1, 2)], [(0, 4), (2, 5), (3, 3)]])
def test_highlights_that_overlap_or_touch_are_one(marks: list[tuple[int, int]]) -> None:
    assert spans([Run("same", "weekly")], marks) == [Run("same", "weekl", marked=True), Run("same", "y")]
