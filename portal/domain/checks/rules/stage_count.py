"""How many stages there are, and which, is stated as the plan has them (002 §6.3, §8.1)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.phrases import MAY_BE, PLAN, PLAN_NOUN
from portal.domain.checks.spots import Sentence, Spot
from portal.domain.checks.stages_named import stages_named
from portal.text.counting import COUNT, count_of, counted_like

_ALL = re.compile(
    rf"{PLAN}\b[^.;]{{0,60}}?\b(?:in|into|has|have|of|over|with|through|across|comprises)\s+(?P<a>{COUNT})\s+stages\b"
    rf"|\b(?:all|(?:each|every\s+one)\s+of\s+the|there\s+are)\s+(?P<b>{COUNT})\s+stages\b"
    rf"|\b(?:weeks?|months?)\s+(?:in|over|across|divided\s+into)\s+(?P<c>{COUNT})\s+stages\b"
    rf"|\b(?P<d>{COUNT})\s+(?:equal\s+)?stages\s+(?:of\s+{COUNT}\s+(?:weeks?|months?)\b|of\s+(?:the|this)\s+{PLAN_NOUN}\b)"
    rf"|\b(?P<e>{COUNT})[\s-]stage\s+{PLAN_NOUN}\b",
    re.IGNORECASE,
)
_PART_OF_THEM = re.compile(r"\b(?:first|last|next|other|remaining|further|these|those|both)\s+$", re.IGNORECASE)


def find(examined: Examined) -> Iterator[Finding]:
    if examined.programme.blocks:
        for spot in examined.spots:
            for sentence in spot.sentences:
                if "stage" in sentence.words.lower():
                    yield from _counted(examined, spot, sentence)
                    yield from _not_there(examined, spot, sentence)


CHECK = Check("stage_count", "002 §8.1", find)


def _counted(examined: Examined, spot: Spot, sentence: Sentence) -> Iterator[Finding]:
    there = len(examined.programme.blocks)
    for match in _ALL.finditer(sentence.words):
        name = next(name for name in "abcde" if match[name])
        pre, count = sentence.words[: match.start(name)], count_of(match[name])
        if count == there or _PART_OF_THEM.search(pre) or MAY_BE.search(pre):
            continue
        end = sentence.words.index("stage", match.end(name))
        word = re.match(r"stages?", sentence.words[end:], re.IGNORECASE)
        assert word
        mend = counted_like(match[name], there) + sentence.words[match.end(name) : end]
        ending = "stage" if there == 1 or word[0] == "stage" else "stages"
        span = (sentence.start + match.start(name), sentence.start + end + len(word[0]))
        yield CHECK.at(spot, span, f"there {'is' if there == 1 else 'are'} {_stages(there)}", mend + ending)


def _not_there(examined: Examined, spot: Spot, sentence: Sentence) -> Iterator[Finding]:
    """Stages that a suggested change takes out or moves are those of the check for that."""
    there = len(examined.programme.blocks)
    known = max(there, len(examined.former.blocks)) if examined.former else there
    for named in stages_named(sentence.words):
        if max(named.numbers) > known or 0 in named.numbers:
            span = (sentence.start + named.start, sentence.start + named.end)
            yield CHECK.at(spot, span, f"there {'is' if there == 1 else 'are'} {_stages(there)}")


def _stages(number: int) -> str:
    return f"{number} stage{'' if number == 1 else 's'}"
