"""What a file is made of before it is a plan: its headings, paragraphs, items and tables, in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from portal.documents.marks import NAMED, Mark

LONGEST_HEADING, LONGEST_TITLE = 100, 160
_FOOTNOTE_MARKS = " ¹²³⁰⁴⁵⁶⁷⁸⁹"
_ENDS_A_SENTENCE = re.compile(r"[.:;?!…][\s”’\"')\]]*\Z")


class Kind(Enum):
    TITLE = "title"
    HEADING = "heading"
    MARKED = "marked"
    WORDS = "words"
    NOTE = "note"
    TABLE = "table"
    LEFT_OUT = "left out"


@dataclass
class Piece:
    """One piece of a file: the number of its first line (from 1), that line as it stands, and its words.

    `level` is how deep a heading or an item stands, from 1, where the file says so; 0 where it does not. `indent` is
    counted in characters. `why` is what to point out.
    """

    number: int
    line: str
    kind: Kind
    text: str = ""
    mark: Mark | None = None
    level: int = 0
    indent: int = 0
    why: str = ""
    listed: bool = False
    rows: Sequence["Row"] = ()
    has_header: bool = True


@dataclass(frozen=True)
class Row:
    """A row of a table, with the number of its line and the line as it stands."""

    number: int
    line: str
    cells: tuple[str, ...]


def is_heading(words: str, longest: int = LONGEST_HEADING) -> bool:
    """Whether words could be a heading: they are short and end no sentence."""
    ending = words.rstrip(_FOOTNOTE_MARKS)
    return len(words) <= longest and not ending.endswith((".", ":", ";", "!", "…"))


def is_finished(words: str) -> bool:
    """Whether words end as a sentence does, or announce what follows."""
    return _ENDS_A_SENTENCE.search(words[-8:]) is not None


def with_title(pieces: list[Piece], title: str = "") -> list[Piece]:
    """These pieces, the first heading made the title where it stands above all others; `title` is known already."""
    headings = [piece for piece in pieces if piece.kind is Kind.HEADING]
    opening = next((piece for piece in pieces if piece.kind is not Kind.LEFT_OUT), None)
    if opening is None or any(piece.kind is Kind.TITLE for piece in pieces):
        return pieces
    if not title and _is_a_line_of_its_own(opening) and any(piece.mark for piece in pieces):
        opening.kind = Kind.TITLE
    if opening.kind is Kind.TITLE or not headings:
        return pieces
    first, others = headings[0], headings[1:]
    stands_alone = all(other.level > first.level for other in others) or _is_directly_above_another(first, pieces)
    has_body = bool(others) or any(piece.mark and piece.mark.style == "dotted" for piece in pieces)
    is_known = not title or title.casefold() == first.text.casefold()
    if stands_alone and has_body and is_known and not first.mark and _is_first(first, pieces):
        first.kind = Kind.TITLE
    return pieces


def _is_a_line_of_its_own(opening: Piece) -> bool:
    """Whether the first words of a file are short enough to be its title, and tell no fact."""
    if opening.kind is not Kind.WORDS or opening.level or not is_heading(opening.text, LONGEST_TITLE):
        return False
    return not NAMED.fullmatch(opening.text) and "\n" not in opening.text


def _is_first(heading: Piece, pieces: Sequence[Piece]) -> bool:
    before = next(piece for piece in pieces if piece.kind is not Kind.LEFT_OUT)
    return before is heading


def _is_directly_above_another(heading: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether nothing stands between a heading and the next one, and the next stands no deeper."""
    beside = [piece for piece in pieces if piece.kind is not Kind.LEFT_OUT][:2]
    return len(beside) > 1 and beside[1].kind is Kind.HEADING and beside[1].level == heading.level
