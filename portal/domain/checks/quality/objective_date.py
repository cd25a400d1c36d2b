"""An objective says by when it is to be reached (002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.parts import Row
from portal.text.counting import COUNT
from portal.text.days import days_in

_BY_NAME = r"by when|when|dates?|due.*|times?cales?|target date|stages?|blocks?|weeks?|review"
_TIME = re.compile(
    rf"(?i)\b(?:(?:stages?|weeks?|months?|blocks?)\s+{COUNT}|(?:first|second|third|fourth|last|final|each|every|any)\s+"
    rf"(?:(?:{COUNT}\s+)?(?:stages?|weeks?|months?|days?|reviews?|fortnights?|blocks?)|of the (?:{COUNT} )?stages)"
    rf"|(?:within|over|for|after|in|next)\s+(?:the\s+)?(?:first\s+)?{COUNT}\s+(?:working\s+)?(?:days?|weeks?|months?)"
    r"|(?:by|before|at|until)\s+(?:the\s+)?(?:end|start|mid-?point|completion|final|next)\b|a\s+(?:week|month"
    r"|fortnight)\b"
    r"|throughout\s+the\s+(?:plan|programme)|weekly|monthly|fortnightly|daily|"
    r"(?:by|before|in|during)\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December))"
)


def find(examined: Examined) -> Iterator[Finding]:
    for row in examined.parts.objectives:
        if not _is_dated(row):
            yield CHECK.worth(
                row.spot,
                f"{row.spot.where} does not say by when. Name a day, a week or the end of a stage.",
            )


CHECK = Check("objective_date", "002 §6.2", find)


def _is_dated(row: Row) -> bool:
    return bool(row.says(_BY_NAME) or _TIME.search(row.words) or days_in(row.words))
