"""Two people's changes to one text, together where nobody's words are put at risk."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from portal.beforehand import slow
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


class _Slide(NamedTuple):
    """A change, and from where to where it could stand and make the same text."""

    start: int
    end: int
    change: Change


class _Region(NamedTuple):
    start: int
    end: int
    ours: list[Change]
    theirs: list[Change]
    could_slide: bool


@slow
def merge(base: str, ours: str, theirs: str) -> Merge:
    """Three-way merge of words; overlapping or touching changes conflict unless they are the same (design §5).

    What is added or taken out beside words like it is one change wherever it could stand: the same by both is kept
    once. A line break counts as a word: changes at the end of one line and at the start of the next do not touch.
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
    for region in _regions(_slides(old, our_words), _slides(old, their_words)):
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
            union = None if region.could_slide else _union(old, our_words, their_words, region)
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


def _slides(old: Sequence[str], new: Sequence[str]) -> list[_Slide]:
    """The changes, each as far to the front as it makes the same text, with how far it could stand."""
    found: list[_Slide] = []
    changes = _changes(old, new)
    ends = [*(change.start for change in changes[1:]), len(old)]
    for change, last in zip(changes, ends, strict=True):
        first = found[-1].change.end if found else 0
        back, on = _room(old, new, change, first, last) if _is_pure(change) else (0, 0)
        front = Change(*(place - back for place in change))
        found.append(_Slide(front.start, change.end + on, front))
    return found


def _is_pure(change: Change) -> bool:
    """Whether it only adds or only takes out."""
    return change.start == change.end or change.after_start == change.after_end


def _room(old: Sequence[str], new: Sequence[str], change: Change, first: int, last: int) -> tuple[int, int]:
    """How many words to the front and to the end the same words could be added or taken out instead."""
    adds = change.start == change.end
    moving = new[change.after_start : change.after_end] if adds else old[change.start : change.end]
    back = on = 0
    while change.start - back > first and old[change.start - back - 1] == moving[-1 - back % len(moving)]:
        back += 1
    while change.end + on < last and old[change.end + on] == moving[on % len(moving)]:
        on += 1
    return back, on


def _regions(ours: Sequence[_Slide], theirs: Sequence[_Slide]) -> Iterator[_Region]:
    """Groups of changes that overlap or touch wherever they could stand."""
    region: _Region | None = None
    for slide, is_ours in sorted([(slide, True) for slide in ours] + [(slide, False) for slide in theirs]):
        if region is None or slide.start > region.end:
            if region:
                yield region
            region = _Region(slide.start, slide.end, [], [], False)
        slides = region.could_slide or (slide.start, slide.end) != slide.change[:2]
        region = region._replace(end=max(region.end, slide.end), could_slide=slides)
        (region.ours if is_ours else region.theirs).append(slide.change)
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
