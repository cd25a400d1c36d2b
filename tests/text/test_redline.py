import re
import time
from itertools import pairwise

import pytest
from hypothesis import given

from portal.text import Edit, diff, runs
from tests.text.strategies import texts


def rebuilt(before: str, edits: list[Edit]) -> str:
    return "".join(run.text for run in runs(before, edits) if run.kind != "removed")


@given(texts, texts)
def test_the_edits_rebuild_the_text_exactly(before: str, after: str) -> None:
    assert rebuilt(before, diff(before, after)) == after


@given(texts, texts)
def test_the_edits_are_in_order_apart_and_never_empty(before: str, after: str) -> None:
    edits = diff(before, after)
    assert all(edit.start < edit.end or edit.text for edit in edits)
    assert all(left.end < right.start for left, right in pairwise(edits))


@given(texts, texts)
def test_no_change_begins_or_ends_inside_a_word(before: str, after: str) -> None:
    for edit in diff(before, after):
        for place in (edit.start, edit.end):
            assert not re.match(r"[^\W_]{2}", before[max(place - 1, 0) : place + 1] if place else "")


@given(texts)
def test_nothing_changed_is_no_edit(text: str) -> None:
    assert diff(text, text) == []


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("Two weeks.", "Four weeks.", [Edit(0, 3, "Four")]),
        ("You may work.", "You may not work.", [Edit(8, 8, "not ")]),
        ("", "New words", [Edit(0, 0, "New words")]),
        ("Old words", "", [Edit(0, 9, "")]),
        ("A fully indirect day", "A direct day", [Edit(2, 16, "direct")]),
    ],
)
def test_changes_are_whole_words(before: str, after: str, edits: list[Edit]) -> None:
    assert diff(before, after) == edits


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("!?" * 50_000, "?.!" * 33_000),
        (" ".join(f"w{n}" for n in range(17_000)), " ".join(f"w{n}" for n in range(17_000, 0, -1))),
        ("no yes " * 14_000, "yes no no " * 10_000),
    ],
    ids=["marks", "reversed", "two words"],
)
def test_a_very_long_text_is_compared_in_bounded_time(before: str, after: str) -> None:
    start = time.perf_counter()
    edits = diff(before, after)
    assert time.perf_counter() - start < 5
    assert rebuilt(before, edits) == after


def test_small_changes_far_apart_in_a_very_long_text_stay_small() -> None:
    before = " ".join(f"word{n % 9000}" for n in range(17_000))
    after = before.replace("word8500 ", "changed ", 1).replace("word8900 ", "", 1)
    edits = diff(before, "First " + after)
    assert len(edits) == 3
    assert sum(edit.end - edit.start + len(edit.text) for edit in edits) < 60
