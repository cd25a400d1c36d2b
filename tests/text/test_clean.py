import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import UnfitText, clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two words \n", "two words"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two", "one\ntwo"),
        ("cafe\u0301", "café"),
        ("a\tb\u00a0c\u2009d\u3000e", "a b c d e"),
        ("one\vtwo\fthree", "one\ntwo\nthree"),
        ("one \n\n\n\ntwo", "one\n\ntwo"),
        ("12\u200f - \u200e2", "12 - 2"),
        ("a\u00adb\u200bc\u2060d\ufeffe", "abcde"),
        ("safe.\U000e0048\U000e0049", "safe."),
        ("e\u200b\u0301", "é"),
        ("don\x92t \x93now\x94", "don’t “now”"),
        ("\uf0b7 one", "• one"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩🏽\u200d⚕\ufe0f", "👩🏽\u200d⚕"),
        ("a\u200db", "ab"),
        ("one\ufffc two", "one two"),
        ("→\u200c→", "→→"),
        ("שָׁלוֹם עולם־טוב", "שָׁלוֹם עולם־טוב"),
        ("क्षि", "क्षि"),
        ("", ""),
    ],
)
def test_text_is_stored_in_one_form(text: str, cleaned: str) -> None:
    assert clean(text, 100) == cleaned


@pytest.mark.parametrize("beside", ["", " é"])
def test_every_key_of_a_keyboard_is_taken_as_it_is(beside: str) -> None:
    keys = " ".join(string.ascii_letters + string.digits + string.punctuation) + beside
    assert clean(keys, 1_000) == keys


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\x00b", "Your text contains a control character, which cannot be shown. Remove it and try again."),
        ("a\x7fb", "Your text contains a control character, which cannot be shown. Remove it and try again."),
        ("a\ud800b", "Your text contains a damaged character. Type it again instead of pasting it."),
        ("a\ue000b", "Your text contains a character that others cannot see. Remove it and try again."),
        ("s\u0336a\u0336", "Your text contains a mark that strikes letters through. Remove it and try again."),
        ("a\u20e0b", "Your text contains a mark that strikes letters through. Remove it and try again."),
        ("a\u1039b", "Your text contains an accent that stands on no letter. Remove it and try again."),
        (
            "a 5\u05be3",
            "Your text contains a sign that changes the order of numbers. Type it again with other signs.",
        ),
        (
            "e" + ("\u0301" * 30 + "\u200b") * 1_000,
            "Your text has too many accents on one letter. Type it again instead of pasting it.",
        ),
        ("e" + "\u0344" * 30, "Your text has too many accents on one letter. Type it again instead of pasting it."),
        ("\u0301a", "Your text contains an accent that stands on no letter. Remove it and try again."),
        ("a\u202eb", "Your text contains a hidden mark that changes the order of words. Remove it and try again."),
        (
            "e" + "\u0315\u0300" * 50_000,
            "Your text has too many accents on one letter. Type it again instead of pasting it.",
        ),
        ("x" * 25_000, "Your text is 25,000 characters. The limit is 20,000."),
    ],
)
def test_unfit_text_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UnfitText) as refused:
        clean(text, 20_000)
    assert str(refused.value) == sentence


def test_a_title_is_one_line() -> None:
    assert clean("A title\n", 100, lines=False) == "A title"
    with pytest.raises(UnfitText, match="Your text must be on one line"):
        clean("A title\non two lines", 100, lines=False)


@given(st.text())
def test_clean_text_is_fit_for_storage_and_stays_as_it_is(text: str) -> None:
    try:
        cleaned = clean(text, 1000)
    except UnfitText:
        return
    assert clean(cleaned, 1000) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
