"""The papers about security and assurance say what is so, as far as a machine can tell."""

import re
from collections import Counter
from pathlib import Path

import pytest

from scripts.facts.papers import VERDICTS, requirements
from scripts.print_facts import PAPERS, printed

ROOT = Path(__file__).resolve().parent.parent
ASSURING = [ROOT / "docs" / "security.md", *sorted((ROOT / "docs" / "assurance").glob("*.md"))]
FOLDERS = "portal|templates|static|tests|scripts|requirements|migrations|docs"
NAMED = re.compile(rf"`((?:{FOLDERS})/[^`\s]+|(?:pyproject|package)[\w.-]+)`")
LINKED = re.compile(r"\]\(([^)#:]+\.md)\)")
# how many of levels 1 and 2 each chapter of ASVS 5.0.0 has
ASKED = dict(enumerate([27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7], start=1))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_the_papers_print_what_the_portal_is(paper: Path) -> None:
    words = paper.read_text("utf-8")
    assert printed(words) == words, "run .venv/bin/python scripts/print_facts.py"


@pytest.mark.parametrize("paper", ASSURING, ids=lambda paper: paper.name)
def test_every_file_and_test_that_a_paper_names_is_there(paper: Path) -> None:
    words = paper.read_text("utf-8")
    assert [name for name in NAMED.findall(words) if not _is_there(name)] == []
    assert [one for one in LINKED.findall(words) if not (paper.parent / one).exists()] == []


def _is_there(name: str) -> bool:
    path, _, test = name.partition("::")
    file = ROOT / path
    return file.exists() and (not test or f"def {test}(" in file.read_text("utf-8"))


def test_every_requirement_of_the_standard_is_answered_once() -> None:
    rows = requirements()
    assert [number for number, times in Counter(row["number"] for row in rows).items() if times > 1] == []
    assert Counter(int(row["number"].partition(".")[0]) for row in rows) == ASKED
    assert {row["verdict"] for row in rows} <= set(VERDICTS)


def test_what_is_met_names_where_and_the_test_that_shows_it() -> None:
    met = [row for row in requirements() if row["verdict"] == "met"]
    assert [row["number"] for row in met if not (NAMED.search(row["where"]) or LINKED.search(row["where"]))] == []
    assert [row["number"] for row in met if not NAMED.search(row["shown"])] == []
