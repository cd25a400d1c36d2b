"""Small changes with large meanings, said in plain sentences."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from portal.beforehand import slow
from portal.text.as_read import as_read, seen, strange_words
from portal.text.contents import holdings
from portal.text.differing import differing, moved, unmatched
from portal.text.meanings import ANYWHERE, BY_WORDS, KINDS, OPPOSITE, OTHER, meanings_of
from portal.text.redline import Texts, diff
from portal.text.replaced import replaced
from portal.text.respelt import without_slips
from portal.text.saying import Said, changes, only, other_words, without_doubles
from portal.text.sentences import Pair, changed
from portal.text.terms import Term

_LABEL = re.compile(r"^(?:\d+(?:\.\d+)*[A-Z]?$|\d+(?:\.\d+)+[A-Z]?\s+(?=[A-Z“]))", re.MULTILINE)
_REACH = 300

Terms = dict[str, list[Term]]


@slow
def flags(before: str, after: str) -> list[str]:
    """A sentence for each change that somebody who skims must be told, the dangerous kinds first (design §5).

    Such as "A number changes: two becomes four."; what is only written another way ("two", "2") is none. A wholly new
    or removed sentence has one for all that it holds. Each has at most 140 characters.
    """
    return list(_flags(before, after)) if before != after else []


@lru_cache(maxsize=4096)
def _flags(before: str, after: str) -> tuple[str, ...]:
    old, new = as_read(seen(before)), as_read(seen(after))
    pairs = changed(old, new) if old and new else [(_LABEL.sub("", old), _LABEL.sub("", new))]
    return (*strange_words(after, before), *_told(pairs))


def _told(pairs: Sequence[Pair]) -> Iterator[str]:
    differences = _Differences()
    for old, new in pairs:
        texts = _as_meant(old, new) if old and new else None
        if texts and texts.edits:
            differences.compare(texts.near(_REACH))
    removed, added = (" ".join(pair[side] for pair in pairs if not pair[1 - side]) for side in (0, 1))
    gone, come = differences.whole(removed, differences.gone), differences.whole(added, differences.come)
    yield from without_doubles(differences.said())
    yield from holdings("Takes out", removed, gone)
    yield from holdings("Adds", added, come)


def _as_meant(old: str, new: str) -> Texts:
    """The two texts, the one before without its slips of the hand."""
    edits = diff(old, new)
    spelt = without_slips(old, edits, _has_meaning)
    return Texts(old, new, edits) if spelt == old else Texts(spelt, new, diff(spelt, new))


def _has_meaning(word: str) -> bool:
    return any(meanings_of(word).values())


class _Differences:
    """What differs in several pairs of sentences, by kind."""

    def __init__(self) -> None:
        self.became: dict[str, list[Said]] = defaultdict(list)
        self.gone: Terms = defaultdict(list)
        self.come: Terms = defaultdict(list)
        self.told: set[Term] = set()
        self.pairs = 0

    def compare(self, texts: Texts) -> None:
        """Gather what became of the terms and words of one pair."""
        self.pairs += 1
        found = meanings_of(texts.before), meanings_of(texts.after)
        known: tuple[list[Term], list[Term]] = ([], [])
        lone: tuple[list[Term], list[Term]] = ([], [])
        kinds: dict[Term, str] = {}
        for kind in KINDS:
            became, gone, come = differing(found[0][kind], found[1][kind], texts)
            self.became[kind] += (changes(kind, *pair) for pair in became)
            if kind in ANYWHERE:
                gone, come = unmatched(gone, come)
            for n, (terms, gathered) in enumerate(zip((gone, come), (self.gone, self.come), strict=True)):
                numbered = [term._replace(sentence=self.pairs) for term in terms if not term.minor]
                gathered[kind] += numbered
                if kind in BY_WORDS:
                    lone[n].extend(numbered)
                    kinds |= dict.fromkeys(numbered, kind)
                unsaid = {term.start for term in terms if term.minor or kind in BY_WORDS}
                known[n].extend(term for term in found[n][kind] if term.start not in unsaid)
        for words in replaced(texts, known, lone):
            kind = next((kinds[term] for term in words.terms), OTHER)
            self.became[OPPOSITE if words.are_opposites else kind].append(other_words(kind, words))
            self.told.update(words.terms)

    def whole(self, text: str, among: Terms) -> Terms:
        """The terms of sentences that are new or gone whole, put among the others: one of those may have moved."""
        found = meanings_of(text)
        for kind in KINDS:
            found[kind] = [term._replace(sentence=-1) for term in found[kind] if not term.minor]
            among[kind] += found[kind]
        return found

    def said(self) -> Iterator[Said]:
        """The sentences, the dangerous kinds first."""
        for kind in (*KINDS, OTHER):
            yield from self.became[kind]
            stands_elsewhere, gone, come = moved(self.gone[kind], self.come[kind])
            yield from (only(kind, "moves", term) for term in stands_elsewhere)
            yield from (only(kind, "is removed", term) for term in gone if self.is_news(term))
            yield from (only(kind, "is added", term) for term in come if self.is_news(term))

    def is_news(self, term: Term) -> bool:
        return term.sentence >= 0 and term not in self.told
