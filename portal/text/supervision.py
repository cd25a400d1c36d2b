"""How closely somebody is supervised, as far as the words of a plan say it (002 §6.3).

Only the field's usual terms are known, so much is left unsaid: other words for a level, what holds in one setting
only, and until when.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from portal.text.terms import Table, Term
from portal.text.words import levels


class Level(IntEnum):
    """How much supervision: a higher number is more of it. The GMC's are direct, close and supervised (at hand)."""

    NORMAL = 0
    OVERSIGHT = 1
    AT_HAND = 2
    CLOSE = 3
    ON_SITE = 4
    DIRECT = 5
    OBSERVING = 6

    @property
    def named(self) -> str:
        return _NAMES[self]


_NAMES = {
    Level.NORMAL: "normal supervision for the grade",
    Level.OVERSIGHT: "regular oversight",
    Level.AT_HAND: "supervision at hand",
    Level.CLOSE: "close supervision",
    Level.ON_SITE: "indirect supervision on site (indirect 1)",
    Level.DIRECT: "direct supervision",
    Level.OBSERVING: "observing only",
}
_TERMS = {Level[name]: words for name, words in levels.NAMED.items()}
_DESCRIPTIONS = {Level[name]: words for name, words in levels.DESCRIBED.items()}
_DENIED_BEFORE = re.compile(
    r"\b(?:not|never|no longer|without|instead of|rather than|an end to)(?! less| below| lower)(?: \w+){0,2} ?$",
    re.IGNORECASE,
)
_NOT_WITHOUT = re.compile(r"\b(?:not|never)\b.*\b(?:without|unless)\b", re.IGNORECASE)
_DENIED_AFTER = re.compile(
    r"(?: \w+){0,3} (?:is|are|was|has been|will be) (?:no longer|not) \w+| (?:ends|ended|stops)\b", re.IGNORECASE
)
_REGULATOR = re.compile(
    r"\b(?:GMC|GDC|GPhC|PSNI|MPTS|(?i:regulator(?:s|y)?)|General (?:Medical|Dental|Pharmaceutical) Council"
    r"|(?:Medical )?Performers['’]? List|(?:Interim Orders|Medical Practitioners) Tribunal)\b"
)
_LIMIT = r"conditions?|undertakings?|interim orders?|restrictions?|requirements?"
_REQUIRES = re.compile(
    rf"\b(?:{_LIMIT}|conditional|requires?|imposed|minimum|at least)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    rf"\b(?:no|not|without|never)\b[^.;]{{0,40}}\b(?:{_LIMIT})\b"
    r"|\b(?:lifted|revoked|expired|removed|came to an end|ended)\b|\bmay impose\b|\bcould impose\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
_SAID = Table(levels.NAMED)


def levels_said(text: str) -> list[Term]:
    """Each usual term for a level, by the name of its level."""
    return _SAID.find(text)


@lru_cache(maxsize=4096)
def level_in(text: str) -> Level | None:
    """The level that the supervision of a stage is said to have; None when no usual term says it.

    Of several terms the lightest counts; where there is none, the closest of what is described.
    """
    named = min(_named(text, _TERMS), default=None)
    return max(_named(text, _DESCRIPTIONS), default=None) if named is None else named


@lru_cache(maxsize=4096)
def required_in(text: str, context: tuple[str, ...] = ()) -> Level | None:
    """The level that a text says a regulator or a list requires, read after its `context`; None when it names none.

    A level counts from a sentence that speaks of a requirement of a regulator or of a list, until one that ends it.
    """
    if not any(_REGULATOR.search(one) for one in (*context, text)):
        return None
    speaks, found = False, list[Level]()
    for one in (*context, text):
        for sentence in _SENTENCE.split(one):
            names = _REGULATOR.search(sentence) and _REQUIRES.search(sentence)
            speaks = bool(speaks or names) and not _OVER.search(sentence)
            found += _named(sentence, _TERMS) if speaks and one is text else []
    return min((level for level in found if level > Level.OVERSIGHT), default=None)


def _named(text: str, words: dict[Level, str]) -> Iterator[Level]:
    for level, pattern in words.items():
        for found in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            if not _is_denied(text[: found.start()], text[found.end() :]):
                yield level


def _is_denied(before: str, after: str) -> bool:
    """Whether the words around a term say that it is not so; "not without" says that it is."""
    if _DENIED_AFTER.match(after):
        return True
    return bool(_DENIED_BEFORE.search(before)) and not _NOT_WITHOUT.search(before)


def levels_named(text: str) -> list[tuple[int, int, Level]]:
    """Where a text names a level by its usual term and does not deny it: start, end and level."""
    return sorted(
        (*found.span(), level)
        for level, pattern in _TERMS.items()
        for found in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
        if not _is_denied(text[: found.start()], text[found.end() :])
    )
