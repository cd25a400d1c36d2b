"""Words that carry a meaning, found in a text."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_WORDS_BEFORE = re.compile(r"(?:[^\s“”]+\s+){1,3}$")
_NEARBY = 60


class Term(NamedTuple):
    """Words with a meaning: their place, what is compared, what is shown, what a number counts, what it is per
    (compared, and as shown), the words beside it, by which it is known again elsewhere, and up to three before it.

    What is `minor` is told only when another of its kind takes its place. `sentence` is the number of the pair of
    sentences that it stands in, -1 for one that is new or gone whole.
    """

    start: int
    end: int
    meaning: str
    shown: str
    unit: str = ""
    rate: str = ""
    per: str = ""
    beside: str = ""
    after: str = ""
    minor: bool = False
    sentence: int = 0

    @property
    def says(self) -> tuple[str, str, str]:
        """What two terms that mean the same have in common."""
        return self.meaning, self.unit, self.rate


class Table:
    """A table of patterns by meaning as one search, in either case; a space stands for any."""

    def __init__(self, patterns: Mapping[str, str], *, minor: bool = False, edges: tuple[str, str] = (r"\b", r"\b")):
        self.minor, self.meanings = minor, list(patterns)
        ways = "|".join(f"(?P<m{n}>{pattern})" for n, pattern in enumerate(patterns.values()))
        whole = f"{edges[0]}(?:{ways}){edges[1]}"
        self.pattern = re.compile(re.sub(r"(?<!\[)(?<!\\) (?![\]?])", r"\\s+", whole), re.IGNORECASE)

    def find(self, text: str) -> list[Term]:
        """Every term of the table, in order."""
        return [
            Term(*match.span(), self.meanings[int((match.lastgroup or "m0")[1:])], plain(match[0]), minor=self.minor)
            for match in self.pattern.finditer(text)
        ]


def plain(words: str) -> str:
    """The words with one space between them."""
    return " ".join(words.split())


def short(words: str, most: int = 38) -> str:
    """The words, or where they are many the first of them."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def apart(*found: Iterable[Term]) -> list[Term]:
    """The terms in order; of those that overlap the one that begins first, and of these the longest."""
    kept: list[Term] = []
    for term in sorted((term for terms in found for term in terms), key=lambda term: (term.start, -term.end)):
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    return kept


def without(text: str, terms: Iterable[Term]) -> str:
    """The text with a dash for each character of the terms, so that all else stays in its place."""
    parts, at = [], 0
    for term in terms:
        parts += [text[at : term.start], "–" * (term.end - term.start)]
        at = term.end
    return "".join([*parts, text[at:]])


def words_before(text: str, start: int) -> str:
    """Up to three words before a place; "" at the start of a text."""
    found = _WORDS_BEFORE.search(text, max(0, start - _NEARBY), start)
    return short(found[0].strip()) if found else ""
