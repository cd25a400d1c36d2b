"""Which terms of one kind became others, went or came between two texts that answer to each other."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from portal.text.redline import Edit, Texts, places
from portal.text.terms import Term

Key = Callable[[Term], tuple[str, ...]]
_ONLY_A_LIST = re.compile(r"(?:\W|\b(?:and|or|the|an?|with|is|are|was|were|there|dr|mr|mrs|ms)\b)*", re.IGNORECASE)
_MOST_SWAPPED = 12


class Differing(NamedTuple):
    """Terms that took another's place, that went, and that came."""

    became: list[tuple[Term, Term]]
    gone: list[Term]
    come: list[Term]


def differing(old: Sequence[Term], new: Sequence[Term], texts: Texts) -> Differing:
    """What became of the terms. Such as only stand elsewhere, with what they were said of, are no difference."""
    swapped = exchanged(old, new, texts)
    if swapped:
        return Differing(swapped, [], [])
    result = Differing([], [], [])
    for gone, come in _groups(old, new, texts.edits):
        gone, come = unmatched(gone, come)
        paired = min(len(gone), len(come))
        result.became.extend(zip(gone, come, strict=False))
        result.gone.extend(gone[paired:])
        result.come.extend(come[paired:])
    return Differing(result.became, *unmatched(result.gone, result.come, lambda term: (*term.says, term.beside)))


def moved(old: Sequence[Term], new: Sequence[Term]) -> tuple[list[Term], list[Term], list[Term]]:
    """Of what went and came: what only moved to other words, what went, and what came; without what went along."""
    gone, come = unmatched(old, new, lambda term: (*term.says, term.beside, term.after))
    elsewhere = {term.says for term in gone} & {term.says for term in come}
    return (
        [term for term in come if term.says in elsewhere],
        [term for term in gone if term.says not in elsewhere],
        [term for term in come if term.says not in elsewhere],
    )


def exchanged(old: Sequence[Term], new: Sequence[Term], texts: Texts) -> list[tuple[Term, Term]]:
    """The same terms in another order, each with the one that has its place; none where they stand in one list, or
    where what stands beside them went along.
    """
    if not 1 < len(old) == len(new) <= _MOST_SWAPPED:
        return []
    pairs = [(one, other) for one, other in zip(old, new, strict=True) if one.says != other.says]
    if not pairs or Counter(term.says for term in old) != Counter(term.says for term in new):
        return []
    along = Counter((*term.says, term.beside) for term in old) == Counter((*term.says, term.beside) for term in new)
    if along or all(_is_list(text, [pair[n] for pair in pairs]) for n, text in enumerate(texts[:2])):
        return []
    return pairs


def _is_list(text: str, terms: Sequence[Term]) -> bool:
    between = [text[one.end : other.start] for one, other in pairwise(terms)]
    return all(map(is_list, between))


def is_list(between: str) -> bool:
    """Whether what stands between two words only joins them, as "and" and a comma do."""
    return bool(_ONLY_A_LIST.fullmatch(between))


def _groups(old: Sequence[Term], new: Sequence[Term], edits: Sequence[Edit]) -> Iterator[tuple[list[Term], list[Term]]]:
    """The terms that answer to each other: those that stand in one place, then those of one edit."""
    there = {term.start: term for term in new}
    standing = {place: term for place, term in _carried(old, edits) if place in there}
    yield from (([term], [there[place]]) for place, term in standing.items())
    ends, after_ends = ([place[n] for place in places(edits)] for n in (1, 3))
    groups: dict[int, tuple[list[Term], list[Term]]] = defaultdict(lambda: ([], []))
    kept = {term.start for term in standing.values()}
    for term in old:
        if term.start not in kept:
            groups[min(bisect_left(ends, term.start), len(ends) - 1)][0].append(term)
    for term in new:
        if term.start not in standing:
            groups[min(bisect_left(after_ends, term.start), len(ends) - 1)][1].append(term)
    yield from (groups[number] for number in sorted(groups))


def _carried(terms: Sequence[Term], edits: Sequence[Edit]) -> Iterator[tuple[int, Term]]:
    """Where the terms stand afterwards whose first letter stays."""
    shift = number = 0
    for term in terms:
        while number < len(edits) and edits[number].end <= term.start:
            shift += len(edits[number].text) - (edits[number].end - edits[number].start)
            number += 1
        if number == len(edits) or term.start < edits[number].start:
            yield term.start + shift, term


def unmatched(
    old: Sequence[Term], new: Sequence[Term], key: Key = lambda term: term.says
) -> tuple[list[Term], list[Term]]:
    """The terms without one like it on the other side."""
    counts, after_counts = Counter(map(key, old)), Counter(map(key, new))
    return _beyond(old, after_counts, key), _beyond(new, counts, key)


def _beyond(terms: Sequence[Term], others: Counter[tuple[str, ...]], key: Key) -> list[Term]:
    left = []
    for term in terms:
        if others[key(term)]:
            others[key(term)] -= 1
        else:
            left.append(term)
    return left
