"""An objective says by what both parties will know that it is reached (002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.text.counting import COUNT

_BY_NAME = r"measures?|standard.*|targets?|success .*|how measured|satisfactory when"
_PLACE = re.compile(
    rf"(?i)\b(?:stages?|weeks?|paragraphs?|sections?|months?|level|clause)\s+{COUNT}(?:(?:,|\s+(?:to|and|or)"
    rf"|\s*[–-])\s*{COUNT})*"
    r"|\b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?:\s+\d{4})?"
    r"|\b\d{4}-\d\d-\d\d\b"
)
_MEASURED = re.compile(
    rf"(?i)\b(?:{COUNT}|\d+\s*(?:%|per cent)|every|each|no (?:more|fewer|less)|at least|at most|complete[sd]?"
    rf"|completion|rated"
    r"|satisfactory|pass(?:es|ed)?|certificates?|without (?:an? )?(?:error|omission|prompt\w*|help)|(?:meets?|to"
    r"|reach(?:es)?)"
    r" the \w*\s*(?:standard|level)|clear improvement|none)(?!\w)|%"
)


def find(examined: Examined) -> Iterator[Finding]:
    for row in examined.parts.objectives:
        if not (row.says(_BY_NAME) or _MEASURED.search(_PLACE.sub("", row.words))):
            yield CHECK.worth(
                row.spot,
                f"{row.spot.where} has no measure. Say how both of you will know that it is reached, for example how "
                "many of what, and how good.",
            )


CHECK = Check("objective_measure", "002 §6.2", find)
