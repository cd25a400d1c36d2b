"""Words that somebody commented on, found again after the text changed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from portal.beforehand import slow
from portal.text import tokens
from portal.text.redline import Edit, diff
from portal.text.tokens import Change

_CONTEXT = 32
_LEAST_SURVIVING = 0.4
_MOST_GROWTH = 3


class _Kept(NamedTuple):
    """A word that stands: its place in before, in characters, and how far it moved."""

    start: int
    end: int
    shift: int


@slow
def reanchor(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    """Where before[start:end] stands in after, in characters; None when the words are gone (design §5).

    First the exact quote in its context; else from the first to the last of its words that survive, if 40% of
    them do and the span has not grown threefold.
    """
    if before == after:
        return start, end
    return _in_context(before, after, start, end) or _surviving(before, after, start, end)


def _in_context(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    first = max(0, start - _CONTEXT)
    passage = before[first : end + _CONTEXT]
    if not _stands_once(passage, before) or not _stands_once(passage, after):
        return None
    moved = after.find(passage) - first
    return start + moved, end + moved


def _stands_once(passage: str, text: str) -> bool:
    found = text.find(passage)
    return found >= 0 and text.find(passage, found + 1) < 0


def _surviving(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    quote = before[start:end]
    kept = list(_within(_kept_words(before, after), start, end))
    if not kept or len(kept) < _LEAST_SURVIVING * len(quote.split()):
        return _untouched(before, after, start, end)
    first, last = kept[0].start + kept[0].shift, kept[-1].end + kept[-1].shift
    whole = after.find(quote, max(0, last - len(quote)), first + len(quote))
    if whole >= 0:
        return whole, whole + len(quote)
    return (first, last) if last - first <= _MOST_GROWTH * len(quote) else None


def _untouched(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    """The quote where only the marks beside its words changed."""
    shift = 0
    for edit in _edits(before, after):
        if edit.start >= end:
            break
        if edit.end > start:
            return None
        shift += len(edit.text) - (edit.end - edit.start)
    return start + shift, end + shift


def _within(words: Sequence[_Kept], start: int, end: int) -> Iterator[_Kept]:
    """The words, or the parts of them, between start and end."""
    for word in words[bisect_right(words, start, key=lambda word: word.end) :]:
        if word.start >= end:
            break
        yield _Kept(max(start, word.start), min(end, word.end), word.shift)


@lru_cache(maxsize=8)
def _edits(before: str, after: str) -> tuple[Edit, ...]:
    return tuple(diff(before, after))


@lru_cache(maxsize=8)
def _kept_words(before: str, after: str) -> tuple[_Kept, ...]:
    """Worked out once for all the comments on a text."""
    old, new = tokens.coarse(before), tokens.coarse(after)
    places, after_places = tokens.offsets(old), tokens.offsets(new)
    words = [word.rstrip() for word in old]
    kept: list[_Kept] = []
    number = there = 0
    finish = Change(len(old), len(old), len(new), len(new))
    for change in [*tokens.changes(words, [word.rstrip() for word in new]), finish]:
        for place in range(number, change.start):
            shift = after_places[there + place - number] - places[place]
            if words[place]:
                kept.append(_Kept(places[place], places[place] + len(words[place]), shift))
        number, there = change.end, change.after_end
    return tuple(kept)
