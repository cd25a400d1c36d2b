"""What a reader of a file hands back, and the outline it grows line by line, within its limits."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from portal.domain.plans.content import Clause, Content, new_key
from portal.domain.plans.limits import PlanLimits

APPENDIX = re.compile(r"(?P<label>(?:Appendix|Annex)(?: [A-Z\d]{1,2})?)(?:\s*[:.–-]\s*(?P<text>.*))?", re.IGNORECASE)


class Unreadable(ValueError):
    """The file cannot be read at all; the message is a sentence fit to show a person."""


class Limits(PlanLimits, Protocol):
    """What an imported plan may measure at most, and its file."""

    @property
    def max_import_bytes(self) -> int: ...
    @property
    def max_unclear_lines(self) -> int: ...


@dataclass(frozen=True)
class Line:
    """A line that was not understood: its number in the file (from 1), its words, and why."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class Reading:
    """A plan as it was read, and every line that did not find its place by itself.

    `lines` are the numbers of the lines where its pieces begin, by key, and by key and part: "a1", "a1.weeks",
    ".title". `source` are the lines of the file, or its paragraphs.
    """

    content: Content
    not_understood: list[Line]
    lines: Mapping[str, int]
    source: Sequence[str] = ()


@dataclass
class Draft:
    """A clause still growing while its file is read."""

    label: str
    kind: str
    text: str = ""
    level: int = 1
    key: str = field(default_factory=new_key)
    health: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    children: list["Draft"] = field(default_factory=list)

    @property
    def called(self) -> str:
        return f"Paragraph {self.label}" if self.label else "A paragraph without a number"

    def freeze(self) -> Clause:
        return Clause(
            self.key, self.label, self.kind, self.text, tuple(self.fields), freeze(self.children), self.health
        )


def freeze(drafts: list[Draft]) -> tuple[Clause, ...]:
    """The finished clauses of an outline."""
    return tuple(draft.freeze() for draft in drafts)


@dataclass
class Outline:
    """The clauses of a plan while its file is read; each method raises Unreadable where the file passes a limit."""

    limits: Limits
    clauses: list[Draft] = field(default_factory=list)
    not_understood: list[Line] = field(default_factory=list)
    size: int = 0

    def place(self, draft: Draft, parent: Draft | None) -> None:
        """Put a clause at the end of those under its parent, or of the plan's own."""
        self.size += 1
        if self.size > self.limits.max_clauses:
            raise Unreadable(
                f"The plan has more than {self.limits.max_clauses:,} clauses, which is the most that can be imported."
            )
        draft.level = parent.level + 1 if parent else 1
        self.expect_level(draft.level)
        (parent.children if parent else self.clauses).append(draft)

    def expect_level(self, level: int) -> None:
        if level > self.limits.max_levels:
            raise Unreadable(
                f"The plan has headings and paragraphs more than {self.limits.max_levels} levels deep. "
                "Number them with fewer levels."
            )

    def write(self, draft: Draft, text: str) -> None:
        """Let a clause say this."""
        self._expect_length(draft, text)
        draft.text = text

    def write_field(self, draft: Draft, name: str, value: str) -> None:
        """Give a clause one more field."""
        self._expect_length(draft, value)
        if len(draft.fields) >= self.limits.max_fields:
            raise Unreadable(f"{draft.called} has more than {self.limits.max_fields} named parts.")
        draft.fields.append((name, value))

    def point_out(self, line: Line) -> None:
        """Keep a line that somebody should look at."""
        if len(self.not_understood) >= self.limits.max_unclear_lines:
            raise Unreadable(
                f"More than {self.limits.max_unclear_lines:,} lines have no clear place in the plan. "
                "Number the headings and paragraphs, then import the file again."
            )
        self.not_understood.append(line)

    def expect_stages(self, count: int) -> None:
        if count > self.limits.max_stages:
            raise Unreadable(f"The plan has more than {self.limits.max_stages} stages, which is the most.")

    def _expect_length(self, draft: Draft, text: str) -> None:
        if len(text) > self.limits.max_clause_characters:
            raise Unreadable(
                f"{draft.called} is longer than {self.limits.max_clause_characters:,} characters. Split it in two."
            )


@dataclass
class FreeNames:
    """Names that nothing among `taken` has: each search goes on where the last one for the same beginning ended."""

    taken: Container[str]
    _next: dict[str, int] = field(default_factory=dict)

    def first(self, beginning: str, named: Callable[[int], str], start: int) -> str:
        """The first of `named(start)`, `named(start + 1)` … that is free; each name begins with `beginning`."""
        for number in count(self._next.get(beginning, start)):
            if (name := named(number)) not in self.taken:
                self._next[beginning] = number
                return name
        raise AssertionError

    def like(self, label: str) -> str:
        """The label itself, or with the first number that makes it unlike those already taken."""
        if label not in self.taken:
            return label
        return self.first(f"{label} (", lambda number: f"{label} ({number})", 2)


def letters(position: int) -> str:
    """The letter of a list item, counted from 0: a … z, aa, ab …"""
    name = ""
    position += 1
    while position:
        position, place = divmod(position - 1, 26)
        name = chr(ord("a") + place) + name
    return name
