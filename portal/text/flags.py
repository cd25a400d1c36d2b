"""Small changes with large meanings, said in plain sentences."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from portal.text.amounts import dates, frequencies, numbers
from portal.text.duties import limits, modals, negations, roles, strength
from portal.text.redline import Edit, diff
from portal.text.terms import Term

_DATE, _NUMBER, _FREQUENCY, _LIMIT = "A date", "A number", "A frequency", "A limit"
_NEGATION, _MODAL, _ROLE = "A word that can turn the meaning", "A duty word", "A role"
_WORDS_BEFORE = re.compile(r"\w+\W+\w+\W*$")
_WORD_AFTER = re.compile(r"\W*(\w+)")
_NEARBY = 60
_AS_READ = str.maketrans("\u0131\u0130\u017f\u212a", "iIsK")  # what a search in either case takes for these


def flags(before: str, after: str) -> list[str]:
    """A sentence for each date, number, limit, negation, modal verb or role that changes (design §5).

    Such as "A number changes: two becomes four."; what is only written another way ("two", "2") is none.
    """
    return list(_flags(before, after)) if before != after else []


@lru_cache(maxsize=4096)
def _flags(before: str, after: str) -> tuple[str, ...]:
    edits = diff(before, after)
    head, tail = max(0, edits[0].start - _NEARBY), max(0, len(before) - edits[-1].end - _NEARBY)
    old, new = _terms(before[head : len(before) - tail]), _terms(after[head : len(after) - tail])
    near = [edit._replace(start=edit.start - head, end=edit.end - head) for edit in edits]
    kinds = (kind for kind in old if old[kind] or new[kind])
    return tuple(dict.fromkeys(sentence for kind in kinds for sentence in _sentences(kind, old[kind], new[kind], near)))


def _terms(text: str) -> dict[str, list[Term]]:
    """The terms of each kind; a date holds no number, and "no more than" no negation."""
    text = text.translate(_AS_READ)
    days, bounds = dates(text), limits(text)
    undated = _without(text, days)
    amounts = numbers(undated)
    found = {
        _DATE: days,
        _NUMBER: amounts,
        _FREQUENCY: frequencies(_without(undated, amounts)),
        _LIMIT: bounds,
        _NEGATION: negations(_without(text, bounds)),
        _MODAL: modals(undated),
        _ROLE: roles(text),
    }
    return {kind: [term._replace(beside=_beside(kind, term, text)) for term in terms] for kind, terms in found.items()}


def _without(text: str, terms: Sequence[Term]) -> str:
    """The text with a dash for each character of the terms, so that all else stays in its place."""
    parts, at = [], 0
    for term in terms:
        parts += [text[at : term.start], "–" * (term.end - term.start)]
        at = term.end
    return "".join([*parts, text[at:]])


def _beside(kind: str, term: Term, text: str) -> str:
    """What is dated stands before a date; what is counted, forbidden or done stands after the word for it."""
    if kind == _DATE:
        found = _WORDS_BEFORE.search(text, max(0, term.start - _NEARBY), term.start)
    else:
        found = _WORD_AFTER.match(text, term.end, term.end + _NEARBY)
    return found[0].strip().lower() if found else ""


def _sentences(kind: str, old: Sequence[Term], new: Sequence[Term], edits: Sequence[Edit]) -> Iterator[str]:
    removed: list[Term] = []
    added: list[Term] = []
    for gone, come in _groups(old, new, edits):
        gone, come = _unmatched(gone, come, lambda term: (term.meaning, term.unit, term.rate))
        paired = min(len(gone), len(come))
        yield from (_becomes(kind, *pair) for pair in zip(gone, come, strict=False))
        removed += gone[paired:]
        added += come[paired:]
    removed, added = _unmatched(removed, added, lambda term: (term.meaning, term.unit, term.rate, term.beside))
    elsewhere = {term.meaning for term in removed} & {term.meaning for term in added}
    yield from (f"{kind} moves: {term.shown}." for term in added if term.meaning in elsewhere)
    yield from (f"{kind} is removed: {term.shown}." for term in removed if term.meaning not in elsewhere)
    yield from (f"{kind} is added: {term.shown}." for term in added if term.meaning not in elsewhere)


def _groups(old: Sequence[Term], new: Sequence[Term], edits: Sequence[Edit]) -> Iterator[tuple[list[Term], list[Term]]]:
    """The terms that answer to each other: those that stand in one place, then those of one edit."""
    there = {term.start: term for term in new}
    standing = {place: term for place, term in _carried(old, edits) if place in there}
    yield from (([term], [there[place]]) for place, term in standing.items())
    ends, after_ends = _ends(edits)
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


def _ends(edits: Sequence[Edit]) -> tuple[list[int], list[int]]:
    """Where each edit ends, before and afterwards."""
    after_ends, shift = [], 0
    for edit in edits:
        shift += len(edit.text) - (edit.end - edit.start)
        after_ends.append(edit.end + shift)
    return [edit.end for edit in edits], after_ends


def _unmatched(
    old: Sequence[Term], new: Sequence[Term], key: Callable[[Term], tuple[str, ...]]
) -> tuple[list[Term], list[Term]]:
    """The terms without one like it on the other side."""
    counts, after_counts = Counter(map(key, old)), Counter(map(key, new))
    return _beyond(old, after_counts, key), _beyond(new, counts, key)


def _beyond(
    terms: Sequence[Term], others: Counter[tuple[str, ...]], key: Callable[[Term], tuple[str, ...]]
) -> list[Term]:
    left = []
    for term in terms:
        if others[key(term)]:
            others[key(term)] -= 1
        else:
            left.append(term)
    return left


def _becomes(kind: str, old: Term, new: Term) -> str:
    strengths = [strength(term) for term in (old, new)] if kind == _MODAL else []
    meant = " ({} becomes {})".format(*strengths) if all(strengths) and len(set(strengths)) > 1 else ""
    return f"{kind} changes: {_shown(old, new)} becomes {_shown(new, old)}{meant}."


def _shown(term: Term, other: Term) -> str:
    return f"{term.shown} per {term.rate}" if term.rate and term.rate != other.rate else term.shown
