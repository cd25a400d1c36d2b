"""No gap is left to fill in what both sign (002 §7.3–7.4)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from portal.domain.checks.finding import Check, Examined, Finding

PLACEHOLDER = re.compile(
    r"\[[^\][]*\]|_{3,}|\bTB[CA]\b|\bto be (?:confirmed|named|agreed)(?=\s*(?:[.,;:)]|$))|\bnot yet named\b",
    re.IGNORECASE,
)


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.spots:
        gap = _gap(spot.words)
        if gap:
            sentence = f"{spot.where} has a gap to fill: “{gap.group()}”."
            yield replace(CHECK.missing(spot, sentence), start=gap.start(), end=gap.end())


@lru_cache(maxsize=8192)
def _gap(words: str) -> re.Match[str] | None:
    return PLACEHOLDER.search(words)


CHECK = Check("gaps", "002 §7.4", find)
