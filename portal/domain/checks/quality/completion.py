"""The plan says when it is complete, and who decides so (002 §8.5)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.parts import anywhere

_SAID = re.compile(
    r"(?i)\b(?:plan|programme)\b[^.;]{0,60}\b(?:is|has been|are|as)\s+(?:\w+\s+)?complete\w*|\bcomplet(?:ion|es|ed"
    r"|ing)\b[^.;]{0,40}\b(?:plan|programme|aspects|stages?|objectives)\b"
    r"|\b(?:on|after|at|before|until|for)\s+completion\b|\b(?:end|conclusion"
    r"|final review)\b[^.;]{0,60}\b(?:decides?|satisf\w+|confirms?|signs? off)\b"
    r"|\bcomplete when\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    if not anywhere(_SAID, examined.parts.prose):
        sentence = "The plan does not say when it is complete. Say what must be shown, who decides, and what follows."
        yield CHECK.worth(PROGRAMME, sentence)


CHECK = Check("completion", "002 §8.5", find)
