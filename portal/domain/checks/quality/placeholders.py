"""Nothing is left that stands for what is still to be written (002 §7.4)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding

_STANDS_FOR = re.compile(
    r"\b[xX]{2,}\b|\?{2,}|\b(?:Dr|Mr|Mrs|Ms|Miss|Prof(?:essor)?)\.?\s+(?:[A-Z]\b(?!['’.]|\s+[A-Z][a-z]|[a-z])"
    r"|[Xx]{2,}|\.{3,}|…)|\bDD[/ .-]MM[/ .-]YY(?:YY)?\b|<[A-Za-z][\w ]{1,40}>"
    r"|\b(?i:insert|enter|add|type|complete)\s+(?i:name|date|text|details?|role|title|number|here|as)\b"
    r"|\blorem ipsum\b|\.{5,}|…{2,}|\b(?i:to follow|tbd|n/?k)\b(?=\W*$)",
)


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.spots:
        for match in list(_STANDS_FOR.finditer(spot.words))[:1]:
            sentence = f"{spot.where} still has “{match[0].strip()}”, which stands for something. Write what it is."
            yield CHECK.worth(spot, sentence, match.span())


CHECK = Check("placeholders", "002 §7.4", find)
