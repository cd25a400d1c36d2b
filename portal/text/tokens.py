"""Texts as sequences of tokens, and what differs between two sequences."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diff_match_patch import diff_match_patch

_FIRST_CODE = 0xE000
_MOST_TOKENS = 1200
_MOST_WORK = 3_000_000
_DEEPEST = 3

MARKS = "".join(chr(place) for place in range(0x300, 0x1F000) if unicodedata.category(chr(place)).startswith("M"))
_TAILS = f"{MARKS}\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef\u200c"
_LINK = r"(?:https?://|www\.)[^\s<>\"“”]*[\w/#=&]|[\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+"
_DOTTED = r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?:\.(?!\w)|(?![\w.]))"
_WHOLE = rf"(?:{_LINK}|{_DOTTED})(?![{_TAILS}\u200d])"
_WORD = rf"(?:(?<![\w.])\.(?=\d))?\w+(?:[{_TAILS}\u200d]+\w*|['’]\w+|(?<=\d)[.,:/]\d\w*)*"
_SYMBOL = rf"[\U0001f1e6-\U0001f1ff]{{2}}|[^\w\s][{_TAILS}]*(?:\u200d[^\w\s][{_TAILS}]*)*"
_PLAIN = r"\w+(?=\s)|\s+|[!-~](?=\s)"
_WORDS_AND_MARKS = re.compile(rf"{_PLAIN}|{_WHOLE}|{_WORD}|{_SYMBOL}")
_WORDS_WITH_SPACE = re.compile(r"\S+[^\S\n]*|\s+")


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
    """Words with the space after them, and line breaks: for merging without making new words (design §5)."""
    return _WORDS_WITH_SPACE.findall(text)


def offsets(tokens: Sequence[str]) -> list[int]:
    """Where each token starts in the text, in characters, with the length of the text at the end."""
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def changes(before: Sequence[str], after: Sequence[str], *, tidy: bool = False) -> list[Change]:
    """The changes that turn one token sequence into the other, in order and apart from each other.

    With `tidy`, changes separated by fewer tokens than they change become one. The work is bounded: what is long is
    cut at tokens that occur once on both sides; stretches beyond the bound, the longest first, become one change each.
    """
    stretches = list(_stretches(before, after, Change(0, len(before), 0, len(after)), _DEEPEST))
    longest = _longest_affordable(stretches)
    return _joined(
        part
        for stretch in stretches
        for part in (_compared(before, after, stretch, tidy) if _is_within(stretch, longest) else [stretch])
    )


def _stretches(before: Sequence[str], after: Sequence[str], whole: Change, depth: int) -> Iterator[Change]:
    """What differs within the whole, cut at landmarks until it is short or the cuts are `depth` deep."""
    old, new = before[whole.start : whole.end], after[whole.after_start : whole.after_end]
    head = _shared_head(old, new)
    tail = _shared_head(old[head:][::-1], new[head:][::-1])
    start, after_start = whole.start + head, whole.after_start + head
    trimmed = Change(start, whole.end - tail, after_start, whole.after_end - tail)
    landmarks = _landmarks(old[head : len(old) - tail], new[head : len(new) - tail]) if _is_long(trimmed, depth) else []
    if not landmarks:
        yield from [trimmed] if _size(trimmed) else []
        return
    left, right = start, after_start
    for place, there in [*landmarks, (trimmed.end - start, trimmed.after_end - after_start)]:
        gap = Change(left, start + place, right, after_start + there)
        yield from _stretches(before, after, gap, depth - 1)
        left, right = gap.end, gap.after_end


def _is_long(stretch: Change, depth: int) -> bool:
    return depth > 0 and _size(stretch) > _MOST_TOKENS


def _size(stretch: Change) -> int:
    return stretch.end - stretch.start + stretch.after_end - stretch.after_start


def _is_within(stretch: Change, longest: int) -> bool:
    """Whether there is something to compare, and it is not too long for it."""
    both = stretch.start < stretch.end and stretch.after_start < stretch.after_end
    return both and _size(stretch) <= longest


def _longest_affordable(stretches: Sequence[Change]) -> int:
    """The longest stretch that can be compared closely when all as short are compared too."""
    work = longest = 0
    for size, count in sorted(Counter(map(_size, stretches)).items()):
        work += count * size * size
        if size > _MOST_TOKENS or work > _MOST_WORK:
            break
        longest = size
    return longest


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
    return in_order([(old, place[token]) for old, token in enumerate(before) if token in place])


def in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises on both sides; the pairs come in order of their first side."""
    lasts: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for number, (_, new) in enumerate(pairs):
        rank = bisect_left(lasts, new)
        links.append(ends[rank - 1] if rank else -1)
        lasts[rank : rank + 1] = [new]
        ends[rank : rank + 1] = [number]
    found = []
    link = ends[-1] if ends else -1
    while link >= 0:
        found.append(pairs[link])
        link = links[link]
    return found[::-1]


def _compared(before: Sequence[str], after: Sequence[str], stretch: Change, tidy: bool) -> Iterator[Change]:
    """Each token as one character, compared by diff-match-patch."""
    at, end, there, after_end = stretch
    codes: dict[str, str] = {}
    old, new = (
        "".join(codes.setdefault(token, chr(_FIRST_CODE + len(codes))) for token in side)
        for side in (before[at:end], after[there:after_end])
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


def _joined(parts: Iterable[Change]) -> list[Change]:
    found: list[Change] = []
    for part in parts:
        if found and found[-1].end == part.start and found[-1].after_end == part.after_start:
            found[-1] = found[-1]._replace(end=part.end, after_end=part.after_end)
        else:
            found.append(part)
    return found
