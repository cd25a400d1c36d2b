"""The lines of a text, each with what surrounds it."""

import re
from collections.abc import Sequence

from portal.documents import marks
from portal.documents.furniture import furniture
from portal.documents.pieces import Row, is_heading
from portal.documents.stage_lines import names_a_stage
from portal.documents.wrapping import Wrapping, starts_small

_NEAR = 40  # lines within which the next words are looked for
_LONGEST_HEADING, _MOST_WORDS = 80, 12
_NO_HEADING = re.compile(r"[@]|://|\A[^A-Z\d“‘\"'(]")


def is_fact(words: str) -> bool:
    """Whether words tell a fact of the plan or of a stage, or name a stage."""
    return any(form.fullmatch(words) for form in (marks.FACT, marks.STAGE_FACT)) or names_a_stage(words)


class Lines:
    """The lines of a text as they are `shown`, their `words`, and which are `left_out` as no part of them, and why."""

    def __init__(self, shown: Sequence[str]) -> None:
        self.shown = shown
        self.words = [*(line.replace("**", "").strip() for line in shown), ""]
        self.left_out = furniture(self.words)
        self.wrapping = Wrapping(line for at, line in enumerate(shown) if at not in self.left_out)

    def following(self, at: int) -> str:
        """The next line with words that is not left out; "" at the end."""
        return self.words[self._place_of_next(at)]

    def has_a_run(self, at: int) -> bool:
        """Whether the next two lines with words are numbered one after the other, as items are and headings are not."""
        first = self._place_of_next(at)
        numbers = [marks.mark_of(self.words[each]) for each in (first, self._place_of_next(first))]
        one, other = numbers
        if not (one and other and one.is_decimal and other.is_decimal):
            return False
        return int(other.value) == int(one.value) + 1

    def has_a_heading(self, at: int, *, is_apart: bool) -> bool:
        """Whether a line without a number is a heading: short, and followed by what it is about.

        `is_apart` says that something parts it from the words above.
        """
        words, following = self.words[at], self.following(at)
        if not is_heading(words, _LONGEST_HEADING) or len(words.split()) > _MOST_WORDS or words.endswith(","):
            return False
        if _NO_HEADING.search(words) or marks.NAMED.fullmatch(words) or "\t" in words:
            return False
        if not following or (starts_small(following) and not marks.mark_of(following)):
            return False
        has_room_below = not self.words[at + 1]
        if not is_apart:
            return not (self.wrapping.is_wrapped or has_room_below) and len(following) > len(words)
        return has_room_below or not self.wrapping.is_wrapped or marks.mark_of(following) is not None

    def _place_of_next(self, at: int) -> int:
        """Where the next words stand that are not left out; behind all lines when there are none near."""
        for each in range(at + 1, min(at + _NEAR, len(self.shown))):
            if self.words[each] and each not in self.left_out and not marks.RULE.fullmatch(self.words[each]):
                return each
        return len(self.shown)

    def indent(self, at: int) -> int:
        """How many characters a line is set in."""
        return len(self.shown[at]) - len(self.shown[at].lstrip())

    def rows(self, at: int) -> list[Row]:
        """The rows of the table that begins with a line, its cells set apart by tabs; none where it is no table."""
        rows: list[Row] = []
        for each in range(at, len(self.shown)):
            cells = _cells(self.shown[each]) if each not in self.left_out else ()
            if len(cells) < 2 or (rows and len(cells) > len(rows[0].cells)):
                break
            rows.append(Row(each + 1, self.shown[each], cells))
        return rows if len(rows) > 1 else []


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line that tabs set apart; none where it is words with a tab after their number."""
    if "\t" not in line.strip():
        return ()
    cells = tuple(cell.replace("**", "").strip() for cell in line.rstrip().lstrip(" ").split("\t"))
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or (len(filled) == 2 and marks.is_only_a_mark(filled[0])):
        return ()
    return cells
