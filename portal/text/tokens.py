"""Texts as sequences of tokens, and what differs between two sequences."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from diff_match_patch import diff_match_patch

_WORDS_AND_MARKS = re.compile(r"(?:\w[\u0300-\u036f]*)+|\s+|[^\w\s]")
_WORDS_WITH_SPACE = re.compile(r"\S+\s*|\s+")
_SENTENCES = re.compile(r"[^.\n]*[.\n]+\s*|[^.\n]+")
_FIRST_CODE = 0xE000
_MOST_TOKENS = 3000


class Change(NamedTuple):
    """before[start:end] is replaced by after[after_start:after_end]; positions count tokens."""

    start: int
    end: int
    after_start: int
    after_end: int


def fine(text: str) -> list[str]:
    """Words, spaces and single marks: for showing a change closely (design §5)."""
    return _WORDS_AND_MARKS.findall(text)


def coarse(text: str) -> list[str]:
    """Words with the space after them: for merging without making new words (design §5)."""
    return _WORDS_WITH_SPACE.findall(text)


def sentences(text: str) -> list[str]:
    """Pieces that end with a full stop or a line: for texts too long to compare word by word."""
    return _SENTENCES.findall(text)


def changes(before: Sequence[str], after: Sequence[str], *, tidy: bool = False) -> list[Change]:
    """The changes that turn one token sequence into the other, in order and apart from each other.

    With `tidy`, changes separated by fewer tokens than they change become one. Work is bounded: beyond
    3,000 differing tokens the whole middle is one change.
    """
    head = _shared_head(before, after)
    tail = _shared_head(before[: head - 1 if head else None : -1], after[: head - 1 if head else None : -1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if not old and not new:
        return []
    if not old or not new or len(old) + len(new) > _MOST_TOKENS:
        return [Change(head, head + len(old), head, head + len(new))]
    return _differ(old, new, head, tidy)


def offsets(tokens: Sequence[str]) -> list[int]:
    """Where each token starts in the text, in characters, with the length of the text at the end."""
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def _shared_head(before: Sequence[str], after: Sequence[str]) -> int:
    count = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            return count
        count += 1
    return count


def _differ(old: Sequence[str], new: Sequence[str], head: int, tidy: bool) -> list[Change]:
    codes: dict[str, str] = {}
    encoded = ["".join(codes.setdefault(token, chr(_FIRST_CODE + len(codes))) for token in side) for side in (old, new)]
    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0
    parts = matcher.diff_main(encoded[0], encoded[1], False)
    if tidy:
        matcher.diff_cleanupSemantic(parts)
    found: list[Change] = []
    at = there = head
    for kind, piece in parts:
        start, after_start = at, there
        at += len(piece) if kind != matcher.DIFF_INSERT else 0
        there += len(piece) if kind != matcher.DIFF_DELETE else 0
        if kind == matcher.DIFF_EQUAL:
            continue
        if found and found[-1].end == start and found[-1].after_end == after_start:
            found[-1] = found[-1]._replace(end=at, after_end=there)
        else:
            found.append(Change(start, at, after_start, there))
    return found
