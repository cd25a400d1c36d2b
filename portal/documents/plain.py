"""A plan typed as text, such as the words copied out of Word or a PDF (its layout: 002), taken apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.documents import marks
from portal.documents.composer import compose
from portal.documents.marks import Mark, mark_of
from portal.documents.outline import APPENDIX, Limits, Reading
from portal.documents.pieces import LONGEST_TITLE, Kind, Piece, is_finished, is_heading
from portal.documents.plain_lines import Lines, is_fact
from portal.documents.stage_lines import names_a_stage
from portal.documents.wrapping import starts_small

_MOST_TITLES = 2
_INNER_END = re.compile(r"[.!?]\s")
_JOINED = "It was joined to the sentence above it, which had no end."


def read_plain(text: str, *, limits: Limits) -> Reading:
    """The plan in a text, with the lines that found no place by themselves.

    Raises Unreadable as soon as it passes a limit.
    """
    return compose(pieces_of(text.split("\n")), limits=limits)


def pieces_of(lines: Sequence[str]) -> list[Piece]:
    """The pieces of a text, by its lines as they stand."""
    return _Reader(Lines(lines)).read()


@dataclass
class _Reader:
    lines: Lines
    pieces: list[Piece] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    after_blank: bool = True
    after_page: bool = False
    current: Piece | None = None
    titles: int = 0
    has_begun: bool = False
    at: int = 0

    def read(self) -> list[Piece]:
        while self.at < len(self.lines.shown):
            self._take(self.lines.words[self.at])
            self.at += 1
        self._finish()
        return self.pieces

    def _take(self, words: str) -> None:
        if not words:
            self.after_blank = True
        elif why := self.lines.left_out.get(self.at):
            self._leave_out(why)
        elif marks.RULE.fullmatch(words):
            self._underline()
        elif rows := self.lines.rows(self.at):
            self._begin(Piece(self.at + 1, self.lines.shown[self.at], Kind.TABLE, rows=rows))
            self.at += len(rows) - 1
        else:
            self._place(words)

    def _place(self, words: str) -> None:
        """Begin a piece with a line, or let it go on with the one above."""
        mark, last = mark_of(words), self.current
        if self._goes_on(words, mark, last):
            self.parts.append(mark.words if mark and mark.style == "bullet" else words)
        else:
            self._begin(self._piece(words, mark, last))
        self.after_blank = self.after_page = False

    def _begin(self, piece: Piece) -> None:
        self._finish()
        self.pieces.append(piece)
        self.current, self.parts = piece, [piece.text]
        self.has_begun = self.has_begun or (piece.kind is not Kind.TITLE and not is_fact(piece.text))
        self.after_blank = self.after_page = False

    def _finish(self) -> None:
        """Give the words gathered so far to the piece that they belong to."""
        last = self.current
        if last and len(self.parts) > 1:
            last.text = " ".join(self.parts)
            last.mark = mark_of(last.text) if last.mark else None
            if last.kind is Kind.HEADING and not is_heading(last.text):
                last.kind = Kind.WORDS
        self.parts = []

    def _leave_out(self, why: str) -> None:
        self.pieces.append(Piece(self.at + 1, self.lines.shown[self.at], Kind.LEFT_OUT, why=why))
        self.after_page = True

    def _underline(self) -> None:
        """A line of dashes makes a heading of the short line directly above it."""
        last = self.current
        if last and last.kind is Kind.WORDS and not self.after_blank and is_heading(last.text) and len(self.parts) == 1:
            last.kind = Kind.HEADING
        self.after_blank = True

    # what a line is

    def _piece(self, words: str, mark: Mark | None, last: Piece | None) -> Piece:
        piece = Piece(
            self.at + 1, self.lines.shown[self.at], Kind.WORDS, words, mark, indent=self.lines.indent(self.at)
        )
        if quoted := marks.QUOTED.match(words):
            piece.text, piece.mark = words[quoted.end() :] or words, None
        elif self._is_in_a_list_without_bullets(words, mark, last):
            piece.listed = True
        elif mark and not (mark.style == "bare" and not self._is_numbered_heading(mark, last)):
            piece.kind = Kind.MARKED
        elif marks.NOTE.fullmatch(words):
            piece.kind = Kind.NOTE
        elif (found := APPENDIX.fullmatch(words)) and is_heading(found["text"] or ""):
            piece.kind, piece.level, piece.mark = Kind.HEADING, 0, None
        else:
            piece.kind, piece.mark = self._kind_of_words(words, last), None
        return piece

    def _kind_of_words(self, words: str, last: Piece | None) -> Kind:
        if is_fact(words):
            return Kind.WORDS
        if self.titles < _MOST_TITLES and self._is_title(words):
            self.titles += 1
            return Kind.TITLE
        if last and last.kind in (Kind.WORDS, Kind.MARKED) and self.parts[-1].endswith(":"):
            return Kind.WORDS
        is_apart = self.after_blank or self.after_page
        is_apart = is_apart or (last is not None and last.kind in (Kind.HEADING, Kind.TITLE))
        return Kind.HEADING if self.lines.has_a_heading(self.at, is_apart=is_apart) else Kind.WORDS

    def _is_title(self, words: str) -> bool:
        """Whether a line is the title, or the second line of it: nothing but facts stands before it."""
        if self.has_begun or not is_heading(words, LONGEST_TITLE):
            return False
        if not self.titles:
            return True
        if marks.NAMED.fullmatch(words):
            return False
        following = self.lines.following(self.at)
        mark = mark_of(following)
        if mark:
            return mark.style in ("dotted", "bare") or (mark.is_decimal and not self.lines.has_a_run(self.at))
        return not following or is_heading(following) or names_a_stage(following)

    def _is_numbered_heading(self, mark: Mark, last: Piece | None) -> bool:
        """Whether a number with nothing but a space after it is a number at all: "1 Aims", not "12 weeks are"."""
        if mark.around == "\t":
            return True
        return is_heading(mark.words) and (self.after_blank or last is None or last.kind is not Kind.WORDS)

    def _is_in_a_list_without_bullets(self, words: str, mark: Mark | None, last: Piece | None) -> bool:
        """Whether a line is one of those that the words above announce, each by itself."""
        if mark or not last or self.after_blank or marks.NOTE.fullmatch(words) or names_a_stage(words):
            return False
        return last.listed or " ".join(self.parts[-1:]).endswith(":")

    # whether it goes on

    def _goes_on(self, words: str, mark: Mark | None, last: Piece | None) -> bool:
        """Whether a line is the rest of the sentence above it."""
        if last is None or last.kind in (Kind.TABLE, Kind.TITLE) or not self.parts:
            return False
        if is_fact(words) or marks.NOTE.fullmatch(words) or marks.QUOTED.match(words) or APPENDIX.fullmatch(words):
            return False
        unfinished = not is_finished(self.parts[-1])
        if mark:
            return unfinished and self._is_broken_item(words, mark, last)
        small = starts_small(words)
        if self.after_blank or self.after_page:
            return unfinished and small and self._goes_on_after_a_break(last)
        if last.kind is Kind.MARKED and self.lines.indent(self.at) > last.indent + 1:
            return True
        listed = last.listed or self.parts[-1].endswith(":")
        return self.lines.wrapping.goes_on(self.lines.shown[self.at - 1], words, unfinished=unfinished, listed=listed)

    def _goes_on_after_a_break(self, last: Piece) -> bool:
        """Whether words go on after an empty line, which is pointed out, or after the end of a page."""
        so_far = " ".join(self.parts)
        if last.kind is Kind.HEADING or (not self.after_page and is_heading(so_far) and not self._was_cut(so_far)):
            return False
        if not self.after_page:
            self._point_out_joined()
        return True

    def _was_cut(self, so_far: str) -> bool:
        """Whether words break off in the middle: they are long, or several sentences, or end as no phrase does."""
        return len(so_far) >= 60 or _INNER_END.search(so_far) is not None or self.lines.wrapping.cannot_end(so_far)

    def _is_broken_item(self, words: str, mark: Mark, last: Piece) -> bool:
        """Whether a dash stands before the rest of a sentence, as where the text of a page goes on after its end."""
        if mark.style != "bullet" and not self.after_blank and not self.after_page:
            return self._is_number_in_a_sentence(words, mark)
        if not (mark.value in "-*" and mark.words[0].islower() and (self.after_blank or self.after_page)):
            return False
        following = mark_of(self.lines.following(self.at))
        is_beside = last.mark is not None and last.mark[:2] == mark[:2] and last.indent == self.lines.indent(self.at)
        if is_beside or (following and following[:2] == mark[:2]):
            return False
        if not (self.after_page or self._was_cut(" ".join(self.parts))):
            return False
        self._point_out_joined()
        return True

    def _is_number_in_a_sentence(self, words: str, mark: Mark) -> bool:
        """Whether a number or an initial begins a line only because the line above was broken: "after | 1.5 hours"."""
        if mark.style == "bare":
            return self.lines.wrapping.goes_on(self.lines.shown[self.at - 1], words, unfinished=True, listed=False)
        is_initial = mark.value.isupper() and len(mark.value) == 1 and mark.around == "."
        is_number = mark.words[0].islower() if mark.style == "dotted" else is_initial
        broken = is_number and self.lines.wrapping.cannot_end(self.parts[-1])
        if broken:
            self._point_out_joined()
        return broken

    def _point_out_joined(self) -> None:
        self.pieces.append(Piece(self.at + 1, self.lines.shown[self.at], Kind.LEFT_OUT, why=_JOINED))
