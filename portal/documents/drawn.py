"""What a PDF really shows: its glyphs, read back in the order they are drawn (design §7).

Extracted text is not enough: it can be whole where the page shows another order, or words that lie beyond the paper.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import decode_text

_NEAR = 0.5  # points
RIGHT_TO_LEFT = ("R", "AL")
_WEAK = ("WS", "ON", "CS", "ES", "NSM")


class DrawnElsewhere(Exception):
    """Something on a page is no upright letter inside the margins, or is not drawn in the order of reading."""


@dataclass(frozen=True)
class Margins:
    """How far the words stay from the edges of the paper, in points; what lies in the bottom one is the footer."""

    side: float
    top: float
    bottom: float


@dataclass(frozen=True)
class DrawnPage:
    """The words of a page in the order of reading: its own, and those of its footer."""

    body: str
    footer: str


@dataclass(frozen=True)
class _Glyph:
    """Letters drawn in one place: their left and right end and their baseline, in points from the corner below left."""

    text: str
    left: float
    right: float
    line: float

    def has(self, classes: Sequence[str]) -> bool:
        return any(unicodedata.bidirectional(letter) in classes for letter in self.text)

    def is_mark_on(self, letter: "_Glyph") -> bool:
        """Whether it is drawn onto this letter: both carry the text of the whole, and a mark takes no room."""
        return self.text == letter.text and self.right - self.left < _NEAR


class _Page(PDFTextDevice):
    """Takes down each glyph of a page as it is drawn."""

    def __init__(self, fonts: PDFResourceManager) -> None:
        super().__init__(fonts)
        self.glyphs: list[_Glyph] = []
        self._whole: list[str | None] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Several glyphs that draw one letter stand in a tag that names it."""
        told = props.get("ActualText") if isinstance(props, dict) else None
        self._whole.append(None if told is None else decode_text(told))

    def end_tag(self) -> None:
        self._whole.pop()

    def begin_figure(self, *_: Any) -> None:
        raise DrawnElsewhere("there is a picture, which nobody can compare with the words")

    def render_char(
        self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, *_: Any
    ) -> float:
        room: float = font.char_width(cid) * fontsize * scaling
        text = self._text(font, cid)
        width, slope, slant, height, left, line = matrix
        if slope or slant or rise or width <= 0 or height <= 0:
            raise DrawnElsewhere(f"“{text}” is turned or raised")
        glyph = _Glyph(text, left, left + room, line)
        if not (self.glyphs and glyph.is_mark_on(self.glyphs[-1])):
            self.glyphs.append(glyph)
        return room

    def _text(self, font: PDFFont, cid: int) -> str:
        whole = next((one for one in reversed(self._whole) if one is not None), None)
        if whole is not None:
            return whole
        try:
            return font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            raise DrawnElsewhere("there is a character that cannot be read back") from None


def drawn_pages(pdf: bytes, margins: Margins) -> list[DrawnPage]:
    """What each page shows.

    Raises DrawnElsewhere with the number of the page and what is wrong there.
    """
    fonts = PDFResourceManager()
    pages = PDFPage.get_pages(BytesIO(pdf))
    return [_page(number, page, fonts, margins) for number, page in enumerate(pages, start=1)]


def _page(number: int, page: PDFPage, fonts: PDFResourceManager, margins: Margins) -> DrawnPage:
    try:
        device = _Page(fonts)
        PDFPageInterpreter(fonts, device).process_page(page)
        for glyph in device.glyphs:
            _require_inside(glyph, page, margins)
        body = [one for one in device.glyphs if one.line >= margins.bottom - _NEAR]
        footer = [one for one in device.glyphs if one.line < margins.bottom - _NEAR]
        return DrawnPage(_read(body), _read(footer))
    except DrawnElsewhere as found:
        raise DrawnElsewhere(f"on page {number} {found}") from None


def _require_inside(glyph: _Glyph, page: PDFPage, margins: Margins) -> None:
    if glyph.text.isspace():
        return  # a space at the end of a full line shows nothing
    _, _, width, height = page.mediabox
    across = margins.side - _NEAR <= glyph.left and glyph.right <= width - margins.side + _NEAR
    if not (across and 0 < glyph.line <= height - margins.top + _NEAR):
        raise DrawnElsewhere(f"“{glyph.text}” lies outside the margins")


def _read(glyphs: Sequence[_Glyph]) -> str:
    """The letters in the order in which a person reads them, which is the order they were drawn in."""
    for before, after in pairwise(glyphs):
        _require_forward(before, after)
    lines = groupby(glyphs, key=lambda one: round(one.line))
    return "".join("".join(one.text for one in _turned(list(line))) for _, line in lines)


def _require_forward(before: _Glyph, after: _Glyph) -> None:
    """The next letter stands to the right on the same line, on a lower one, or higher up in a column to the right."""
    is_lower = after.line < before.line - _NEAR
    if not is_lower and after.left < before.left - _NEAR:
        raise DrawnElsewhere(f"“{after.text}” stands before “{before.text}”")


def _turned(line: list[_Glyph]) -> list[_Glyph]:
    """A line's glyphs with each stretch of right-to-left words as it is read: from its right end."""
    turned: list[_Glyph] = []
    start = 0
    while start < len(line):
        end = _end_of_turn(line, start)
        turned += reversed(line[start:end]) if end > start else [line[start]]
        start = max(end, start + 1)
    return turned


def _end_of_turn(line: list[_Glyph], start: int) -> int:
    """Where the right-to-left words that begin here end; `start` when none do. Digits and other letters end them."""
    end = start
    if line[start].has(RIGHT_TO_LEFT):
        for number, glyph in enumerate(line[start:], start=start):
            if glyph.has(RIGHT_TO_LEFT):
                end = number + 1
            elif not glyph.has(_WEAK):
                break
    return end
