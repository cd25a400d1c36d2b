"""The words and signs of a text that say how much at least, when, how far, and for whom."""

import re

from portal.text.terms import Table, Term, apart
from portal.text.words.dosing import HOW_OFTEN, IN_WORDS, ROUTES, SOMETIMES, WRITTEN_LARGE
from portal.text.words.limits import AMOUNTS, BESIDE_A_DATE, BESIDE_A_FIGURE, EXTENT, JOINTS, SCOPE, SIGNS, WHEN

_AMOUNT = Table(AMOUNTS)
_SIGN = Table(SIGNS, edges=(r"(?<![<>=-])", rf"(?={BESIDE_A_FIGURE})"))
_WHEN = Table(WHEN, minor=True)
_AT = Table(BESIDE_A_DATE, minor=True)
_SCOPE = Table(SCOPE, minor=True)
_EXTENT = Table(EXTENT, minor=True)
_AND = Table(JOINTS, minor=True)
_FIGURE_OR_DATE = re.compile(r"\s*(?:the\s+)?[\d–.£½]")
_IN_WORDS = Table(IN_WORDS)
_SOMETIMES = Table(SOMETIMES, minor=True)


def _dotted(short: str) -> str:
    """An abbreviation with its dots, be the last there or not."""
    return short.replace(".", r"\.") + (r"\.?" if "." in short else "")


def _abbreviated(table: dict[str, str]) -> dict[str, str]:
    return {meaning: "|".join(map(_dotted, words.split())) for meaning, words in table.items()}


_HOW_OFTEN = Table(_abbreviated(HOW_OFTEN), edges=(r"(?<![\w.])", r"(?!\w)"))
_ROUTES = Table(_abbreviated(ROUTES), minor=True, edges=(r"(?<![\w.])", r"(?!\w)"))
_LARGE = {short: meaning for meaning, short in WRITTEN_LARGE.items()}
_IN_CAPITALS = re.compile(rf"\b(?:{'|'.join(_LARGE)})\b")


def limits(text: str) -> list[Term]:
    """Every "at least", "no more than" or ≥."""
    return apart(_AMOUNT.find(text), _SIGN.find(text))


def doses(text: str) -> list[Term]:
    """Every "b.d.", "PRN", "alternate days" or "orally", by what it means."""
    large = (Term(*match.span(), _LARGE[match[0]], match[0], minor=True) for match in _IN_CAPITALS.finditer(text))
    return apart(_HOW_OFTEN.find(text), _ROUTES.find(text), _IN_WORDS.find(text), large, _SOMETIMES.find(text))


def moments(text: str) -> list[Term]:
    """Every before, after and until; by, from and to where a date or figure follows. `text` has dashes for dates."""
    beside = (term for term in _AT.find(text) if _FIGURE_OR_DATE.match(text, term.end))
    return apart(_WHEN.find(text), beside)


def scopes(text: str) -> list[Term]:
    """Every all, some, both and either."""
    return _SCOPE.find(text)


def extents(text: str) -> list[Term]:
    """Every including, excluding, partly and fully."""
    return _EXTENT.find(text)


def joints(text: str) -> list[Term]:
    """Every and, or, and/or."""
    return _AND.find(text)
