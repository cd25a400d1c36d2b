"""What a plan can be begun from: each file of this folder is a template, with guidance that never goes into the plan.

A file begins with lines of `name: words`: `about` says what it is for, and each other name is the key of one of its
clauses, with the guidance that stands beside it. From its first line `---` on it is a plan in the portal's Markdown.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
_LAST = "empty"


@dataclass(frozen=True)
class Template:
    """A template by the name of its file; `guidance` is by the key of a clause, `markdown` the plan."""

    name: str
    title: str
    about: str
    guidance: dict[str, str]
    markdown: str


@cache
def templates() -> dict[str, Template]:
    """Every template by its name, in the order in which they are offered: the one with headings alone comes last."""
    read = (_read(file) for file in sorted(HERE.glob("*.md"), key=lambda file: (file.stem == _LAST, file.stem)))
    return {one.name: one for one in read}


@cache
def guidance() -> dict[str, str]:
    """The guidance of all templates by the key of the clause that it stands beside."""
    return {key: words for one in templates().values() for key, words in one.guidance.items()}


def _read(file: Path) -> Template:
    head, _, plan = file.read_text("utf-8").partition("---\n")
    named = dict(line.split(": ", 1) for line in head.splitlines())
    title = re.search(r"(?m)^title: (.+)$", plan)
    if title is None:
        raise ValueError(f"{file.name} has no title")
    return Template(file.stem, title[1], named.pop("about"), named, f"---\n{plan}")
