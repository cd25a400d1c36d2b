"""An assessment known from training says why it suits somebody experienced (003, workplace-based assessments)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.tools import ASSESSED

_TOOL = re.compile(rf"(?i)\b(?:{ASSESSED})\b")
_BY_NAME = r"why.*|reasons?|purpose|rationale|what it shows"
_WHY = re.compile(
    r"(?i)\b(?:because|so that|in order to|chosen|shows?|tells?|lets?|allows?|helps?|since|purpose|reason\w*|why"
    r"|measures a|can only be|best judges?|suits?|to (?:see|show|hear|learn))\b"
)
SOURCE = "003, workplace-based assessments"


def find(examined: Examined) -> Iterator[Finding]:
    for row in examined.parts.activities:
        match = _TOOL.search(row.spot.words)
        if match and not (row.says(_BY_NAME) or _WHY.search(row.words)):
            sentence = (
                f"{row.spot.where} does not say why this assessment was chosen. Tell an experienced practitioner "
                f"what it shows that "
                "nothing else would."
            )
            yield CHECK.worth(row.spot, sentence, match.span())


CHECK = Check("why_assessed", SOURCE, find)
