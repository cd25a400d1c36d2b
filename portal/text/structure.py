"""What became of a list of clauses: moved, split and joined told apart from removed and added."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from portal.text import tokens
from portal.text.anchor import reanchor
from portal.text.redline import Edit, diff
from portal.text.similar import Link, similar, unlinked
from portal.text.tokens import Change

_BETWEEN = " "


class ClauseStep(NamedTuple):
    """What became of clauses: their places before and after, and the edits from the old words to the new.

    A split has several places after, a join several before; their words are taken with a space between. A moved
    clause carries its edits, and so does a split or a join.
    """

    kind: Literal["kept", "changed", "moved", "split", "joined", "added", "removed"]
    before: tuple[int, ...]
    after: tuple[int, ...]
    edits: list[Edit]


class PlaceOfWords(NamedTuple):
    """Words in one of several clauses: in which, and from where to where in characters."""

    which: int
    start: int
    end: int


def align(before: Sequence[str], after: Sequence[str]) -> list[ClauseStep]:
    """What became of each clause, in the order of after, with what is removed where it stood.

    Every place before and every place after is in one step; as few clauses as possible are said to have moved. Of
    more than 20,000 that differ each is removed or added: only those with the same words are followed.
    """
    same = _same(before, after)
    links = sorted([*same, *similar(before, after, same)])
    standing = tokens.in_order([(old[0], new[0]) for old, new in links])
    in_place = {*standing}
    steps = [_step(before, after, link, stands=(link[0][0], link[1][0]) in in_place) for link in links]
    return sorted([*steps, *_alone(before, after, links)], key=lambda step: _reading_order(step, standing))


def follow(before: Sequence[str], after: Sequence[str], place: PlaceOfWords) -> PlaceOfWords | None:
    """Where words of one of a step's clauses before stand in its clauses after; None when they are gone.

    Words that a split has cut in two are where most of them are.
    """
    start = _starts(before)[place.which]
    found = reanchor(_BETWEEN.join(before), _BETWEEN.join(after), start + place.start, start + place.end)
    if found is None:
        return None
    pieces = (
        PlaceOfWords(which, max(found[0] - at, 0), min(found[1] - at, len(clause)))
        for which, (at, clause) in enumerate(zip(_starts(after), after, strict=True))
    )
    longest = max((piece for piece in pieces if piece.start <= piece.end), key=_length)
    return longest if _length(longest) or not _length(place) else None


def _starts(clauses: Sequence[str]) -> list[int]:
    return tokens.offsets([clause + _BETWEEN for clause in clauses])[:-1]


def _length(place: PlaceOfWords) -> int:
    return place.end - place.start


def _same(before: Sequence[str], after: Sequence[str]) -> list[Link]:
    """The clauses whose words are the same: those in order first, then those elsewhere."""
    links: list[Link] = []
    at = there = 0
    for change in [*tokens.changes(before, after), Change(len(before), len(before), len(after), len(after))]:
        links += (((at + step,), (there + step,)) for step in range(change.start - at))
        at, there = change.end, change.after_end
    old, new = unlinked(before, after, links)
    places: dict[str, list[int]] = defaultdict(list)
    for place in reversed(new):
        places[after[place]].append(place)
    links += (((place,), (places[before[place]].pop(),)) for place in old if places[before[place]])
    return links


def _step(before: Sequence[str], after: Sequence[str], link: Link, *, stands: bool) -> ClauseStep:
    old, new = link
    edits = diff(_BETWEEN.join(before[place] for place in old), _BETWEEN.join(after[place] for place in new))
    if len(new) > 1:
        return ClauseStep("split", old, new, edits)
    if len(old) > 1:
        return ClauseStep("joined", old, new, edits)
    if not stands:
        return ClauseStep("moved", old, new, edits)
    return ClauseStep("changed" if edits else "kept", old, new, edits)


def _alone(before: Sequence[str], after: Sequence[str], links: Sequence[Link]) -> Iterator[ClauseStep]:
    old, new = unlinked(before, after, links)
    yield from (ClauseStep("removed", (place,), (), diff(before[place], "")) for place in old)
    yield from (ClauseStep("added", (), (place,), diff("", after[place])) for place in new)


def _reading_order(step: ClauseStep, standing: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """By the place after; a removed clause follows the one it stood behind."""
    if step.after:
        return step.after[0], -1
    behind = bisect_left(standing, step.before) - 1
    return (standing[behind][1] if behind >= 0 else -1), step.before[0]
