import re

import pytest
from hypothesis import given

from portal.text import Conflict, merge
from tests.text.strategies import sentences, texts

BASE = "The practitioner may work two days each week under direct supervision."


@given(texts, texts)
def test_one_person_alone_gets_exactly_what_they_wrote(base: str, theirs: str) -> None:
    assert merge(base, base, theirs).text == merge(base, theirs, base).text == theirs


@given(texts, texts)
def test_the_same_change_twice_is_that_change(base: str, both: str) -> None:
    assert merge(base, both, both).text == both


@given(sentences, sentences, sentences)
def test_the_order_of_the_two_makes_no_difference(base: str, ours: str, theirs: str) -> None:
    merged, turned = merge(base, ours, theirs), merge(base, theirs, ours)
    assert merged.text == turned.text
    assert merged.suggestion == turned.suggestion
    assert merged.conflicts == [Conflict(base, ours, theirs) for base, theirs, ours in turned.conflicts]


@given(sentences, sentences, sentences)
def test_no_word_appears_that_nobody_wrote(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    written = {word for text in (base, ours, theirs) for word in text.split()}
    for text in (merged.text, merged.suggestion):
        assert set((text or "").split()) <= written


@given(texts, texts, texts)
def test_there_is_a_text_or_there_are_conflicts(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert (merged.text is None) == bool(merged.conflicts)
    assert merged.text is None or merged.suggestion is None


@pytest.mark.parametrize(
    ("ours", "theirs", "text"),
    [
        (
            ("may", "must"),
            ("two", "three"),
            "The practitioner must work three days each week under direct supervision.",
        ),
        (("may ", ""), ("week", "month"), "The practitioner work two days each month under direct supervision."),
        (
            ("The", "A"),
            ("supervision.", "oversight."),
            "A practitioner may work two days each week under direct oversight.",
        ),
        (("two", "three"), ("two", "three"), BASE.replace("two", "three")),
    ],
)
def test_changes_apart_are_kept_together(ours: tuple[str, str], theirs: tuple[str, str], text: str) -> None:
    assert merge(BASE, BASE.replace(*ours), BASE.replace(*theirs)).text == text


def test_the_same_words_changed_twice_conflict() -> None:
    merged = merge(BASE, BASE.replace("two", "12"), BASE.replace("two", "20"))
    assert merged.text is None
    assert merged.conflicts == [Conflict("two ", "12 ", "20 ")]
    assert merged.suggestion is None


def test_touching_changes_conflict_and_offer_the_union() -> None:
    merged = merge(BASE, BASE.replace("may", "must"), BASE.replace("work", "rest"))
    assert merged.text is None
    assert merged.suggestion == BASE.replace("may work", "must rest")


def test_two_negations_never_become_one_text() -> None:
    merged = merge("You must attend.", "You must not attend.", "You must never attend.")
    assert merged.text is None


def test_one_line_of_a_very_long_text_changed_by_each_is_merged() -> None:
    base = "\n".join(f"Line {n} says what line {n} says." for n in range(4000))
    ours = base.replace("Line 10 says", "Line 10 tells")
    theirs = base.replace("Line 3900 says", "Line 3900 tells")
    text = merge(base, ours, theirs).text
    assert text is not None
    assert re.findall(r"Line (\d+) tells", text) == ["10", "3900"]
