"""The papers about security and assurance say what is so, as far as a machine can tell."""

import re
from pathlib import Path

import pytest

from portal.domain.base import Base

ROOT = Path(__file__).resolve().parent.parent
PAPERS = [ROOT / "docs" / "security.md", *sorted((ROOT / "docs" / "assurance").glob("*.md"))]
NAMED = re.compile(r"`((?:portal|tests|requirements|docs)/[^`]+|[\w-]+\.json)`")
LINKED = re.compile(r"\]\(([^)#:]+\.md)\)")
TABLES = re.compile(r"<!-- tables: begin -->\n(.*?)<!-- tables: end -->", re.S)


def listed(tables: list[str]) -> str:
    """All tables in one paragraph, as the paper has them."""
    lines, line = [], ""
    for word in [f"`{one}`," for one in tables[:-1]] + [f"`{tables[-1]}`."]:
        if len(line) + len(word) > 140:
            lines, line = [*lines, line.rstrip()], ""
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()]) + "\n"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_that_a_paper_names_is_there(paper: Path) -> None:
    words = paper.read_text("utf-8")
    found = NAMED.findall(words)
    assert [name for name in found if not (ROOT / name).exists()] == []
    assert [one for one in LINKED.findall(words) if not (paper.parent / one).exists()] == []


def test_the_paper_on_data_protection_lists_every_table() -> None:
    paper = (ROOT / "docs" / "assurance" / "data-protection.md").read_text("utf-8")
    [tables] = TABLES.findall(paper)
    assert tables == listed(sorted(Base.metadata.tables))


def test_each_section_of_the_standard_is_answered_once_at_least() -> None:
    paper = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = [row for row in paper.splitlines() if row.startswith("| V")]
    chapters = {int(number) for row in rows for number in re.findall(r"V(\d+)\.", row.split("|")[1])}
    assert chapters == set(range(1, 17)) - {9, 10}
    assert all(row.count(" | ") == 3 for row in rows)
