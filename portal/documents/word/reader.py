"""A plan written in Word, taken apart into its pieces: its headings, lists, tables and notes, as Word shows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from lxml import etree

from portal.documents import marks
from portal.documents.composer import compose
from portal.documents.furniture import LEFT_OUT_CONTENTS, LEFT_OUT_ENTRY
from portal.documents.marks import Mark, mark_of
from portal.documents.outline import APPENDIX, Limits, Reading, Unreadable
from portal.documents.pieces import Kind, Piece, Row, is_heading, with_title
from portal.documents.plain_lines import is_fact
from portal.documents.word.names import tag
from portal.documents.word.numbering import Numbering
from portal.documents.word.package import Package, one_of_alternatives
from portal.documents.word.revisions import settle
from portal.documents.word.styles import Styles
from portal.documents.word.words import Words, is_all_bold, shown_text
from portal.text import UnfitText, fold

_BOLD_HEADING = 10  # how deep a heading stands that is only a line in bold
_WITHIN = re.compile(r"\Alist .*(?P<depth>[2-9])\Z")
_TITLES = ("title", "subtitle")
_BESIDE = {
    "header": "Left out: the head of each page.",
    "footer": "Left out: the foot of each page.",
    "comments": "Left out: comments that stand beside the words. Look at them in Word.",
}
_REVISED = "The file has tracked changes. It was read as if all of them were accepted."
_BOX = "These words stand in a box of their own. See whether they are in the right place."
_PICTURE = "A picture or a drawing stands here, which was left out."


def read_word(raw: bytes, *, limits: Limits) -> Reading:
    """The plan in a Word file, its tracked changes accepted, and what of it needs a look.

    Lines are its paragraphs, counted from 1. Raises Unreadable for a file that is no Word file or passes a limit.
    """
    package = Package(raw, most_bytes=_most_unpacked(limits))
    pieces = with_title(_Reader(package, limits).read())
    return replace(compose(pieces, limits=limits), source=_source(pieces))


def _source(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The paragraphs and rows of the file, each at the place of its number."""
    lines: dict[int, list[str]] = {}
    for piece in pieces:
        for row in piece.rows or (piece,):
            lines.setdefault(row.number, []).append(row.line)
    return tuple("\n".join(lines.get(number, ())) for number in range(1, max(lines, default=0) + 1))


def _most_unpacked(limits: Limits) -> int:
    return 10 * limits.max_import_bytes


