"""What must be told is told, in whatever words, and what only reads differently is not."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.text import flags
from tests.text import told_samples

TOLD = [*told_samples.WRITTEN_WITH, *told_samples.KEPT_UNSEEN]
QUIET = [*told_samples.WRITTEN_WITH_QUIET, *told_samples.KEPT_UNSEEN_QUIET]


@pytest.mark.parametrize(("before", "after", "patterns"), TOLD)
def test_a_dangerous_change_is_told(before: str, after: str, patterns: list[str]) -> None:
    told = flags(before, after)
    assert all(re.search(pattern, " ".join(told), re.IGNORECASE) for pattern in patterns)
    assert all(len(sentence) <= 140 for sentence in told)


@pytest.mark.parametrize(("before", "after", "patterns"), TOLD)
def test_so_is_the_change_back_unless_it_mends_a_letter(before: str, after: str, patterns: list[str]) -> None:
    assert flags(after, before) or "alphabet" in patterns[0]


@pytest.mark.parametrize(("before", "after"), QUIET)
def test_what_only_reads_differently_is_not_told(before: str, after: str) -> None:
    assert flags(before, after) == flags(after, before) == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("You must not operate for 6 weeks.", "“must not operate”, 6 weeks."),
        ("At least 10 mg b.d. from 1 May 2026.", "At least 10 mg, b.d., 1 May 2026."),
        ("Work is under direct supervision.", "direct supervision."),
        ("She must keep three logs.", "“must keep”, three logs."),
        ("2.5 mg is given.", "2.5 mg."),
        ("4.2 Ten cases are seen.", "Ten cases."),
    ],
)
def test_a_new_or_removed_paragraph_says_what_it_holds(text: str, holds: str) -> None:
    assert flags("", text) == [f"Adds: {holds}"]
    assert flags(text, "") == [f"Takes out: {holds}"]


def test_of_a_long_new_paragraph_the_first_is_said_and_how_much_more() -> None:
    [said] = flags("", " ".join(f"You must not use instrument{n} within {n + 2} weeks." for n in range(9)))
    assert len(said) <= 140
    assert re.fullmatch(r"Adds: “must not use instrument0”, 2 weeks, .* and \d+ more\.", said)


def test_a_new_paragraph_without_such_words_is_quiet() -> None:
    assert flags("", "Feedback is written in plain words.") == []


@pytest.mark.parametrize("word", ["cоntrol", "lοg", "supervisоr"])
def test_a_new_word_of_two_alphabets_is_pointed_out(word: str) -> None:
    assert flags("The plan.", f"The plan. The {word} is kept.") == [
        f"The word “{word}” mixes letters of two alphabets."
    ]
    assert flags(f"The {word} is kept.", f"The {word} is read.")[0].startswith("Other words")


def test_a_new_word_from_right_to_left_is_pointed_out() -> None:
    assert flags("The plan.", "The plan שלום.") == ["The word “שלום” is written from right to left."]


def test_two_equal_changes_are_both_said_with_the_words_before_them() -> None:
    before = "Stage 1 lasts 4 weeks. Stage 2 lasts 4 weeks."
    assert flags(before, before.replace("4 weeks", "6 weeks")) == [
        "A number changes: 4 weeks becomes 6 weeks (after “Stage 1 lasts”).",
        "A number changes: 4 weeks becomes 6 weeks (after “Stage 2 lasts”).",
    ]


def test_of_many_equal_changes_the_first_are_said_and_how_many_more() -> None:
    before = " ".join(f"Ward {letter} has 4 beds." for letter in "ABCDEFGH")
    said = flags(before, before.replace("4 beds", "6 beds"))
    assert len(said) == 4
    assert said[-1] == "A number changes: 4 becomes 6 (in 5 more places)."


def test_a_sentence_that_only_stands_elsewhere_is_quiet_and_a_word_that_leaves_its_sentence_is_not() -> None:
    one, other = "Dr Bell must not consent patients.", "Dr Amos sees them first."
    assert flags(f"{one} {other}", f"{other} {one}") == []
    moved = "Dr Bell must consent patients. Dr Amos must not consent patients."
    assert flags("Dr Bell must not consent patients. Dr Amos must consent patients.", moved) == [
        "A word that can turn the meaning moves: not."
    ]


sly = st.text("ab. \n\u200bAB1½<%'’-not-mg/", max_size=24)


@settings(max_examples=600)
@given(sly, sly)
@example("a.\nb", "a. b")
@example("a. b", "a.\nb. a")
@example("1/", "½")
def test_whatever_is_cut_and_joined_is_answered(before: str, after: str) -> None:
    assert all(len(flag) <= 140 for flag in (*flags(before, after), *flags(after, before)))
