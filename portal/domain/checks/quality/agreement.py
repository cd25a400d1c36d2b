"""The plan ends with an agreement that both parties sign (002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.parts import Topic, anywhere

_SAID = re.compile(
    r"(?i)\b(?:both|parties|the (?:trust|board|practice|organisation"
    r"|employer)(?: and)?)\b[^.;]{0,80}\bagrees?\b[^.;]{0,80}\b(?:objectives?|programme|plan)\b"
    r"|\bagreement\b[^.;]{0,60}\bbetween\b|\bI agree\b|\bwe(?: both)? agree\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    parts = examined.parts
    if not parts.under(Topic.AGREEMENT) and not anywhere(_SAID, parts.prose):
        sentence = (
            "The plan has no agreement. Say who agrees, to which objectives and programme, and what each will do."
        )
        yield CHECK.worth(PROGRAMME, sentence)


CHECK = Check("agreement", "002 §6.2", find)
