"""A plan that is signed no longer calls itself a draft (002 §7.4)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.spots import Holder, Spot
from portal.text.english import capital

_DRAFT = re.compile(r"(?i)(?<!-)\bdraft\b")
_SOMEBODY = re.compile(r"(?i)\b(?:they|we|I|you|who)\s+$")
_TO_WRITE = re.compile(r"(?i)\b(?:to|will|can|may|must|should|and|would|help)\s+$")
_OF_SOMETHING_ELSE = re.compile(
    r"\s+(?!(?:action|remediation|return|plan|programme|version|document|agreement|revision|text|copy|status|stage|only"
    r"|for|to|and|or|is|was|has|that|which|once|until|when|in|on|by|with|helps?|v?\d+|number"
    r"|of\s+(?:the|this|our|an?)\s+(?:\w+\s+)?(?:plan|programme|document|agreement))\b)[a-z]"
)
_BEGINS_TITLE = r"^\W*(?:a\s+)?draft(?:\s+(?:v(?:ersion)?\s*)?\d[\d.]*)?\s*(?:[:–—-]|of\b|\])?\s*"
_IN_TITLE = re.compile(rf"(?i){_BEGINS_TITLE}|\s*[([:–—-]\s*draft\W*$")
TRUTH = "a plan that both have signed is no longer a draft"


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.spots:
        if spot.holder is Holder.CLAUSE:
            yield from (CHECK.at(spot, span, TRUTH) for span in _in_a_clause(spot))
        else:
            found = (CHECK.at(spot, match.span(), TRUTH) for match in _DRAFT.finditer(spot.words))
            yield from (replace(one, keepable=False) for one in _retitled(spot) or found)


CHECK = Check("draft", "002 §7.4", find)


def _in_a_clause(spot: Spot) -> Iterator[tuple[int, int]]:
    for sentence in spot.sentences:
        for match in _DRAFT.finditer(sentence.words):
            if not _is_of_something_else(sentence.words, match):
                yield sentence.start + match.start(), sentence.start + match.end()


def _is_of_something_else(words: str, match: re.Match[str]) -> bool:
    """Whether somebody writes something here, or another paper than the plan is meant."""
    pre, post = words[: match.start()], words[match.end() :]
    writes = _TO_WRITE.search(pre) and re.match(r"\s+(?:a|an|the|his|her|their|its|some)\b", post)
    return bool(writes or _SOMEBODY.search(pre) or _OF_SOMETHING_ELSE.match(post))


def _retitled(spot: Spot) -> list[Finding]:
    """The title of the plan with what it would be without the word; nothing where that is not clear."""
    match = _IN_TITLE.search(spot.words) if spot.holder is Holder.TITLE else None
    rest = (spot.words[: match.start()] + spot.words[match.end() :]).strip() if match else ""
    if not rest or _DRAFT.search(rest):
        return []
    return [CHECK.at(spot, (0, len(spot.words)), TRUTH, capital(rest))]
