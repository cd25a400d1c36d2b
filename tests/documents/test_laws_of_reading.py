"""The two laws of reading, held on documents that were made at random, as text and as Markdown."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents.ordinary_markdown import read_ordinary_markdown
from portal.documents.outline import Reading
from portal.documents.plain import read_plain
from portal.library import plans
from tests.documents.laws import clauses, lost_words, swallowed
from tests.documents.limits import GENEROUS

SENTENCES = st.lists(
    st.sampled_from(
        "the practitioner keeps a log of every clinic and shows it to Dr Ash each week in ink with care "
        "supervisor meeting evidence safe patients 12 3pm A&E on-call “quoted” (if any) St Brannock's".split()
    ),
    min_size=2,
    max_size=14,
).map(lambda words: " ".join(["about", *words] if words[0][0].isdigit() else words))
BULLETS = ["•", "-", "*", "–", "▪", "o\t", "+"]
WAYS = [
    *([bullet] * 26 for bullet in BULLETS),
    [f"({letter})" for letter in "abcdefghijklmnopqrstuvwxyz"],
    [f"{letter})" for letter in "abcdefghijklmnopqrstuvwxyz"],
    [f"({number})" for number in "i ii iii iv v vi vii viii ix x".split()],
    [f"{number})" for number in range(1, 27)],
    [f"({letter})" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
]


@dataclass(frozen=True)
class Made:
    """A document, and the words of each of its pieces."""

    text: str
    pieces: list[str]


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


@st.composite
def text_documents(draw: st.DrawFn) -> Made:
    """A numbered text: sections, paragraphs, lists in lists, tables by tabs and words without numbers."""
    lines, pieces = ["A plan for the clinic", ""], []
    for section in range(1, draw(st.integers(1, 3)) + 1):
        heading = capital(draw(SENTENCES))[:60].strip()
        lines += [f"{section}.{draw(st.sampled_from([' ', chr(9)]))}{heading}"]
        pieces.append(heading)
        for paragraph in range(1, draw(st.integers(1, 3)) + 1):
            words = capital(draw(SENTENCES)) + draw(st.sampled_from([".", ":"]))
            lines += [""] * draw(st.integers(0, 1)) + [f"{section}.{paragraph}\t{words}"]
            pieces.append(words)
            more = draw(st.sampled_from(["", "list", "words", "table"]))
            if more == "list":
                add_list(draw, lines, pieces)
            elif more == "words":
                words = capital(draw(SENTENCES)) + "."
                lines += ["", words, ""]
                pieces.append(words)
            elif more == "table":
                add_table(draw, lines, pieces)
    return Made("\n".join(lines) + "\n", pieces)


def add_list(draw: st.DrawFn, lines: list[str], pieces: list[str]) -> None:
    outer, inner = draw(st.sampled_from(WAYS)), draw(st.sampled_from(WAYS))
    for at in range(draw(st.integers(1, 4))):
        words = draw(SENTENCES)
        lines.append(f"{outer[at]} {words}")
        pieces.append(words)
        if inner is not outer and draw(st.booleans()):
            words = draw(SENTENCES)
            lines.append(f"    {inner[0]} {words}")
            pieces.append(words)


def add_table(draw: st.DrawFn, lines: list[str], pieces: list[str]) -> None:
    lines.append("What\tWho\tWhen")
    for _ in range(draw(st.integers(1, 3))):
        cells = [draw(SENTENCES) for _ in range(3)]
        lines.append("\t".join(cells))
        pieces.append("; ".join(f"{name}: {cell}" for name, cell in zip(("What", "Who", "When"), cells, strict=True)))


@st.composite
def markdown_documents(draw: st.DrawFn) -> Made:
    """Ordinary Markdown: headings with and without numbers, lists in lists, tables, quotations and paragraphs."""
    lines, pieces = ["# A plan for the clinic", ""], []
    for section in range(1, draw(st.integers(1, 3)) + 1):
        heading = capital(draw(SENTENCES))
        lines += [f"## {f'{section}. ' if draw(st.booleans()) else ''}{heading}", ""]
        pieces.append(heading)
        for part in range(1, draw(st.integers(1, 4)) + 1):
            words = capital(draw(SENTENCES))
            match draw(st.sampled_from(["words", "list", "table", "quotation", "lines"])):
                case "words":
                    lines += [f"**{words.split()[0]}** {' '.join(words.split()[1:])}.", ""]
                    pieces.append(words + ".")
                case "quotation":
                    lines += [f"> {words}", ""]
                    pieces.append(words)
                case "lines":
                    at = f"{section}.{part}"  # no number comes twice
                    lines += [f"{at}1 {words}.", f"{at}2 {words}!", f"(a) {words}?", ""]
                    pieces += [words + ".", words + "!", words + "?"]
                case "list":
                    mark = draw(st.sampled_from(["-", "+", "*", "1.", "3)"]))
                    lines += [f"{mark} {words}", f"    - {words} too", f"{mark} {words} as well", ""]
                    pieces += [words, f"{words} too", f"{words} as well"]
                case "table":
                    lines += ["| What | Who |", "|:--|---|", f"| {words} | Dr *Ash* | left over |", ""]
                    pieces.append(f"What: {words}; Who: Dr Ash; left over")
    return Made("\n".join(lines) + "\n", pieces)


@given(text_documents())
@settings(max_examples=200, deadline=None)
def test_of_a_text_no_word_and_no_piece_is_lost(made: Made) -> None:
    expect_both_laws(made, read_plain(made.text, limits=GENEROUS))


@given(markdown_documents())
@settings(max_examples=150, deadline=None)
def test_of_ordinary_markdown_no_word_and_no_piece_is_lost(made: Made) -> None:
    expect_both_laws(made, read_ordinary_markdown(made.text, limits=GENEROUS))


def expect_both_laws(made: Made, reading: Reading) -> None:
    assert lost_words(made.text, reading) == set()
    assert swallowed(made.pieces, reading) == []
    assert len(reading.not_understood) <= 1 + len(made.pieces) // 3, "what is pointed out is rare"


LINES = [
    line
    for path in sorted(Path(plans.__path__[0]).iterdir())
    for line in path.read_text("utf-8").splitlines()
    if not line.startswith(("---", "  ", "- **", "# **", "Start"))
]
FOREIGN = [
    "Page 2 of 9",
    "¹ A note.",
    "> Quoted",
    "o\tA bullet",
    "Role\tName\tTime",
    "Mentor\tDr Ash\t2 hours",
    "IV. Four",
    "====",
    "# Aims",
]


@given(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(FOREIGN), st.just("")), max_size=40))
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("reader", [read_plain, read_ordinary_markdown])
def test_lines_in_any_order_lose_no_word(reader: Callable[..., Reading], lines: list[str]) -> None:
    text = "\n".join(lines)
    assert lost_words(text, reader(text, limits=GENEROUS)) == set()


UNLIKE = "ant bee cat dog emu fox gnu hen ibis".split()  # so that no line comes twice, as the head of a page does


@given(st.lists(SENTENCES.map(capital), min_size=3, max_size=9), st.sampled_from([50, 65, 80]))
@settings(max_examples=80, deadline=None)
def test_a_sentence_that_was_broken_to_fit_is_one_paragraph(sentences: list[str], width: int) -> None:
    lines = ["A plan", "", "1. Aims"]
    whole = []
    for number, (sentence, unlike) in enumerate(zip(sentences, UNLIKE, strict=False), start=1):
        own = " ".join(f"{word}{unlike}" for word in sentence.split())
        words = f"{own} and {unlike} is a longer sentence that no {unlike} would leave on one {unlike} of a page."
        whole.append(words)
        lines += broken(f"1.{number} {words}", width)
    reading = read_plain("\n".join(lines), limits=GENEROUS)
    assert swallowed(whole, reading) == []
    assert len(clauses(reading)) == 1 + len(sentences)


def broken(words: str, width: int) -> list[str]:
    """Words on lines of at most so many characters, each as full as can be."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
