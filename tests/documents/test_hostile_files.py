"""A file made to keep its reader busy is read, or refused, in less than a second of the processor's time."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from portal.config import DEMO_KEY, Settings
from portal.documents.markdown import write_markdown
from portal.documents.reading import Limits, Unreadable, read
from portal.domain.plans.content import Clause, Content
from portal.text import fold
from tests.documents.limits import GENEROUS

USUAL = Settings(secret_keys=(DEMO_KEY,), demo=True)
FRONT = "---\ntitle: A\n---\n"
LINES: dict[str, Callable[[int], str]] = {
    "one appendix": lambda n: "Appendix A: x\n" * n,
    "one heading": lambda n: "1. Heading\n" * n,
    "headings": lambda n: "".join(f"{number % 999}. Heading\n" for number in range(n)),
    "notes": lambda n: "1. Aim\n" + "Note: x\n" * n,
    "items": lambda n: "1. Aim\n" + "- X\n" * n,
    "words": lambda n: "1. Aim\n1.1 X\n" + "words\n" * n,
    "paragraphs": lambda n: "1. Aim\n1.1 X\n" + "\nWords\n" * n,
    "stages": lambda n: "1. Aim\n" + "Stage 1: x, 3 weeks\n" * n,
    "reviews": lambda n: "1. Aim\nStage 1: x, 3 weeks\n" + "Review: x\n" * n,
    "contents": lambda n: "Contents\n" + "1. Aim ......... 3\n" * n,
    "dot leaders": lambda n: "Contents\nAim " + ". " * n + "\n",
    "dots": lambda n: "Contents\nAim " + "." * n + "x\n",
    "spaces": lambda n: "Contents\nAim" + " " * n + "x\n1. Aim\nStage 1: a" + " " * n + "b\n",
    "levels": lambda n: "1. Aim\n1" + ".1" * n + " x\n",
    "Markdown headings": lambda n: FRONT + "# Heading\n" * n,
    "Markdown items": lambda n: FRONT + "# a\n" + "- words\n" * n,
    "Markdown numbers": lambda n: FRONT + "- **1** x\n" * n,
    "Markdown keys": lambda n: FRONT + "- **1** <!-- key: k --> x\n" * n,
    "Markdown fields": lambda n: FRONT + "# a\n" + "- *n*: v\n" * n,
    "Markdown words": lambda n: FRONT + "# a\n" + "words\n" * n,
    "Markdown levels": lambda n: FRONT + "".join(f"# <!-- key: k{at}; depth: {at} --> h\n" for at in range(n)),
    "Markdown backslashes": lambda n: FRONT + "# a\n" + "\\" * n + "\n",
    "front matter": lambda n: "---\nstages:\n" + "  - key: a\n    weeks: 3\n" * n + "---\n# a\n",
}


MOST_SECONDS = 4  # of the processor, on a busy machine; what is not linear takes minutes


def seconds_to_read(text: str, limits: Limits) -> float:
    begun = time.process_time()
    with suppress(Unreadable):
        read(text.encode(), limits=limits)
    return time.process_time() - begun


@pytest.mark.parametrize("shape", LINES)
def test_a_hostile_file_stops_at_its_limits_within_seconds(shape: str) -> None:
    assert seconds_to_read(LINES[shape](100_000)[:2_000_000], USUAL) < MOST_SECONDS


@pytest.mark.parametrize("shape", [shape for shape in LINES if "levels" not in shape])
def test_even_without_limits_four_thousand_lines_take_but_seconds(shape: str) -> None:
    assert seconds_to_read(LINES[shape](4_000), GENEROUS) < MOST_SECONDS


def test_a_text_of_spaces_is_folded_and_written_at_once() -> None:
    begun, spaces = time.process_time(), "x" + " " * 200_000 + "x"
    assert fold(spaces) == spaces
    write_markdown(Content("A", "", "", (), (Clause("a", "1", "paragraph", spaces[:20_000] + "x"),)))
    assert time.process_time() - begun < MOST_SECONDS


def test_a_depth_of_thousands_of_digits_is_no_depth() -> None:
    text = FRONT + f"# **1** <!-- key: a; depth: {'9' * 5_000} --> Aims\n"
    assert read(text.encode(), limits=USUAL).content.clauses


def test_a_second_review_of_a_stage_is_pointed_out() -> None:
    text = "1. Aim\nStage 1: First, 3 weeks\nReview: in week 3\nReview: in week 2\n"
    reading = read(text.encode(), limits=USUAL)
    assert reading.content.stages[0].review == "in week 3"
    assert "Review: in week 2" in str(reading)
