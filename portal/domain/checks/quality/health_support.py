"""The plan has something on health and on adjustments (002 §5.3)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.parts import anywhere

_SAID = re.compile(
    r"(?i)\b(?:occupational health|adjustments?|wellbeing|well-being|practitioner health|health support"
    r"|sick(?:ness)? leave|counselling"
    r"|(?:her|his|their|practitioner['’]s|own) health|well enough|what work needs|phased return|fit (?:to|for) work"
    r"|fitness to work)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    if not anywhere(_SAID, examined.parts.prose) and not any(one.health for _, one in examined.content.walk()):
        sentence = (
            "The plan says nothing about health or adjustments. Say how to ask for an adjustment and who answers, "
            "even if none "
            "is needed now."
        )
        yield CHECK.worth(PROGRAMME, sentence)


CHECK = Check("health_support", "002 §5.3", find)
