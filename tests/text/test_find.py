"""Finding words as people look for them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import find

PLAN = "The mentor’s café is open. THE MENTOR rests — naïve or not."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mentor", ["mentor", "MENTOR"]),
        ("  Mentor ", ["mentor", "MENTOR"]),
        ("CAFE", ["café"]),
        ("café", ["café"]),
        ("naive", ["naïve"]),
        ("mentor's", ["mentor’s"]),
        ("rests - na", ["rests — na"]),
        ("the   mentor", ["The mentor", "THE MENTOR"]),
        ("nowhere", []),
        ("", []),
        ("  ", []),
    ],
)
def test_case_accents_and_the_kind_of_mark_make_no_difference(words: str, found: list[str]) -> None:
    assert [PLAN[start:end] for start, end in find(PLAN, words)] == found


def test_one_letter_that_folds_to_several_is_found_whole() -> None:
    assert find("Straße", "strasse") == [(0, 6)]
    assert find("Straße", "s") == [(0, 1), (4, 5)]


def test_letters_that_are_written_as_one_are_found_one_by_one() -> None:
    text = "The ﬁnal ½ day…"
    assert [text[start:end] for words in ("final", "1⁄2", "day...") for start, end in find(text, words)] == [
        "ﬁnal",
        "½",
        "day…",
    ]


def test_accents_that_stand_on_their_own_belong_to_the_letter_before() -> None:
    assert find("q\u0301uiet", "q") == [(0, 2)]


def test_hits_do_not_overlap() -> None:
    assert find("aaaa", "aa") == [(0, 2), (2, 4)]


@given(st.text(), st.text(min_size=1))
def test_what_is_found_folds_to_what_was_sought_and_stands_in_order(text: str, words: str) -> None:
    hits = find(f"{text}{words}{text}", words)
    assert all(0 <= start < end <= len(text) * 2 + len(words) for start, end in hits)
    assert all(first[1] <= second[0] for first, second in pairwise(hits))
    if words.strip():
        assert hits or not find(words, words)