@dataclass
class _Reader:
    package: Package
    limits: Limits
    pieces: list[Piece] = field(default_factory=list)
    number: int = 0
    noted: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)

    def read(self) -> list[Piece]:
        body = self.package.document
        one_of_alternatives(body)
        has_revisions = settle(body, "accepted")
        self.styles = Styles(self.package.part("styles"))
        self.numbering = Numbering(self.package.part("numbering"), self.styles)
        self._blocks(body)
        if has_revisions:
            self.pieces.insert(0, Piece(0, "", Kind.LEFT_OUT, why=_REVISED))
        for name in self.package.left_out:
            self._beside(name)
        return self.pieces

    def _blocks(self, parent: etree._Element) -> None:
        """Read paragraphs and tables in their order, those in content controls too."""
        for child in parent:
            if child.tag == tag("p"):
                self._paragraph(child)
            elif child.tag == tag("tbl"):
                self._table(child)
            elif child.tag in (tag("sdt"), tag("sdtContent"), tag("customXml"), tag("smartTag")):
                self._blocks(child)

    def _add(self, kind: Kind, text: str, **facts: object) -> None:
        if len(self.pieces) > self.limits.max_clauses + self.limits.max_unclear_lines:
            raise Unreadable(
                f"The file has more than {len(self.pieces) - 1:,} paragraphs, the most that can be imported."
            )
        self.pieces.append(Piece(self.number, text, kind, text, **facts))  # type: ignore[arg-type]

    def _words(self, paragraph: etree._Element) -> Words:
        words = Words(paragraph, self.noted)
        self.waiting += words.notes
        words.text = self._folded(words.text)
        return words

    def _folded(self, text: str) -> str:
        try:
            return "\t".join(fold(part) for part in text.split("\t"))
        except UnfitText as unfit:
            said = str(unfit).replace("Your text", "It")
            raise Unreadable(f"Paragraph {self.number} of the file, “{text[:40]}”: {said}") from unfit

    def _paragraph(self, paragraph: etree._Element) -> None:
        self.number += 1
        words, label = self._words(paragraph), self.numbering.label(paragraph)
        why = _PICTURE if words.has_picture else ""
        if words.text:
            self._piece(paragraph, words.text, label, why)
        elif why:
            self._add(Kind.LEFT_OUT, "", why=why)
        for box in words.boxes:
            self._box(box)
        self._notes()

    def _piece(self, paragraph: etree._Element, text: str, label: tuple[str, int, bool] | None, why: str) -> None:
        style = self.styles.name(paragraph)
        if style.startswith("toc"):
            heading = "heading" in style
            self._add(Kind.LEFT_OUT, text, why=LEFT_OUT_CONTENTS if heading else LEFT_OUT_ENTRY)
            return
        if style in _TITLES and not any(one.kind is not Kind.TITLE for one in self.pieces):
            self._add(Kind.TITLE, text, why=why)
            return
        level = self.styles.heading(paragraph)
        mark, text = _marked(" ".join(text.split()) if level else text, label)
        if not level and not mark and is_heading(text) and "\n" not in text and not marks.FACT.fullmatch(text):
            is_bold = is_all_bold(paragraph) or (self.styles.is_bold(paragraph) and style not in ("normal", ""))
            level = _BOLD_HEADING * is_bold
        if level or APPENDIX.fullmatch(text):
            self._add(Kind.HEADING, text, mark=mark, level=level, why=why)
        else:
            within = _WITHIN.search(style)
            depth = max(label[1] + 1, int(within["depth"]) if within else 0) if label else 0
            self._lines(text, mark, depth, why)

    def _lines(self, text: str, mark: Mark | None, depth: int, why: str) -> None:
        """The lines of a paragraph: one piece, and one more for each line that begins as a piece of its own."""
        first, *others = text.split("\n")
        shown = f"{text if mark is None else mark.words}".split("\n")[0]
        self._line(first, mark._replace(words=shown) if mark else None, depth, why)
        for line in filter(None, (one.strip() for one in others)):
            begins = mark_of(line)
            if (begins and begins.style != "bare") or is_fact(line) or marks.NOTE.fullmatch(line):
                self._line(line, begins, 0, "")
            else:
                last = self.pieces[-1]
                last.text, last.line = f"{last.text}\n{line}", f"{last.line}\n{line}"
                last.mark = last.mark and last.mark._replace(words=f"{last.mark.words}\n{line}")

    def _line(self, line: str, mark: Mark | None, depth: int, why: str) -> None:
        if mark and not (mark.style == "bare" and not depth):
            self._add(Kind.MARKED, line, mark=mark, level=depth if mark.style != "dotted" else 0, why=why)
        elif marks.NOTE.fullmatch(line):
            self._add(Kind.NOTE, line, why=why)
        else:
            self._add(Kind.WORDS, line, why=why)

    def _box(self, box: etree._Element) -> None:
        """The words of a text box, which stand somewhere on the page: kept here, and pointed out."""
        for paragraph in box.iter(tag("p")):
            if text := self._folded(" ".join(shown_text(paragraph).split())):
                self._add(Kind.WORDS, text, why=_BOX)

    def _notes(self) -> None:
        """The notes that the last words refer to, each under the clause that they belong to."""
        waiting, self.waiting = self.waiting, []
        for at, (part, name) in enumerate(waiting, start=len(self.noted) - len(waiting) + 1):
            text = self._folded(self._note_texts.get((part, name), ""))
            self._add(Kind.NOTE, f"Note {at}: {text}")

    @cached_property
    def _note_texts(self) -> dict[tuple[str, str], str]:
        """The words of every note, by its kind and id."""
        texts = {}
        for each in ("footnotes", "endnotes"):
            root = self.package.part(each)
            for note in [] if root is None else root:
                settle(note, "accepted")
                words = " ".join(shown_text(one).strip() for one in note.iter(tag("p")))
                texts[each, note.get(tag("id"), "")] = " ".join(words.split())
        return texts

    def _table(self, table: etree._Element) -> None:
        """The rows of a table; one of a single column only frames what stands in it."""
        rows = [_cells(row) for row in table.iter(tag("tr")) if next(row.iterancestors(tag("tbl"))) is table]
        if all(len(cells) < 2 for cells in rows):
            for cell in chain.from_iterable(rows):
                self._blocks(cell)
            return
        filled = [row for row in self._rows(rows) if any(row.cells)]
        if filled:
            self.pieces.append(Piece(filled[0].number, filled[0].line, Kind.TABLE, rows=filled))
        self._notes()

    def _rows(self, rows: Sequence[Sequence[etree._Element]]) -> Iterator[Row]:
        """The rows of a table, a cell that goes on from above with what it says there."""
        above: list[str] = []
        for row in rows:
            self.number += 1
            above = [self._cell(cell, above[at] if at < len(above) else "") for at, cell in enumerate(row)]
            yield Row(self.number, " | ".join(above), tuple(above))

    def _cell(self, cell: etree._Element, above: str) -> str:
        merged = cell.find(f"{tag('tcPr')}/{tag('vMerge')}")
        if merged is not None and merged.get(tag("val")) != "restart":
            return above
        texts = []
        for paragraph in cell.iter(tag("p")):
            label, words = self.numbering.label(paragraph), self._words(paragraph)
            shown = f"{label[0]} " if label and label[0] else ""
            texts += [f"{shown}{' '.join(words.text.split())}"] if words.text else []
        return "\n".join(texts)

    def _beside(self, name: str) -> None:
        """Name what stands beside the words of the file: the heads and feet of its pages, comments."""
        root = self.package.beside(name)
        text = self._folded(" ".join(" ".join(shown_text(one).split()) for one in root.iter(tag("p"))).strip())
        if text:
            kind = next(kind for kind in _BESIDE if name.startswith(f"word/{kind}"))
            self.pieces.append(Piece(0, text, Kind.LEFT_OUT, why=_BESIDE[kind]))


def _cells(row: etree._Element) -> Sequence[etree._Element]:
    return [cell for cell in row.iter(tag("tc")) if next(cell.iterancestors(tag("tr"))) is row]


def _marked(text: str, label: tuple[str, int, bool] | None) -> tuple[Mark | None, str]:
    """What a paragraph begins with, by its list or its words, and its words with what its list shows."""
    typed = mark_of(text)
    if label is None:
        return typed, text
    shown, _, is_bullet = label
    if is_bullet:
        return (typed, text) if typed and typed.style == "dotted" else (Mark("bullet", "•", "", text), text)
    mark = mark_of(f"{shown} X")
    if mark and mark.words == "X":
        return mark._replace(words=text), f"{shown} {text}"
    return (None, f"{shown} {text}") if shown else (typed, text)
