"""Which stages a sentence names: "stage 2", "stages 1 to 3", "the last stage"; stages of something else are none."""

import re
from dataclasses import dataclass
from functools import lru_cache

from portal.domain.checks.finding import Examined
from portal.domain.checks.programme import Block
from portal.text.counting import COUNT, count_of

LIST = rf"{COUNT}\b(?:(?:\s*,\s*|\s*,?\s+(?:and|or|&)\s+|\s*(?:to|[–—-])\s*(?:(?:stage|week)\s+)?){COUNT}\b)*"
_RANGE = re.compile(rf"({COUNT})\s*(?:to|[–—-])\s*(?:(?:stage|week)\s+)?({COUNT})\b", re.IGNORECASE)
ORDINALS = {name: number for number, name in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), 1)}
ORDINALS |= {"final": -1, "last": -1}
_NAMED = re.compile(
    rf"\bstage\s+(?P<one>{COUNT}\b(?:\s*[–—-]\s*{COUNT}\b)?)|\bstages\s+(?P<many>{LIST})"
    rf"|\b(?P<ordinal>{'|'.join(ORDINALS)})\s+stage\b",
    re.IGNORECASE,
)
_OTHER_THINGS = (
    "cancer|carcinoma|disease|tumours?|kidney|ckd|hypertension|pressure|sepsis|hearings?|complaints?|grievances?"
    "|appeals?|capability|disciplinary|formal|procedures?|process|investigations?|absence|sickness|warning"
)
_OF_ANOTHER_AFTER = re.compile(
    rf"\s*(?:\(\s*)?(?:{_OTHER_THINGS}|meetings?)\b"
    r"|\s+of\s+(?!(?:the|this|that|her|his|their|our)\s+(?:action\s+|agreed\s+)?(?:plan|programme)\b)",
    re.IGNORECASE,
)
_OF_ANOTHER_BEFORE = re.compile(rf"\b(?:{_OTHER_THINGS})(?:\s+\w+)?\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """Some stages by their numbers, -1 for the last, and where a sentence names them."""

    start: int
    end: int
    numbers: tuple[int, ...]


@lru_cache(maxsize=8192)
def stages_named(sentence: str) -> tuple[Named, ...]:
    """Every place where a sentence names stages of this plan, be there such stages or not."""
    return tuple(
        Named(*match.span(), _numbers(match))
        for match in _NAMED.finditer(sentence)
        if not (_OF_ANOTHER_AFTER.match(sentence, match.end()) or _OF_ANOTHER_BEFORE.search(sentence[: match.start()]))
    )


def numbers_in(words: str) -> list[int]:
    """The numbers of a list: "5 to 8", "4, 8 and 12"; a range counts with all between its ends."""
    found = {count_of(one) for one in re.findall(rf"\b{COUNT}\b", words, re.IGNORECASE)}
    for match in _RANGE.finditer(words):
        found |= set(range(count_of(match[1]), count_of(match[2]) + 1))
    return sorted(found)


def only_stage(examined: Examined, sentence: str) -> Block | None:
    """The stage that a sentence is about; None when it names none, more than one, or one that there is not."""
    numbers = {number for named in stages_named(sentence) for number in named.numbers}
    return examined.programme.block(numbers.pop()) if len(numbers) == 1 else None


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    if match["ordinal"]:
        return (ORDINALS[match["ordinal"].lower()],)
    return tuple(numbers_in(match["one"] or match["many"]))
