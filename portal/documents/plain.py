"""A plan typed as numbered text, such as the words copied out of a PDF (its layout: 002)."""

import re
from dataclasses import dataclass, field, replace
from itertools import count

from portal.documents.outline import Draft, Line, Reading, freeze, letters, unused
from portal.domain.plans.content import Content, Stage, new_key

_BULLET = r"[-•*–‣◦]"
_SECTION = re.compile(r"(?P<label>\d{1,3})\.\s+(?P<text>\S.*)")
_NUMBERED = re.compile(rf"(?:{_BULLET}\s+)?(?P<label>\d{{1,3}}(?:\.\d{{1,3}})+[A-Z]?)\.?\s+(?P<text>\S.*)")
_ITEM = re.compile(rf"{_BULLET}\s+(?P<text>\S.*)")
_APPENDIX = re.compile(r"(?P<label>(?:Appendix|Annex)(?: [A-Z\d]{1,2})?)(?:\s*[:.–-]\s*(?P<text>.*))?", re.IGNORECASE)
_NOTE = re.compile(r"Note(?: \d+)?:.*")
_STAGE = re.compile(r"(?:\S+\s+)?Stage (?:\d+|[A-Z])\s*[:.–-]\s*(?P<title>.+?),?\s*\(?(?P<weeks>\d{1,3}) weeks?\)?\.?")
_STAGE_FACT = re.compile(r"(?P<name>Supervision|Level|Review)(?: level| point| meeting)?:\s*(?P<value>\S.*)")
_FACT = re.compile(r"(?P<name>Type|Start)(?: of plan| date)?:\s*(?P<value>\S.*)")
_CONTENTS_LINE = re.compile(r".*\S[\s.…]+\d{1,3}")
_FOOTER = re.compile(r"\w+(?: [/|] \w+)+ \d{1,4}|(?:Page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s*\S.*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_HEADING = 100
_FOOTNOTE_MARKS = " ¹²³⁰⁴⁵⁶⁷⁸⁹"
_FINISHED = tuple(".:;?!…")


def read_plain(text: str, *, max_levels: int | None = None) -> Reading:
    """The plan in a numbered text, with the lines that found no place by themselves."""
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(number, line)
    content = Content(
        ": ".join(reader.title), reader.type, reader.start, tuple(reader.stages), freeze(reader.clauses, max_levels)
    )
    return Reading(content, reader.not_understood)


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.rstrip(_FOOTNOTE_MARKS).endswith((".", ":", ";", "!", "…"))


def _continues(last: Draft, words: str) -> bool:
    return words[0].islower() and not last.text.endswith(_FINISHED)


@dataclass
class _Reader:
    title: list[str] = field(default_factory=list)
    type: str = ""
    start: str = ""
    stages: list[Stage] = field(default_factory=list)
    clauses: list[Draft] = field(default_factory=list)
    not_understood: list[Line] = field(default_factory=list)
    by_label: dict[str, Draft] = field(default_factory=dict)
    numbered: Draft | None = None
    last: Draft | None = None
    in_contents: bool = False
    in_stage: bool = False
    after_blank: bool = True

    def take(self, number: int, line: str) -> None:
        words = line.strip().replace("**", "")
        if not words:
            self.after_blank = True
            return
        if (why := self._left_out(words)) or (why := self._place(words)):
            self.not_understood.append(Line(number, line, why))
        self.after_blank = False

    def _left_out(self, words: str) -> str:
        """Why a line of the page's furniture is no part of the plan; "" when it may be."""
        if words.casefold() == "contents" and not self.clauses:
            self.in_contents = True
            return "Left out: the heading of the contents list."
        if self.in_contents and _CONTENTS_LINE.fullmatch(words):
            return "Left out: a line of the contents list."
        self.in_contents = False
        if _FOOTER.fullmatch(words):
            return "Left out: the foot of a page."
        if _FOOTNOTE.fullmatch(words):
            return "Left out: a footnote. Add it to the paragraph it belongs to, if it is needed."
        if re.fullmatch(_BULLET, words):
            return "Left out: a bullet without words."
        return ""

    def _place(self, words: str) -> str:
        """Put a line where it belongs in the plan, and say what a person should look at; "" when all is clear."""
        if self._stage(words):
            return ""
        if found := _NUMBERED.fullmatch(words):
            kind = "section" if _is_heading(found["text"]) else "paragraph"
            return self._clause(found["label"], kind, found["text"])
        if (found := _SECTION.fullmatch(words)) and _is_heading(found["text"]):
            return self._clause(found["label"], "section", found["text"])
        if (found := _APPENDIX.fullmatch(words)) and _is_heading(found["text"] or ""):
            return self._clause(found["label"], "section", found["text"] or "")
        if self.last is None:
            return self._before_the_first(words)
        if _NOTE.fullmatch(words):
            return self._note(words)
        if found := _ITEM.fullmatch(words):
            return self._item(self.last, found["text"])
        return self._more(self.last, words)

    def _stage(self, words: str) -> bool:
        bare = re.sub(rf"^{_BULLET}\s+", "", words)
        if found := _STAGE.fullmatch(bare):
            title = found["title"].strip(" (,")
            level = title if "supervision" in title.casefold() else ""
            self.stages.append(Stage(new_key(), title, level, int(found["weeks"])))
            self.in_stage = not _NUMBERED.fullmatch(words)
            return self.in_stage
        if not (self.in_stage and (found := _STAGE_FACT.fullmatch(bare))):
            self.in_stage = False
            return False
        stage, value = self.stages[-1], found["value"]
        self.stages[-1] = replace(stage, review=value) if found["name"] == "Review" else replace(stage, level=value)
        return True

    def _before_the_first(self, words: str) -> str:
        if found := _FACT.fullmatch(words):
            return self._fact(found["name"], found["value"])
        if len(self.title) < 2 and _is_heading(words):
            self.title.append(words)
            return ""
        return "Left out: it stands before the first numbered heading."

    def _fact(self, name: str, value: str) -> str:
        if name == "Type":
            self.type = value.casefold()
        elif _DATE.fullmatch(value):
            self.start = value
        else:
            return "Left out: the start is not a date written as 2026-01-31."
        return ""

    def _clause(self, number: str, kind: str, text: str) -> str:
        label = unused(number, set(self.by_label))
        parent = self._parent(number)
        self.numbered = self._add(parent, Draft(label, kind, text))
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
        label = next(name for place in count(1) if (name := f"{stem} {place}") not in self.by_label)
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
            last.text = words
            return ""
        if _continues(last, words) or (not self.after_blank and last.kind != "section"):
            return self._joined(last, words)
        if last.kind == "section":
            added = self._add(last, Draft(self._letter(), "paragraph", words))
            return f"It has no number: it was called {added.label}."
        announced = last.text.endswith(":")
        last.text += f"\n{words}"
        return "" if announced else f"It has no number: it was kept at the end of {last.label}."

    def _joined(self, last: Draft, words: str) -> str:
        """Add the rest of a sentence; a numbered "heading" that goes on was a paragraph after all."""
        last.text += f" {words}"
        if last.kind == "section" and "." in last.label:
            last.kind = "paragraph"
        return ""

    def _letter(self) -> str:
        """The next free letter under the last numbered clause: 2.2(a), 2.2(b) …"""
        stem = self.numbered.label if self.numbered else ""
        return next(label for place in count() if (label := f"{stem}({letters(place)})") not in self.by_label)

    def _add(self, parent: Draft | None, draft: Draft) -> Draft:
        (parent.children if parent else self.clauses).append(draft)
        self.by_label[draft.label] = self.last = draft
        return draft
