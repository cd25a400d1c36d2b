"""Words that carry a meaning, found in a text."""

from typing import NamedTuple


class Term(NamedTuple):
    """Words with a meaning: their place, what is compared, what is shown, what a number counts, and the
    words beside it, by which it is known again elsewhere.
    """

    start: int
    end: int
    meaning: str
    shown: str
    unit: str = ""
    rate: str = ""
    beside: str = ""


def plain(words: str) -> str:
    """The words with one space between them."""
    return " ".join(words.split())
