"""Where a numbered clause stands and what it is called: by its number, its appendix, and the headings above it."""

import re
from dataclasses import dataclass, field

from portal.documents.marks import in_roman
from portal.documents.outline import APPENDIX, Draft, FreeNames, Outline, letters
from portal.domain.plans.structure import numbers_within

UNNUMBERED = 50  # how deep a heading stands that has neither a number nor a level


@dataclass
class Numbering:
    """The clauses of a plan while it is read, and the places that the next ones take by their numbers.

    `home` is the last clause with a number or heading: what has neither stands under it.
    """

    outline: Outline
    by_label: dict[str, Draft] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    home: Draft | None = None
    last: Draft | None = None
    appendix: Draft | None = None
    open_headings: list[tuple[int, Draft]] = field(default_factory=list)
    sections: int = 0
    began_again: bool = False
    following: int = 1

    def __post_init__(self) -> None:
        self.free = FreeNames(self.by_label)

    def heading(self, number: int, text: str, level: int) -> None:
        """Place a heading without a number; without a level, it stands under the last one that has one number."""
        self._close_headings(level or 2)
        self._open(number, Draft("", "section", text), level or UNNUMBERED, self._heading_above())

    def begin_appendix(self, number: int, name: str, text: str, level: int) -> str:
        """Place the heading of an appendix; what needs a look, or ""."""
        label = self.free.like(name)
        self._close_headings(level or 1)
        self._open(number, Draft(label, "section", text), level or 1, self._heading_above())
        self.appendix, self.began_again, self.following = self.home, False, 1
        return "" if label == name else self._twice(name, label)

    def numbered(self, number: int, typed: str, kind: str, text: str, level: int = 0) -> str:
        """Place a clause by its number, a heading also by its level; what needs a look, or ""."""
        name = self._called(typed)
        self.outline.expect_level(name.count(".") + 1)
        label, inside, parent = self.free.like(name), self._is_inside(name), self._parent(name)
        self.following += inside and "." not in self._within_number(name)
        parent = parent or (self.appendix if inside else None)
        if kind == "section":
            level = level or self._usual_level(name, parent)
            self._close_headings(level)
            self._open(number, Draft(label, kind, text), level, parent or self._heading_above())
        else:
            self._put(number, Draft(label, kind, text), parent or self._heading_above())
            self.home = self.last
        if name.isdigit():
            self.sections = int(name)
        if name != typed and not self.began_again:
            self.began_again = True
            return f"The numbers begin again here: this one was called {label}, and those after it in the same way."
        if label != name:
            return self._twice(name, label)
        if "." in name and self.last and self.last.level == 1:
            return f"There is no heading above {name}: it was read at the top level."
        return ""

    def under(
        self, number: int, parent: Draft | None, kind: str, text: str, value: str = "", *, deep: bool = False
    ) -> str:
        """Place a clause without a number of its own under another; what needs a look, or "".

        `value` is the letter or number that its file gives it; without, it gets the next letter, `deep` in a list the
        next Roman number.
        """
        stem = parent.label if parent else ""
        why = ""
        if not stem:
            label = f"({value})" if value and not value.isdigit() else value
        elif value:
            name = f"{stem}({value})"
            label = self.free.like(name)
            why = "" if label == name else self._twice(name, label)
        else:
            names = in_roman if deep else lambda place: letters(place - 1)
            label = self.free.first(f"{stem}(", lambda place: f"{stem}({names(place)})", 1)
        self._put(number, Draft(label, kind, text), parent)
        return why

    def note(self, number: int, text: str) -> None:
        """Place a note under the last clause with a number."""
        stem = f"{self.home.label} note" if self.home and self.home.label else "Note"
        label = self.free.first(f"{stem} ", lambda place: f"{stem} {place}", 1)
        self._put(number, Draft(label, "paragraph", text), self.home)

    def is_next_in_appendix(self, value: str) -> bool:
        """Whether a number is the next that only the appendix being read has, such as "A1" or "1" in Appendix A."""
        if self.appendix is None:
            return False
        if value.isdigit():
            return int(value) == self.following
        letter, rest = value[0], value[1:].lstrip(".")
        first = int(re.match(r"\d+", rest)[0])  # type: ignore[index]
        return letter == numbers_within(self.appendix.label) and self.following - 1 <= first <= self.following

    def _close_headings(self, level: int) -> None:
        while self.open_headings and self.open_headings[-1][0] >= level:
            self.open_headings.pop()
        if self.appendix and not any(draft is self.appendix for _, draft in self.open_headings):
            self.appendix = None

    def _open(self, number: int, draft: Draft, level: int, parent: Draft | None) -> None:
        self._put(number, draft, parent)
        self.open_headings.append((level, draft))
        self.home = draft

    def _heading_above(self) -> Draft | None:
        return self.open_headings[-1][1] if self.open_headings else None

    def _usual_level(self, name: str, parent: Draft | None) -> int:
        """How deep a numbered heading stands that has no level: by its number, or under a heading without one."""
        if parent is None and "." in name and self.open_headings and self.open_headings[-1][0] >= UNNUMBERED:
            return UNNUMBERED + name.count(".")
        return name.count(".") + 1 + (parent is self.appendix is not None)

    def _twice(self, name: str, label: str) -> str:
        return f"The number {name} stands twice: this one was called {label}."

    def _called(self, number: str) -> str:
        """The number as the plan has it: in an appendix whose numbers begin again, with the letter of the appendix."""
        if self.appendix is None or not number[0].isdigit():
            return number
        if not (self.began_again or number in self.by_label or number.split(".")[0] == "1"):
            self.appendix = None
            return number
        return f"{numbers_within(self.appendix.label)}{number}"

    def _is_inside(self, number: str) -> bool:
        """Whether a number is one of the appendix that is being read."""
        if self.appendix is None:
            return False
        return re.match(rf"{re.escape(numbers_within(self.appendix.label))}\.?\d", number) is not None

    def _within_number(self, name: str) -> str:
        assert self.appendix
        return name.removeprefix(numbers_within(self.appendix.label)).lstrip(".")

    def _parent(self, label: str) -> Draft | None:
        while "." in label:
            label = label.rpartition(".")[0]
            if label in self.by_label and not APPENDIX.fullmatch(label):
                return self.by_label[label]
        return None

    def _put(self, number: int, draft: Draft, parent: Draft | None) -> None:
        self.outline.write(draft, draft.text)
        self.outline.place(draft, parent)
        if draft.label:
            self.by_label[draft.label] = draft
        self.last = draft
        self.lines[draft.key] = number
