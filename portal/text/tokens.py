"""Texts as sequences of tokens, and what differs between two sequences."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diff_match_patch import diff_match_patch

_WORDS_AND_MARKS = re.compile(r"(?:\w[\u0300-\u036f\u200c\u200d]*)+|\s+|[^\w\s]")
_WORDS_WITH_SPACE = re.compile(r"\S+\s*|\s+")
_FIRST_CODE = 0xE000
_MOST_TOKENS = 1200


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


def offsets(tokens: Sequence[str]) -> list[int]:
    """Where each token starts in the text, in characters, with the length of the text at the end."""
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def changes(before: Sequence[str], after: Sequence[str], *, tidy: bool = False) -> list[Change]:
    """The changes that turn one token sequence into the other, in order and apart from each other.

    With `tidy`, changes separated by fewer tokens than they change become one. The work is bounded: long
    stretches are cut at tokens that occur once on both sides, and where there are none become one change.
    """
    head = _shared_head(before, after)
    tail = _shared_head(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) + len(new) <= _MOST_TOKENS:
        return _joined(_compared(old, new, head, head, tidy))
    return _joined(_between_landmarks(old, new, head, tidy))


def _between_landmarks(before: Sequence[str], after: Sequence[str], head: int, tidy: bool) -> Iterator[Change]:
    left = right = 0
    for old, new in [*_landmarks(before, after), (len(before), len(after))]:
        gap, after_gap = before[left:old], after[right:new]
        if len(gap) + len(after_gap) <= _MOST_TOKENS:
            yield from _compared(gap, after_gap, head + left, head + right, tidy)
        else:
            yield Change(head + left, head + old, head + right, head + new)
        left, right = old, new


def _shared_head(before: Sequence[str], after: Sequence[str]) -> int:
    count = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            return count
        count += 1
    return count


def _landmarks(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Places of tokens that occur once on each side, the longest row of them that is in order on both."""
    counts = Counter(before), Counter(after)
    place = {token: number for number, token in enumerate(after) if counts[1][token] == 1 == counts[0][token]}
    lasts: list[int] = []
    chains: list[tuple[int, int, int]] = []
    ends: list[int] = []
    for old, token in enumerate(before):
        if token not in place:
            continue
        rank = bisect_left(lasts, place[token])
        chains.append((old, place[token], ends[rank - 1] if rank else -1))
        lasts[rank : rank + 1] = [place[token]]
        ends[rank : rank + 1] = [len(chains) - 1]
    found = []
    link = ends[-1] if ends else -1
    while link >= 0:
        old, new, link = chains[link]
        found.append((old, new))
    return found[::-1]


def _compared(before: Sequence[str], after: Sequence[str], at: int, there: int, tidy: bool) -> Iterator[Change]:
    """Each token as one character, compared by diff-match-patch."""
    codes: dict[str, str] = {}
    old, new = (
        "".join(codes.setdefault(token, chr(_FIRST_CODE + len(codes))) for token in side) for side in (before, after)
    )
    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0
    pieces = matcher.diff_main(old, new, False)
    if tidy:
        matcher.diff_cleanupSemantic(pieces)
    for kind, piece in pieces:
        removed = len(piece) if kind != matcher.DIFF_INSERT else 0
        added = len(piece) if kind != matcher.DIFF_DELETE else 0
        if kind != matcher.DIFF_EQUAL:
            yield Change(at, at + removed, there, there + added)
        at, there = at + removed, there + added


def _joined(parts: Iterator[Change]) -> list[Change]:
    found: list[Change] = []
    for part in parts:
        if found and found[-1].end == part.start and found[-1].after_end == part.after_start:
            found[-1] = found[-1]._replace(end=part.end, after_end=part.after_end)
        else:
            found.append(part)
    return found
