"""What a reader of a file hands back, and the outline it grows line by line."""

from dataclasses import dataclass, field
from itertools import count

from portal.domain.plans.content import Clause, Content, new_key


class Unreadable(ValueError):
    """The file cannot be read at all; the message is a sentence fit to show a person."""


@dataclass(frozen=True)
class Line:
    """A line that was not understood: its number in the file (from 1), its words, and why."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class Reading:
    """A plan as it was read, and every line that did not find its place by itself."""

    content: Content
    not_understood: list[Line]


@dataclass
class Draft:
    """A clause still growing while its file is read."""

    label: str
    kind: str
    text: str = ""
    key: str = field(default_factory=new_key)
    fields: list[tuple[str, str]] = field(default_factory=list)
    children: list["Draft"] = field(default_factory=list)

    def freeze(self) -> Clause:
        return Clause(self.key, self.label, self.kind, self.text, tuple(self.fields), freeze(self.children))


def freeze(drafts: list[Draft], max_levels: int | None = None) -> tuple[Clause, ...]:
    """The finished clauses of an outline; Unreadable where they stand under each other more than `max_levels` deep."""
    if max_levels and _levels(drafts) > max_levels:
        raise Unreadable(
            f"The plan has headings and paragraphs more than {max_levels} levels deep. Number them with fewer levels."
        )
    return tuple(draft.freeze() for draft in drafts)


def _levels(drafts: list[Draft]) -> int:
    levels = 0
    while drafts:
        levels, drafts = levels + 1, [child for draft in drafts for child in draft.children]
    return levels


def letters(position: int) -> str:
    """The letter of a list item, counted from 0: a … z, aa, ab …"""
    name = ""
    position += 1
    while position:
        position, place = divmod(position - 1, 26)
        name = chr(ord("a") + place) + name
    return name


def unused(label: str, used: set[str]) -> str:
    """The label itself, or with the first number that makes it unlike those already used."""
    if label not in used:
        return label
    return next(name for number in count(2) if (name := f"{label} ({number})") not in used)
