"""The plan says what could follow where progress is not as expected (002 §8.3)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.parts import Topic, anywhere

_SAID = re.compile(
    r"(?i)\bconsequences?\b|\b(?:if|where|when|should)\b[^.;]{0,60}\b(?:progress|objectives?"
    r"|plan)\b[^.;]{0,40}\b(?:slow\w*|not|insufficient|less|un\w+|fails?|stalls?)\b"
    r"|\b(?:insufficient|unsatisfactory|inadequate|poor|slow|lack of)\s+progress\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    parts = examined.parts
    under = parts.under(Topic.CONSEQUENCES)
    if not under and not anywhere(_SAID, parts.prose):
        sentence = (
            "The plan does not say what could follow if progress is slower than expected. Say so, step by step, so "
            "that it is "
            "known before the plan begins."
        )
        yield CHECK.worth(PROGRAMME, sentence)


CHECK = Check("consequences", "002 §8.3", find)
