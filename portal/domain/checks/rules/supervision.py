"""A sentence that names a stage with a level of supervision names the level of that stage (002 §6.3)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.phrases import MAY_BE
from portal.domain.checks.spots import Holder, Sentence, Spot
from portal.domain.checks.stages_named import only_stage
from portal.text.supervision import levels_named

_CHANGES = re.compile(
    r"\b(?:ready|mov\w+|return\w*|go(?:es)?\s+back|reduc\w+|step\w*|increas\w+|eas\w+|lighter|closer|more|less|after|before"
    r"|next|then|end\s+of|towards?|from|to|except|need\s+not|requires?|regulator\w*|GMC|GDC|GPhC)\b",
    re.IGNORECASE,
)


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.spots:
        if spot.holder is Holder.CLAUSE:
            for sentence in spot.sentences:
                yield from _compared(examined, spot, sentence)


CHECK = Check("supervision", "002 §6.3", find)


def _compared(examined: Examined, spot: Spot, sentence: Sentence) -> Iterator[Finding]:
    """Only a sentence with one stage and one level, and nothing about changing from one to another, can be compared."""
    block = only_stage(examined, sentence.words)
    if block is None or MAY_BE.search(sentence.words) or _CHANGES.search(sentence.words):
        return
    named = levels_named(sentence.words)
    if len({level for _, _, level in named}) != 1 or not block.levels:
        return
    start, end, level = named[0]
    if level not in block.levels:
        span = (sentence.start + start, sentence.start + end)
        yield CHECK.at(spot, span, f"stage {block.number} has {block.levels[0].named}")
