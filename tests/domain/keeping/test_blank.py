"""Words that must not be kept are found however they are written, and covered at their full length."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.keeping.blank import COVER, Blank, TooShort

WORDS = ["Mary O'Neill-Smith", "943 476 5919", "Zoë Ünal", "3 High Street"]
SAME = [
    "Mary O'Neill-Smith",
    "MARY o’neill‑smith",
    "Mary  O‘Neill–Smith",
    "Mary\nO'Neill-Smith",
    "Ma\u00adry O'Neill-Smi\u200bth",
    "9434765919",
    "943-476-5919",
    "943 476\u00a05919",
    "zoë ünal",
    "Zoe\u0308 U\u0308nal",
    "3 high  street",
]
OTHERS = ["Mary O'Neill-Smithson", "Rosemary O'Neill", "19434765919", "94347659190", "Zoë", "13 High Street", "Mary"]


@pytest.mark.parametrize("written", SAME)
def test_the_words_are_covered_in_every_form_and_nothing_beside_them(written: str) -> None:
    text = f"Before, ({written}) after."
    assert Blank(WORDS).covered(text) == f"Before, ({COVER * len(written)}) after."
    assert Blank(WORDS).count(f"{text} {text}") == 2


@pytest.mark.parametrize("written", OTHERS)
def test_other_words_stay(written: str) -> None:
    assert Blank(WORDS).covered(written) == written
    assert Blank(WORDS).count(written) == 0


@pytest.mark.parametrize("write", [json.dumps, lambda value: rfc8785.dumps(value).decode()])
@pytest.mark.parametrize("written", SAME)
def test_the_words_are_covered_inside_json_which_keeps_its_form(write: object, written: str) -> None:
    assert callable(write)
    inner = write({"text": f"a “{written}” b", "weeks": 4})
    whole = {"clauses": [{"key": "x", "text": inner, "plain": f"{written}\n"}], "number": 1, "none": None}
    covered = Blank(WORDS).covered(write(whole))
    assert Blank(WORDS).count(write(whole)) == 2
    assert Blank(WORDS).count(covered) == 0
    assert write(json.loads(covered)) == covered
    assert json.loads(json.loads(covered)["clauses"][0]["text"])["weeks"] == 4


@given(st.text("ab \n'’-­é", max_size=30), st.text("ab '-é", min_size=4, max_size=8))
def test_what_is_covered_keeps_its_length_and_the_words_are_gone(text: str, words: str) -> None:
    try:
        blank = Blank([words])
    except TooShort:
        return
    covered = blank.covered(f"{text} {words} {text}")
    assert len(covered) == len(f"{text} {words} {text}")
    assert blank.count(covered) == 0


@pytest.mark.parametrize("words", ["", "  ", "ab", "a-'", "1 2"])
def test_so_few_letters_are_refused(words: str) -> None:
    with pytest.raises(TooShort):
        Blank([words])
