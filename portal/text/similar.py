"""Clauses that share most of their words, one with one or one with several neighbours."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

Link = tuple[tuple[int, ...], tuple[int, ...]]
Words = Counter[str]

_WORD = re.compile(r"\w+")
_LEAST_ALIKE = 0.5
_LEAST_WITHIN = 0.6
_FEWEST_WORDS = 3
_MOST_CANDIDATES = 8
_MOST_LOOKS = 64
_MOST_LEFT = 20_000


def unlinked(before: Sequence[str], after: Sequence[str], links: Sequence[Link]) -> tuple[list[int], list[int]]:
    """The places that no link holds, before and after."""
    old = {place for link in links for place in link[0]}
    new = {place for link in links for place in link[1]}
    return [n for n in range(len(before)) if n not in old], [n for n in range(len(after)) if n not in new]


def similar(before: Sequence[str], after: Sequence[str], links: Sequence[Link]) -> list[Link]:
    """Further links, the most alike first: of clauses that share half of their words.

    A clause is linked with several neighbours when each neighbour holds words of it that the others do not. The work
    is bounded: each clause is compared with the few that share its rarest words, and with those at its place; where
    more than 20,000 are left, none is said to be like another.
    """
    old_left, new_left = unlinked(before, after, links)
    if len(old_left) + len(new_left) > _MOST_LEFT:
        return []
    old = {place: Counter(_WORD.findall(before[place].lower())) for place in old_left}
    new = {place: Counter(_WORD.findall(after[place].lower())) for place in new_left}
    found: list[Link] = []
    for place, there in _pairs(old, new, links):
        link = _grown(place, there, old, new) if place in old and there in new else None
        if link:
            found.append(link)
            _forget(old, link[0])
            _forget(new, link[1])
    return found


def _pairs(old: dict[int, Words], new: dict[int, Words], links: Sequence[Link]) -> list[tuple[int, int]]:
    """Pairs worth comparing, the most alike and then the nearest first."""
    holders: dict[str, list[int]] = defaultdict(list)
    for there, words in new.items():
        for word in words:
            holders[word].append(there)
    shifts = sorted((link[0][-1], link[1][-1] - link[0][-1]) for link in links)
    pairs: list[tuple[float, int, int, int]] = []
    for place, words in old.items():
        behind = bisect_left(shifts, (place,)) - 1
        expected = place + (shifts[behind][1] if behind >= 0 else 0)
        worth = {*_sharing(words, holders), expected} & new.keys()
        pairs += [(-_alike(words, new[there]), abs(there - expected), place, there) for there in worth]
    return [(place, there) for _, _, place, there in sorted(pairs)]


def _sharing(words: Words, holders: dict[str, list[int]]) -> Iterator[int]:
    """The clauses that hold most of the rarest of these words."""
    looks: Counter[int] = Counter()
    for word in sorted(words, key=lambda word: (len(holders.get(word, ())), word)):
        looks.update(holders.get(word, ())[:_MOST_LOOKS])
        if looks.total() >= _MOST_LOOKS:
            break
    return (there for there, _ in looks.most_common(_MOST_CANDIDATES))


def _grown(place: int, there: int, old: dict[int, Words], new: dict[int, Words]) -> Link | None:
    """The pair, on its shorter side with the neighbours that hold the rest of the longer; None for too little alike."""
    olds: tuple[int, ...] = (place,)
    news: tuple[int, ...] = (there,)
    if old[place].total() > new[there].total():
        news = _with_neighbours(there, new, old[place])
    else:
        olds = _with_neighbours(place, old, new[there])
    return (olds, news) if _alike(_together(old, olds), _together(new, news)) >= _LEAST_ALIKE else None


def _together(clauses: dict[int, Words], places: tuple[int, ...]) -> Words:
    return sum((clauses[place] for place in places), Words())


def _with_neighbours(place: int, clauses: dict[int, Words], whole: Words) -> tuple[int, ...]:
    rest = whole - clauses[place]
    found = [place]
    for step in (-1, 1):
        at = place + step
        while at in clauses and _is_within(clauses[at], rest):
            rest = rest - clauses[at]
            found.append(at)
            at += step
    return tuple(sorted(found))


def _is_within(words: Words, rest: Words) -> bool:
    return words.total() >= _FEWEST_WORDS and (words & rest).total() >= _LEAST_WITHIN * words.total()


def _alike(one: Words, other: Words) -> float:
    """The share of their words that both have, from 0 to 1."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _forget(clauses: dict[int, Words], places: tuple[int, ...]) -> None:
    for place in places:
        del clauses[place]
