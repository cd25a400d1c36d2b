"""Finding words as people look for them: in either case, with or without accents."""

import unicodedata
from functools import lru_cache
from itertools import pairwise

_PLAIN = str.maketrans("‘’‚“”„‐‑–—", "'''\"\"\"----")


def find(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where `words` stand in `text`, as (start, end) in characters, in order and apart from each other.

    Case, accents, the kind of quotation mark or dash, and how many spaces there are make no difference.
    """
    folded, places = _folded(text)
    sought, _ = _folded(words.strip())
    ends = dict(pairwise([*sorted(set(places)), len(text)]))
    found: list[tuple[int, int]] = []
    at = folded.find(sought) if sought else -1
    while at >= 0:
        start, last = places[at], places[at + len(sought) - 1]
        if not found or start >= found[-1][1]:
            found.append((start, ends[last]))
        at = folded.find(sought, at + len(sought))
    return found


def alike(one: str, other: str) -> bool:
    """Whether a reader takes these for the same words, as `find` does."""
    return as_compared(one) == as_compared(other)


def as_compared(text: str) -> str:
    """What texts that a reader takes for the same words have in common."""
    return _folded(text.strip())[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and where in the text each of its characters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = _plain(character)
        if plain.isspace():
            plain = "" if letters and letters[-1] == " " else " "
        letters += plain
        places += [place] * len(plain)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.translate(_PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
