"""Words that take the place of others in a sentence that stays (design §5)."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portal.text.differing import is_list
from portal.text.opposites import are_opposites, is_form
from portal.text.redline import Texts, places
from portal.text.respelt import is_respelt
from portal.text.terms import Term, words_before
from portal.text.words.common import COMMON

_WORD = re.compile(r"(?<![\w/@&#.])[^\W_]+(?:['’-][^\W_]+)*(?![\w@_/;]|\.\w|:[/:])")
_MOST_WORDS = 3
_LEAST_STAYING = 0.5
_LONGEST_SENTENCE, _LONGEST_EDIT = 200, 400

Sides = tuple[Sequence[Term], Sequence[Term]]


class Word(NamedTuple):
    """A word of a text, where it begins, and in small letters."""

    start: int
    shown: str
    small: str


class Replaced(NamedTuple):
    """Words that took the place of others, as they are shown."""

    old: str
    new: str
    after: str
    are_opposites: bool = False
    terms: tuple[Term, ...] = ()


def replaced(texts: Texts, known: Sides, lone: Sides) -> Iterator[Replaced]:
    """Opposites, and one to three words that carry sense for as few others; not the known terms, nor a new spelling.

    Terms for which no other of their kind came or went are `lone`: what else has their place is told with them.
    """
    before, after, edits = texts
    every = _words(before), _words(after)
    stays = _staying(*every)
    unknown = _outside(every[0], known[0]), _outside(every[1], known[1])
    yield from _swapped(texts, *unknown)
    left, fresh = _beyond(unknown[0], *every), _beyond(unknown[1], *every[::-1])
    for start, end, after_start, after_end in places(edits):
        if max(end - start, after_end - after_start) > _LONGEST_EDIT:
            continue
        old, new = _within(left, start, end), _within(fresh, after_start, after_end)
        old, new = _unlike(old, new), _unlike(new, old)
        for one, other in _opposed(old, new):
            old.remove(one)
            new.remove(other)
            terms = (*_of([one], lone[0]), *_of([other], lone[1]))
            yield Replaced(one.shown, other.shown, words_before(before, one.start), True, terms)
        old, new = _with_lone(old, lone[0]), _with_lone(new, lone[1])
        if stays and 0 < len(old) <= _MOST_WORDS and 0 < len(new) <= _MOST_WORDS and not _same_sense(old, new):
            terms = (*_of(old, lone[0]), *_of(new, lone[1]))
            yield Replaced(_shown(old), _shown(new), words_before(before, old[0].start), terms=terms)


def _of(words: Sequence[Word], terms: Sequence[Term]) -> list[Term]:
    """The terms that the words stand in."""
    return [term for term in terms if any(term.start <= word.start < term.end for word in words)]


def _words(text: str) -> list[Word]:
    return [Word(match.start(), match[0], match[0].lower()) for match in _WORD.finditer(text)]


def _outside(words: Sequence[Word], terms: Sequence[Term]) -> list[Word]:
    """The words that are in none of the terms."""
    covered = {place for term in terms for place in range(term.start, term.end)}
    return [word for word in words if word.start not in covered]


def _beyond(words: Sequence[Word], every: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words that stand more often on their own side than among the others."""
    here, there = (Counter(word.small for word in side) for side in (every, others))
    return [word for word in words if here[word.small] > there[word.small]]


def _within(words: Sequence[Word], start: int, end: int) -> list[Word]:
    first, last = (bisect_left(words, (place,)) for place in (start, end))
    return list(words[first:last])


def _unlike(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words that no other is a form of; each of the others stands for one."""
    left, kept = list(others), []
    for word in words:
        same = next((one for one in left if one.small == word.small or is_form(one.small, word.small)), None)
        if same:
            left.remove(same)
        else:
            kept.append(word)
    return kept


def _staying(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether half of the sentence's words are on both sides."""
    both = Counter(word.small for word in old) & Counter(word.small for word in new)
    return both.total() >= _LEAST_STAYING * min(len(old), len(new))


def _opposed(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[Word, Word]]:
    """The pairs of words that are opposites; each word in one pair."""
    if len(old) > 2 * _MOST_WORDS or len(new) > 2 * _MOST_WORDS:
        return []
    left, found = list(new), []
    for word in old:
        other = next((one for one in left if are_opposites(word.small, one.small)), None)
        if other:
            left.remove(other)
            found.append((word, other))
    return found


def _with_lone(words: Sequence[Word], lone: Sequence[Term]) -> list[Word]:
    """The words that carry sense; a lone term's where the term is all that has changed on its side."""
    within = [word for word in words if _of([word], lone)]
    sense = _with_sense([word for word in words if word not in within])
    return sense or within


def _with_sense(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if not _is_common(word.small) or _is_letter(word)]


def _is_common(word: str) -> bool:
    return word in COMMON or re.split("['’]", word)[0] in COMMON or (len(word) == 1 and word.isalpha())


def _is_letter(word: Word) -> bool:
    """Whether it is a large letter by itself within a sentence, as in "ward A"."""
    return word.start > 0 and len(word.shown) == 1 and word.shown.isupper() and word.shown != "I"


def _same_sense(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether only the spelling or the form of the words is another."""
    if "".join(word.small for word in old).replace("-", "") == "".join(word.small for word in new).replace("-", ""):
        return True
    return len(old) == len(new) and all(is_respelt(one.shown, other.shown) for one, other in zip(old, new, strict=True))


def _shown(words: Sequence[Word]) -> str:
    return " ".join(word.shown for word in words)


def _swapped(texts: Texts, old: Sequence[Word], new: Sequence[Word]) -> Iterator[Replaced]:
    """Two words that have each other's place, other than in one list."""
    old, new = _with_sense(old), _with_sense(new)
    if len(old) != len(new) or len(old) > _LONGEST_SENTENCE:
        return
    apart = [n for n, (one, other) in enumerate(zip(old, new, strict=True)) if one.small != other.small]
    if len(apart) != 2:
        return
    (one, other), (here, there) = ([words[n] for n in apart] for words in (old, new))
    between = texts.before[one.start + len(one.shown) : other.start]
    if one.small == there.small and other.small == here.small and not is_list(between):
        yield Replaced(one.shown, other.shown, words_before(texts.before, one.start))
        yield Replaced(other.shown, one.shown, words_before(texts.before, other.start))
