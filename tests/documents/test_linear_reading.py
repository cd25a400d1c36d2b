"""Reading four times as much takes four times the steps: steps are counted, so that a busy machine changes nothing."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from portal.documents.ordinary_markdown import read_ordinary_markdown
from portal.documents.plain import read_plain
from portal.documents.word.reader import read_word
from tests.documents.limits import GENEROUS
from tests.documents.word_files import PLAN, paragraph, table, word_file

TAKEN_OUT = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
TEXTS: dict[str, Callable[[int], str]] = {
    "lists": lambda n: "1. Aims\n1.1 Keep:\n" + "(a) a log\n(i) in ink\n• each day\n" * n,
    "wrapped": lambda n: "1. Aims\n1.1 Words\n" + "and more of them, on and on, until the end of the line\n" * n,
    "pages": lambda n: "1. Aims\n" + "1.1 A sentence that goes\nThe head\n\n3\n\non there.\n" * n,
    "tables": lambda n: "1. Aims\n" + "Role\tName\nMentor\tDr Ash\n\n" * n,
    "stages": lambda n: "".join(f"Stage {at}: Close supervision ({at} weeks)\nReview: all\n" for at in range(n)),
}
MARKDOWN: dict[str, Callable[[int], str]] = {
    "lists": lambda n: "# A\n\n## B\n\n" + "- a\n  - b\n\n" * n,
    "headings": lambda n: "# A\n\n" + "## B\n\nwords *and* [more](u)\n\n" * n,
    "tables": lambda n: "# A\n\n## B\n\n|a|b|\n|-|-|\n" + "|x|y|\n" * n,
}
WORD: dict[str, Callable[[int], str]] = {
    "lists": lambda n: paragraph("Aims", "H1") + "".join(paragraph("x", number=(1, at % 5)) for at in range(n)),
    "rows": lambda n: paragraph("Aims", "H1") + table(*([["a", "b"]] * n)),
    "ends that go": lambda n: paragraph("Aims", "H1") + TAKEN_OUT * n + paragraph("End."),
}


def steps(read: Callable[[Any], object], given: Any) -> int:
    """How many calls of functions, of Python's own too, it takes to read this."""
    count = 0

    def counting(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        read(given)
    finally:
        sys.setprofile(before)
    return count


def expect_linear(read: Callable[[Any], object], made: Callable[[int], Any]) -> None:
    once, four_times = steps(read, made(150)), steps(read, made(600))
    assert four_times < 4.6 * once


@pytest.mark.parametrize("shape", TEXTS)
def test_a_text_is_read_in_steps_that_grow_with_it(shape: str) -> None:
    expect_linear(lambda text: read_plain(text, limits=GENEROUS), TEXTS[shape])


@pytest.mark.parametrize("shape", MARKDOWN)
def test_markdown_is_read_in_steps_that_grow_with_it(shape: str) -> None:
    expect_linear(lambda text: read_ordinary_markdown(text, limits=GENEROUS), MARKDOWN[shape])


@pytest.mark.parametrize("shape", WORD)
def test_a_word_file_is_read_in_steps_that_grow_with_it(shape: str) -> None:
    expect_linear(lambda raw: read_word(raw, limits=GENEROUS), lambda n: word_file(WORD[shape](n), numbering=PLAN))
