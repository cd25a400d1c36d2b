"""Where a text's sentences begin and end, and which of two texts answer to each other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

_TITLES = "".join(rf"(?<!\b{title}\.)" for title in ("Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "no", "e.g", "i.e"))
END = re.compile(rf"(?<=[.!?]){_TITLES}[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n+")
_WORD = re.compile(r"\w+")
_LEAST_ALIKE = 0.35
_LEAST_ALIKE_ELSEWHERE = 0.5
_MOST_COMPARED = 400
_MOST_CHARACTERS = 5000

Words = Counter[str]
Pair = tuple[str, str]


def starts(text: str) -> list[int]:
    """Where each sentence begins, in characters; the first at 0."""
    return [0, *(match.end() for match in END.finditer(text))]


def sentences(text: str) -> list[str]:
    """The sentences, without the space between them."""
    return [one for one in (part.strip() for part in END.split(text)) if one]


def changed(before: str, after: str) -> list[Pair]:
    """The sentences that differ, each with the one that answers to it; "" where none does.

    What is the same on both sides is in no pair, wherever it stands. Sentences that are split, joined or written anew
    beside each other are one pair. The work is bounded: what is long, or much of it, is one pair of what remains.
    """
    old, new = _different(sentences(before), sentences(after))
    size = sum(map(len, (*old, *new)))
    if not old or not new or len(old) * len(new) > _MOST_COMPARED or size > _MOST_CHARACTERS:
        return [(" ".join(old), " ".join(new))]
    return [(" ".join(one), " ".join(other)) for one, other in _answering(old, new)]


def _different(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    both = Counter(old) & Counter(new)
    return _less(old, both), _less(new, both)


def _less(found: Sequence[str], both: Counter[str]) -> list[str]:
    left, kept = Counter(both), []
    for sentence in found:
        if left[sentence]:
            left[sentence] -= 1
        else:
            kept.append(sentence)
    return kept


def _answering(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    standing, elsewhere = _links([_words(one) for one in old], [_words(one) for one in new])
    yield from (([old[place]], [new[there]]) for place, there in elsewhere)
    moved_old, moved_new = {place for place, _ in elsewhere}, {there for _, there in elsewhere}
    groups: list[tuple[list[str], list[str]]] = []
    at = there = 0
    for place, other in [*standing, (len(old), len(new))]:
        between = (
            [old[n] for n in range(at, place) if n not in moved_old],
            [new[n] for n in range(there, other) if n not in moved_new],
        )
        groups += [between, ([*old[place : place + 1]], [*new[other : other + 1]])]
        at, there = place + 1, other + 1
    yield from _joined([group for group in groups if any(group)])


def _joined(groups: list[tuple[list[str], list[str]]]) -> list[tuple[list[str], list[str]]]:
    """The groups, a one-sided one taken into the neighbour that is more alike with it."""
    found: list[tuple[list[str], list[str]]] = []
    for group in groups:
        if found and not all((*group, *found[-1])) and _is_better(found[-1], group):
            found[-1] = (found[-1][0] + group[0], found[-1][1] + group[1])
        else:
            found.append(group)
    return found


def _is_better(one: tuple[list[str], list[str]], other: tuple[list[str], list[str]]) -> bool:
    apart = max(_likeness(*one), _likeness(*other))
    return _likeness(one[0] + other[0], one[1] + other[1]) > apart


def _links(old: Sequence[Words], new: Sequence[Words]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Which sentences answer to each other: as many words in order as can be, then those elsewhere."""
    alike = {(n, m): _alike(one, other) for n, one in enumerate(old) for m, other in enumerate(new)}
    best: dict[tuple[int, int], tuple[float, tuple[Any, ...]]] = {
        (n, m): (0.0, ()) for n in (-1, *range(len(old))) for m in (-1, *range(len(new)))
    }
    for n, m in alike:
        score, row = max(best[n - 1, m], best[n, m - 1], key=lambda found: found[0])
        taken = best[n - 1, m - 1][0] + alike[n, m]
        links_here = alike[n, m] >= _LEAST_ALIKE and taken > score
        best[n, m] = (taken, (best[n - 1, m - 1][1], (n, m))) if links_here else (score, row)
    standing = _unrolled(best[len(old) - 1, len(new) - 1][1])
    used_old, used_new = {n for n, _ in standing}, {m for _, m in standing}
    elsewhere = []
    for n, m in sorted(alike, key=lambda place: -alike[place]):
        if alike[n, m] >= _LEAST_ALIKE_ELSEWHERE and n not in used_old and m not in used_new:
            elsewhere.append((n, m))
            used_old.add(n)
            used_new.add(m)
    return standing, elsewhere


def _unrolled(row: tuple[Any, ...]) -> list[tuple[int, int]]:
    found = []
    while row:
        row, link = row
        found.append(link)
    return found[::-1]


def _words(text: str) -> Words:
    return Counter(_WORD.findall(text.lower()))


def _likeness(old: Sequence[str], new: Sequence[str]) -> float:
    return _alike(_words(" ".join(old)), _words(" ".join(new)))


def _alike(one: Words, other: Words) -> float:
    """The share of their words that both have, from 0 to 1."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
