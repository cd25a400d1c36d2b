"""A plan typed as numbered text, such as the words copied out of a PDF (its layout: 002)."""

import re
from dataclasses import dataclass, field, replace

from portal.documents import plain_marks as marks
from portal.documents.outline import APPENDIX, Draft, FreeNames, Limits, Line, Outline, Reading, freeze, letters
from portal.domain.plans.content import Content, Stage, new_key
from portal.domain.plans.structure import numbers_within
from portal.domain.typed import start_fault

_LONGEST_HEADING = 100
_FOOTNOTE_MARKS = " ¹²³⁰⁴⁵⁶⁷⁸⁹"
_FINISHED = tuple(".:;?!…")


def read_plain(text: str, *, limits: Limits) -> Reading:
    """The plan in a numbered text, with the lines that found no place by themselves.

    Raises Unreadable as soon as it passes a limit.
    """
    reader = _Reader(Outline(limits))
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(number, line)
    content = Content(
        ": ".join(reader.title), reader.type, reader.start, tuple(reader.stages), freeze(reader.outline.clauses)
    )
    return Reading(content, reader.outline.not_understood, reader.lines)


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.rstrip(_FOOTNOTE_MARKS).endswith((".", ":", ";", "!", "…"))


def _continues(last: Draft, words: str) -> bool:
    return words[0].islower() and not last.text.endswith(_FINISHED)


