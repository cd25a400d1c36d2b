"""An activity says how many, or what it leaves as evidence (002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.parts import Row
from portal.domain.checks.stages_named import LIST
from portal.domain.checks.tools import TOOL
from portal.text.counting import COUNT

_TOOL = re.compile(rf"(?i)\b(?:{TOOL}|coaching|mentoring|simulation|course|workshop|tutorials?)\b")
_BY_NAME = r"how many|numbers?|frequency|how often|minimum|amount|evidence.*|spread over"
_PLACE = re.compile(rf"(?i)\b(?:stages?|weeks?|paragraphs?|sections?|objectives?|level)\s+{LIST}")
_SINGLE = re.compile(r"(?i)\b(?:an?|one)\s+(?:[\w-]+\s+){0,3}?(?:course|simulation|workshop|tutorial|audit)\b")
_HOW_OFTEN = re.compile(
    rf"(?i)\b(?:{COUNT}|once|twice|every|each|all|weekly|monthly|fortnightly|daily|a (?:week|month|day|fortnight))\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for row in examined.parts.activities:
        names_one = _TOOL.search(row.spot.words)
        if names_one and not (_has_number(row) or _is_counted(examined.parts.words, names_one[0])):
            yield CHECK.worth(
                row.spot,
                f"{row.spot.where} does not say how many, or how often. Name the least that can show progress.",
                names_one.span(),
            )


CHECK = Check("activity_number", "002 §6.2", find)


def _has_number(row: Row) -> bool:
    return bool(row.says(_BY_NAME) or _HOW_OFTEN.search(_PLACE.sub("", row.words)) or _SINGLE.search(row.spot.words))


def _is_counted(words: str, tool: str) -> bool:
    """Whether another place of the plan says how many of them there are."""
    return re.search(rf"(?i)\b{COUNT}\s+(?:[\w-]+\s+){{0,2}}?{re.escape(tool)}", words) is not None
