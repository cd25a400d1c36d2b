import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.text import reanchor
from tests.text.strategies import pairs, revisions, texts

BEFORE = "The supervisor meets the practitioner weekly. The supervisor writes a note. The record is kept."


def found(quote: str, after: str, *, before: str = BEFORE) -> str | None:
    start = before.index(quote)
    place = reanchor(before, after, start, start + len(quote))
    return None if place is None else after[slice(*place)]


@pytest.mark.parametrize(
    ("quote", "after", "expected"),
    [
        ("writes a note", "Now: " + BEFORE, "writes a note"),
        ("writes a note", BEFORE.replace("a note", "a short note"), "writes a short note"),
        ("writes a note", BEFORE.replace("The supervisor writes a note. ", ""), None),
        ("writes a note", BEFORE.replace("writes a note", "phones"), None),
        ("note", BEFORE.replace("note.", "note, then."), "note"),
        ("writes a note", "", None),
    ],
)
def test_a_comment_stays_with_its_words_until_they_are_gone(quote: str, after: str, expected: str | None) -> None:
    assert found(quote, after) == expected


def test_repeated_words_are_told_apart() -> None:
    start = BEFORE.rindex("The supervisor")
    after = BEFORE.replace("The supervisor meets", "Each week the supervisor meets")
    assert reanchor(BEFORE, after, start, start + 14) == (
        after.rindex("The supervisor"),
        after.rindex("The supervisor") + 14,
    )


def test_a_look_alike_elsewhere_is_not_taken() -> None:
    before = "First, call the ward. Second, write to the clinic at once."
    after = "Second, write to the clinic at once. Third, call the bank."
    assert found("call the ward", after, before=before) is None


@given(pairs, st.data())
def test_in_an_unchanged_text_every_place_stays(pair: tuple[str, str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(pair[0])))
    end = data.draw(st.integers(start, len(pair[0])))
    assert reanchor(pair[0], pair[0], start, end) == (start, end)


def fresh(gaps: list[list[str]], turns: list[list[int]], name: str) -> list[list[str]]:
    """Each gap with words of its own taken out and new words put in, as its numbers say."""
    changed = []
    for gap, turn in zip(gaps, turns, strict=True):
        kept = [word for place, word in enumerate(gap) if place not in turn]
        changed.append(kept[: turn[0]] + [f"{name}{len(changed)}-{n}" for n in range(turn[1])] + kept[turn[0] :])
    return changed


QUOTES = ["the supervisor", "any note", "must"]
turns = st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=4), min_size=5, max_size=5)


def occurrences(quote: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(rf"\b{quote}\b", text)]


@given(st.sampled_from(QUOTES), st.integers(0, 3), turns, turns)
def test_through_two_edits_one_of_four_is_never_taken_for_another(
    quote: str, which: int, once: list[list[int]], again: list[list[int]]
) -> None:
    gaps = [[f"word{number}-{n}" for n in range(4)] for number in range(5)]
    changed = fresh(gaps, once, "new")
    first, second, third = (
        f" {quote} ".join(" ".join(gap) for gap in each) for each in (gaps, changed, fresh(changed, again, "newer"))
    )
    start = occurrences(quote, first)[which]
    place = reanchor(first, second, start, start + len(quote))
    if place is not None:
        assert place[0] == occurrences(quote, second)[which]
        last = reanchor(second, third, *place)
        assert last is None or last[0] == occurrences(quote, third)[which]


@given(revisions, st.data())
def test_a_comment_on_words_that_stand_once_comes_back_to_them(pair: tuple[str, str], data: st.DataObject) -> None:
    before, after = pair
    words = list(re.finditer(r"\S+", before))
    first = data.draw(st.integers(0, len(words) - 1))
    last = min(first + data.draw(st.integers(0, 4)), len(words) - 1)
    start, end = words[first].start(), words[last].end()
    assume(before.count(before[start:end]) == after.count(before[start:end]) == 1)
    place = reanchor(before, after, start, end)
    back = place and reanchor(after, before, *place)
    assert back is None or (back[0] < end and start < back[1])


@given(pairs, st.data())
def test_a_place_found_lies_within_the_text(pair: tuple[str, str], data: st.DataObject) -> None:
    before, after = pair
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    place = reanchor(before, after, start, end)
    if place is not None:
        assert 0 <= place[0] <= place[1] <= len(after)


@given(texts, texts, texts)
def test_words_added_around_move_the_comment(lead: str, quote: str, trail: str) -> None:
    before = f"One {quote} two"
    place = reanchor(before, before, 4, 4 + len(quote))
    assert place == (4, 4 + len(quote))
    moved = reanchor(f"{lead}|unique {quote} passage|{trail}", f"|unique {quote} passage|", len(lead), len(lead) + 7)
    assert moved in {(0, 7), None}
