"""What one person changed, in whole words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from portal.beforehand import slow
from portal.text import tokens

_SHORT_GAP = 5


class Edit(NamedTuple):
    """before[start:end] becomes text; offsets in characters."""

    start: int
    end: int
    text: str


class Texts(NamedTuple):
    """Two texts and the edits from one to the other."""

    before: str
    after: str
    edits: list[Edit]

    def near(self, reach: int) -> "Texts":
        """The two texts from so many characters before the first edit to as many after the last."""
        head, tail = max(0, self.edits[0].start - reach), max(0, len(self.before) - self.edits[-1].end - reach)
        shifted = [edit._replace(start=edit.start - head, end=edit.end - head) for edit in self.edits]
        return Texts(self.before[head : len(self.before) - tail], self.after[head : len(self.after) - tail], shifted)


@slow
def diff(before: str, after: str) -> list[Edit]:
    """The edits that turn before into after exactly, in order, never inside a word (design §5)."""
    if before == after:
        return []
    old, new = tokens.fine(before), tokens.fine(after)
    places = tokens.offsets(old)
    edits = (
        Edit(places[change.start], places[change.end], "".join(new[change.after_start : change.after_end]))
        for change in tokens.changes(old, new, tidy=True)
    )
    return _readable(before, edits)


def places(edits: Iterable[Edit]) -> Iterator[tuple[int, int, int, int]]:
    """Where each edit begins and ends, before and afterwards."""
    shift = 0
    for start, end, text in edits:
        yield start, end, start + shift, start + shift + len(text)
        shift += len(text) - (end - start)


def _readable(before: str, edits: Iterable[Edit]) -> list[Edit]:
    """A few letters between two changes that are both longer are read as part of one change."""
    found: list[Edit] = []
    for edit in edits:
        gap = before[found[-1].end : edit.start] if found else ""
        if found and len(gap) <= min(_SHORT_GAP, _size(found[-1]), _size(edit)):
            found[-1] = Edit(found[-1].start, edit.end, found[-1].text + gap + edit.text)
        else:
            found.append(edit)
    return found


def _size(edit: Edit) -> int:
    return max(edit.end - edit.start, len(edit.text))
