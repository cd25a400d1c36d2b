import unicodedata
from itertools import accumulate, pairwise

import pytest
from hypothesis import given

from portal.text import Edit, diff, runs
from tests.text.strategies import pairs, texts


def rebuilt(before: str, edits: list[Edit]) -> str:
    return "".join(run.text for run in runs(before, edits) if run.kind != "removed")


def ends(edits: list[Edit]) -> list[int]:
    """Where the changes begin and end in the new text."""
    shifts = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]
    return [
        place
        for edit, shift in zip(edits, shifts, strict=False)
        for place in (edit.start + shift, edit.start + shift + len(edit.text))
    ]


def is_cut(text: str, place: int) -> bool:
    """Whether a word, a letter with its mark, an emoji made of several or a flag is in two at the place."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    marked = left.isalnum() and unicodedata.category(right).startswith("M")
    joined = left == "\u200d" and [unicodedata.category(each) for each in text[place - 2 :: 2][:2]] == ["So", "So"]
    flags = 0
    while flags < place and "\U0001f1e6" <= text[place - flags - 1] <= "\U0001f1ff":
        flags += 1
    halved = flags % 2 == 1 and "\U0001f1e6" <= right <= "\U0001f1ff"
    return (left.isalnum() and right.isalnum()) or marked or joined or halved


@given(pairs)
def test_the_edits_rebuild_the_text_exactly(pair: tuple[str, str]) -> None:
    before, after = pair
    assert rebuilt(before, diff(before, after)) == after


@given(pairs)
def test_the_edits_are_in_order_apart_and_never_empty(pair: tuple[str, str]) -> None:
    edits = diff(*pair)
    assert all(edit.start < edit.end or edit.text for edit in edits)
    assert all(left.end < right.start for left, right in pairwise(edits))


@given(pairs)
def test_no_change_begins_or_ends_inside_a_word_or_a_letter(pair: tuple[str, str]) -> None:
    before, after = pair
    edits = diff(before, after)
    assert not any(is_cut(before, place) for edit in edits for place in (edit.start, edit.end))
    assert not any(is_cut(after, place) for place in ends(edits))


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
        ("for 2.5 hours", "for 2.6 hours", [Edit(4, 7, "2.6")]),
        ("He doesn’t go", "He don’t go", [Edit(3, 10, "don’t")]),
        ("re\u0301sume\u0301 sent", "resume sent", [Edit(0, 8, "resume")]),
        ("कि आया", "की आया", [Edit(0, 2, "की")]),
        ("👩\u200d💻 here", "👩\u200d⚕️ here", [Edit(0, 3, "👩\u200d⚕️")]),
        ("🇬🇧 flag", "🇬🇪 flag", [Edit(0, 2, "🇬🇪")]),
        ("שלום עולם", "שלום לכם", [Edit(5, 9, "לכם")]),
        ("no\u00a0less", "no\u00a0more", [Edit(3, 7, "more")]),
        ("one\ttwo", "one\tthree", [Edit(4, 7, "three")]),
    ],
)
def test_changes_are_whole_words(before: str, after: str, edits: list[Edit]) -> None:
    assert diff(before, after) == edits


def test_few_words_kept_among_many_changed_are_read_as_part_of_one_change() -> None:
    before, after = "Twenty cases and discusses each of them with the mentor", "Ten to talk about each of"
    assert diff(before, after) == [Edit(0, len(before), after)]
    many = " of the clinic’s many lists "
    assert len(diff(f"Twenty{many}are seen", f"Ten{many}are read")) == 2


def test_small_changes_far_apart_in_a_very_long_text_stay_small() -> None:
    before = " ".join(f"word{n % 9000}" for n in range(17_000))
    after = before.replace("word8500 ", "changed ", 1).replace("word8900 ", "", 1)
    edits = diff(before, "First " + after)
    assert len(edits) == 3
    assert sum(edit.end - edit.start + len(edit.text) for edit in edits) < 60


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0.5mg", "0.5ml"),
        (".5", ".25"),
        ("b.d.", "b.i.d."),
        ("t.d.s", "q.d.s"),
        ("https://www.nhs.uk/one?a=1", "https://www.nhs.uk/two?a=1"),
        ("www.gmc-uk.org/a", "www.gmc-uk.org/b"),
        ("jane.roy@trust.nhs.uk", "jane.ray@trust.nhs.uk"),
        ("1,000", "1,500"),
    ],
)
def test_what_is_read_as_one_changes_whole(before: str, after: str) -> None:
    [edit] = diff(f"Given {before} (as said).", f"Given {after} (as said).")
    assert edit.text == after
    assert edit.end - edit.start == len(before)
