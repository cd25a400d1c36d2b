import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import reanchor
from tests.text.strategies import texts

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


@given(texts, texts, st.data())
def test_a_place_found_lies_within_the_text(before: str, after: str, data: st.DataObject) -> None:
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
