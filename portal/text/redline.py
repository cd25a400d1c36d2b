"""What one person changed, in whole words."""

from typing import NamedTuple

from portal.text import tokens

_LONG = 20_000


class Edit(NamedTuple):
    """before[start:end] becomes text; offsets in characters."""

    start: int
    end: int
    text: str


def diff(before: str, after: str) -> list[Edit]:
    """The edits that turn before into after exactly, in order, never inside a word (design §5)."""
    if before == after:
        return []
    if len(before) + len(after) <= _LONG:
        return _edits(before, after)
    return _edits_by_sentence(before, after)


def _edits(before: str, after: str) -> list[Edit]:
    old, new = tokens.fine(before), tokens.fine(after)
    places = tokens.offsets(old)
    return [
        Edit(places[change.start], places[change.end], "".join(new[change.after_start : change.after_end]))
        for change in tokens.changes(old, new, tidy=True)
    ]


def _edits_by_sentence(before: str, after: str) -> list[Edit]:
    old, new = tokens.sentences(before), tokens.sentences(after)
    places = tokens.offsets(old)
    edits: list[Edit] = []
    for change in tokens.changes(old, new):
        start = places[change.start]
        removed, added = before[start : places[change.end]], "".join(new[change.after_start : change.after_end])
        edits += [Edit(start + edit.start, start + edit.end, edit.text) for edit in _edits(removed, added)]
    return edits