@dataclass
class _Reader:
    outline: Outline
    title: list[str] = field(default_factory=list)
    type: str = ""
    start: str = ""
    stages: list[Stage] = field(default_factory=list)
    by_label: dict[str, Draft] = field(default_factory=dict)
    numbered: Draft | None = None
    last: Draft | None = None
    appendix: Draft | None = None
    began_again: bool = False
    following: int = 1
    in_contents: bool = False
    in_stage: bool = False
    after_blank: bool = True
    number: int = 0
    lines: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.free = FreeNames(self.by_label)

    def take(self, number: int, line: str) -> None:
        self.number = number
        words = line.strip().replace("**", "")
        if not words:
            self.after_blank = True
            return
        if (why := self._left_out(words)) or (why := self._place(words)):
            self.outline.point_out(Line(number, line, why))
        self.after_blank = False

    def _left_out(self, words: str) -> str:
        """Why a line of the page's furniture is no part of the plan; "" when it may be."""
        if words.casefold() == "contents" and not self.outline.clauses:
            self.in_contents = True
            return "Left out: the heading of the contents list."
        if self.in_contents and marks.CONTENTS_END.search(words):
            return "Left out: a line of the contents list."
        self.in_contents = False
        if marks.FOOTER.fullmatch(words):
            return "Left out: the foot of a page."
        if marks.FOOTNOTE.fullmatch(words):
            return "Left out: a footnote. Add it to the paragraph it belongs to, if it is needed."
        if re.fullmatch(marks.BULLET, words):
            return "Left out: a bullet without words."
        return ""

    def _place(self, words: str) -> str:
        """Put a line where it belongs in the plan, and say what a person should look at; "" when all is clear."""
        if self._stage(words):
            return ""
        if found := marks.NUMBERED.fullmatch(words) or self._numbered_in_appendix(words):
            kind = "section" if _is_heading(found["text"]) else "paragraph"
            return self._clause(found["label"], kind, found["text"])
        if (found := marks.SECTION.fullmatch(words)) and _is_heading(found["text"]):
            return self._clause(found["label"], "section", found["text"])
        if (found := APPENDIX.fullmatch(words)) and _is_heading(found["text"] or ""):
            why = self._clause(found["label"], "section", found["text"] or "")
            self.appendix, self.began_again, self.following = self.numbered, False, 1
            return why
        if self.last is None:
            return self._before_the_first(words)
        if marks.NOTE.fullmatch(words):
            return self._note(words)
        if found := marks.ITEM.fullmatch(words):
            return self._item(self.last, found["text"])
        return self._more(self.last, words)

    def _stage(self, words: str) -> bool:
        bare = re.sub(rf"^{marks.BULLET}\s+", "", words)
        if (found := marks.STAGE.match(bare)) and (length := marks.WEEKS.search(bare, found.end())):
            title = bare[found.end() : length.start()].strip(" (,")
            level = title if "supervision" in title.casefold() else ""
            self.stages.append(Stage(new_key(), title, level, int(length["weeks"])))
            self.outline.expect_stages(len(self.stages))
            self.lines[self.stages[-1].key] = self.number
            self.in_stage = not marks.NUMBERED.fullmatch(words)
            return self.in_stage
        found = marks.STAGE_FACT.fullmatch(bare) if self.in_stage else None
        self.in_stage = found is not None and self._stage_fact(found["name"] == "Review", found["value"])
        return self.in_stage

    def _stage_fact(self, is_review: bool, value: str) -> bool:
        """Keep a fact of the stage above; False when the stage has said it already."""
        stage = self.stages[-1]
        if stage.review if is_review else stage.level not in ("", stage.title):
            return False
        self.stages[-1] = replace(stage, review=value) if is_review else replace(stage, level=value)
        return True

    def _before_the_first(self, words: str) -> str:
        if found := marks.FACT.fullmatch(words):
            return self._fact(found["name"], found["value"])
        if len(self.title) < 2 and _is_heading(words):
            self.title.append(words)
            self.lines.setdefault(".title", self.number)
            return ""
        return "Left out: it stands before the first numbered heading."

    def _fact(self, name: str, value: str) -> str:
        self.lines[f".{name.lower()}"] = self.number
        if name == "Type":
            self.type = value.casefold()
        elif why := start_fault(value):
            return f"Left out: {why[0].lower()}{why[1:]}"
        else:
            self.start = value
        return ""

    def _numbered_in_appendix(self, words: str) -> re.Match[str] | None:
        """A line that is numbered as only an appendix does: "A1 …" in Appendix A, or the next of its "1. …"."""
        if self.appendix is None:
            return None
        within = numbers_within(self.appendix.label)
        found = marks.LETTERED.fullmatch(words)
        if found and found["letter"] == within and self.following - 1 <= int(found["number"]) <= self.following:
            return found
        found = marks.SECTION.fullmatch(words)
        return found if found and int(found["label"]) == self.following else None

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

    def _clause(self, typed: str, kind: str, text: str) -> str:
        number = self._called(typed)
        self.outline.expect_level(number.count(".") + 1)
        label = self.free.like(number)
        inside = self._is_inside(number)
        parent = self._parent(number) or (self.appendix if inside else None)
        self.following += inside and "." not in typed
        self.numbered = self._add(parent, Draft(label, kind, text))
        if number != typed and not self.began_again:
            self.began_again = True
            return f"The numbers begin again here: this one was called {label}, and those after it in the same way."
        if label != number:
            return f"The number {number} stands twice: this one was called {label}."
        if parent is None and "." in number:
            return f"There is no heading above {number}: it was read at the top level."
        return ""

    def _parent(self, label: str) -> Draft | None:
        while "." in label:
            label = label.rpartition(".")[0]
            if label in self.by_label:
                return self.by_label[label]
        return None

    def _note(self, words: str) -> str:
        parent = self.numbered
        stem = f"{parent.label} note" if parent else "Note"
        label = self.free.first(f"{stem} ", lambda place: f"{stem} {place}", 1)
        self._add(parent, Draft(label, "paragraph", words))
        return ""

    def _item(self, last: Draft, text: str) -> str:
        if _continues(last, text):
            return self._joined(last, text)
        self._add(self.numbered, Draft(self._letter(), "item", text))
        return ""

    def _more(self, last: Draft, words: str) -> str:
        """Words without a number: the rest of a sentence, or a paragraph kept with the clause above it."""
        if not last.text:
            self.outline.write(last, words)
            return ""
        if _continues(last, words) or (not self.after_blank and last.kind != "section"):
            return self._joined(last, words)
        if last.kind == "section":
            added = self._add(last, Draft(self._letter(), "paragraph", words))
            return f"It has no number: it was called {added.label}."
        announced = last.text.endswith(":")
        self.outline.write(last, f"{last.text}\n{words}")
        return "" if announced else f"It has no number: it was kept at the end of {last.label}."

    def _joined(self, last: Draft, words: str) -> str:
        """Add the rest of a sentence; a numbered "heading" that goes on was a paragraph after all."""
        self.outline.write(last, f"{last.text} {words}")
        if last.kind == "section" and "." in last.label:
            last.kind = "paragraph"
        return ""

    def _letter(self) -> str:
        """The next free letter under the last numbered clause: 2.2(a), 2.2(b) …"""
        stem = self.numbered.label if self.numbered else ""
        return self.free.first(f"{stem}(", lambda place: f"{stem}({letters(place)})", 0)

    def _add(self, parent: Draft | None, draft: Draft) -> Draft:
        self.outline.write(draft, draft.text)
        self.outline.place(draft, parent)
        self.by_label[draft.label] = self.last = draft
        self.lines[draft.key] = self.number
        return draft
