"""Two people's changes to one text, together where nobody's words are put at risk."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from portal.text import tokens
from portal.text.tokens import Change

_FEWEST_TO_DOUBT = 2


class Conflict(NamedTuple):
    """The same place in the three texts."""

    base: str
    ours: str
    theirs: str


class Merge(NamedTuple):
    """The merged text, or None with its conflicts; the suggestion is for people to take, never taken by itself."""

    text: str | None
    conflicts: list[Conflict]
    suggestion: str | None


class _Region(NamedTuple):
    start: int
    end: int
    ours: list[Change]
    theirs: list[Change]


def merge(base: str, ours: str, theirs: str) -> Merge:
    """Three-way merge of words; overlapping or touching changes conflict unless they are the same (design §5).

    A line break counts as a word: changes at the end of one line and at the start of the next do not touch.
    """
    if ours == theirs or theirs == base:
        return Merge(ours, [], None)
    if ours == base:
        return Merge(theirs, [], None)
    old, our_words, their_words = tokens.coarse(base), tokens.coarse(ours), tokens.coarse(theirs)
    merged: list[str] = []
    suggestible = True
    conflicts: list[Conflict] = []
    at = 0
    for region in _regions(_changes(old, our_words), _changes(old, their_words)):
        ours_here = _words(old, our_words, region, region.ours)
        theirs_here = _words(old, their_words, region, region.theirs)
        merged += old[at : region.start]
        at = region.end
        if not region.theirs or ours_here == theirs_here:
            merged += ours_here
        elif not region.ours:
            merged += theirs_here
        else:
            here = "".join(old[region.start : region.end])
            conflicts.append(Conflict(here, "".join(ours_here), "".join(theirs_here)))
            union = _union(old, our_words, their_words, region)
            suggestible = suggestible and union is not None
            merged += union or []
    text = "".join(merged + old[at:])
    if conflicts:
        return Merge(None, conflicts, text if suggestible else None)
    return Merge(text, [], None)


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The changes, compared from either end: of the two readings the one that keeps more letters."""
    forward = tokens.changes(old, new)
    if len(forward) < _FEWEST_TO_DOUBT:
        return forward
    backward = [
        Change(
            len(old) - change.end, len(old) - change.start, len(new) - change.after_end, len(new) - change.after_start
        )
        for change in reversed(tokens.changes(old[::-1], new[::-1]))
    ]
    return min(forward, backward, key=lambda reading: _letters_lost(old, reading))


def _letters_lost(old: Sequence[str], reading: Sequence[Change]) -> int:
    return sum(len(word) for change in reading for word in old[change.start : change.end])


def _regions(ours: Sequence[Change], theirs: Sequence[Change]) -> Iterator[_Region]:
    """Groups of changes that overlap or touch."""
    region: _Region | None = None
    for change, is_ours in sorted([(change, True) for change in ours] + [(change, False) for change in theirs]):
        if region is None or change.start > region.end:
            if region:
                yield region
            region = _Region(change.start, change.end, [], [])
        region = region._replace(end=max(region.end, change.end))
        (region.ours if is_ours else region.theirs).append(change)
    if region:
        yield region


def _words(old: Sequence[str], new: Sequence[str], region: _Region, changed: Sequence[Change]) -> list[str]:
    """What one side has in the region."""
    words: list[str] = []
    at = region.start
    for change in changed:
        words += [*old[at : change.start], *new[change.after_start : change.after_end]]
        at = change.end
    return [*words, *old[at : region.end]]


def _union(old: Sequence[str], ours: Sequence[str], theirs: Sequence[str], region: _Region) -> list[str] | None:
    """Both sides' changes one after the other, or None where they overlap."""
    pieces = sorted(
        [(change.start, change.end, list(ours[change.after_start : change.after_end])) for change in region.ours]
        + [(change.start, change.end, list(theirs[change.after_start : change.after_end])) for change in region.theirs]
    )
    words: list[str] = []
    at = region.start
    for start, end, added in pieces:
        if start < at:
            return None
        words += [*old[at:start], *added]
        at = end
    return _spaced([*words, *old[at : region.end]])


def _spaced(words: list[str]) -> list[str]:
    """Words that ended a text or a line and end it no longer, kept apart from the next."""
    pairs = pairwise(words)
    return [word if word[-1].isspace() or after[0].isspace() else f"{word} " for word, after in pairs] + words[-1:]
