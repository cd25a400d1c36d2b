"""A part is given to one person only, and the plan is for the practitioner of its case (002 §6.5)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.spots import Holder, Spot
from portal.text.english import in_a_sentence

_TITLE = r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?|Sister|Sir|Dame)\.?"
_WORD = r"(?:(?:de|van|von|der|al|el|Mc|Mac|O['’])[ -]?)?[A-ZÀ-Þ][\w'’-]*\w"
_TITLED = rf"{_TITLE}\s+(?:[A-Z]\.?\s+)*{_WORD}(?:\s+{_WORD}){{0,2}}"
_NAME = rf"(?P<name>{_TITLED}|[A-Z]\.\s+{_WORD}|{_WORD}\s+{_WORD}(?:\s+{_WORD})?)"
_PARTS = (
    r"(?i:clinical supervisor|educational supervisor|workplace supervisor|mentor|case manager|case investigator"
    r"|medical director|responsible officer|coach|key contact|PSR adviser)"
)
_ANY_PART = re.compile(_PARTS)
_PART = rf"(?P<part>{_PARTS})\b"
_ALONE = r"(?!['’]s|\s+(?:for|in|until|from|during|and|or|of)\b)"
_BEGINS, _ENDS = r"(?:^|(?<=[.;]\s))", r"(?=\s*(?:$|[.;)]|,\s+(?!the\b|and\b|an?\b)))"
_POST = r"(?:,\s*[^,.;:()]{3,60})?"
_IS = r"(?:is|acts\s+as|will\s+be|will\s+act\s+as)"
_SAYS = [
    re.compile(rf"\b{_NAME}{_POST},?\s+{_IS}\s+(?:the|her|his|their)\s+{_PART}{_ALONE}"),
    re.compile(rf"{_BEGINS}{_NAME},\s+(?:the\s+)?{_PART}{_ENDS}"),
    re.compile(rf"{_BEGINS}(?:The|Her|His|Their)\s+{_PART},\s+{_NAME}{_ENDS}"),
    re.compile(rf"\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir)\s+{_PART}\s+(?:is|will\s+be)\s+{_NAME}(?!\s+(?:and|or)\b)"),
    re.compile(rf"^{_PART}\s*(?:\([^)]*\))?\s*[:–—-]\s*{_NAME}(?!,?\s+(?:and|or)\b)"),
]
_SOME_OTHER = re.compile(
    r"(?i)\b(?:deputy|deputises|another|former|previous|acting|was|until|if|in the absence|instead)\b"
)
_FOR_A_PERSON = re.compile(rf"\b(?:plan|programme)\s+(?:for|of)\s+(?P<name>{_TITLED})")
_NO_NAME = re.compile(
    r"^(?:The|This|A|An|In|At|On|All|Each|Every|NHS|PSR|Trust|Stage|Dr|Mr|Ms)\b(?!\.?\s+[A-Z])"
    r"|\b(?:Trust|Hospital|Board|NHS|Team|Service|University)\b"
)


class _Given(NamedTuple):
    """A part that some words give to a person, with the place of the name."""

    part: str
    name: str
    start: int
    end: int


def find(examined: Examined) -> Iterator[Finding]:
    first: dict[str, tuple[str, str]] = {}
    if examined.facts.key_contact:
        first["key contact"] = examined.facts.key_contact, "the case"
    for spot in examined.spots:
        yield from _for_another(examined, spot)
        for given in _given(spot.words) if spot.holder is not Holder.TITLE else ():
            name, where = first.setdefault(given.part, (given.name, spot.where))
            if not (_same_person(name, given.name) or _same_person(examined.facts.practitioner, given.name)):
                yield CHECK.at(spot, (given.start, given.end), f"{in_a_sentence(where)} names {name} as {given.part}")


CHECK = Check("people", "002 §6.5", find)


def _for_another(examined: Examined, spot: Spot) -> Iterator[Finding]:
    practitioner = examined.facts.practitioner
    match = _FOR_A_PERSON.search(spot.words) if practitioner and spot.holder is Holder.TITLE else None
    if match and not _same_person(practitioner, match["name"]):
        yield CHECK.at(spot, match.span("name"), f"the practitioner of this case is {practitioner}")


@lru_cache(maxsize=8192)
def _given(words: str) -> tuple[_Given, ...]:
    """Every part that these words give to somebody by name; a deputy's, or a former one, is none of them."""
    found = {}
    for pattern in _SAYS if _ANY_PART.search(words) else ():
        for match in pattern.finditer(words):
            name = match["name"]
            around = words[max(0, match.start() - 30) : match.end() + 20]
            if not (_SOME_OTHER.search(around) or _NO_NAME.search(name)):
                found[match.span("name")] = _Given(match["part"].lower(), name, *match.span("name"))
    return tuple(found[place] for place in sorted(found))


def _same_person(one: str, other: str) -> bool:
    """Whether two names can be those of one person: one's last word is among the other's words."""
    first, second = (re.findall(r"\w[\w'’-]*", name.lower()) for name in (one, other))
    return not first or not second or first[-1] in second or second[-1] in first
