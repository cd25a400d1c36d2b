"""The guidance and choices of a template are gone (003, specificity of plans)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding

_GUIDES = re.compile(
    r"(?i)\b(?:delete (?:as|where|if) (?:appropriate|applicable|necessary)|delete one|please (?:describe|list|state"
    r"|specify|insert|complete|add|give|outline|tick|delete)"
    r"|(?-i:Describe|List|State|Outline|Specify|Summarise) (?:here|below|the (?:practitioner|concern|reason|evidence"
    r"|role|activit)\w*)|guidance(?: note)?s?:|note to (?:author|drafter|editor)s?"
    r"|(?:this|the) (?:template|form|box|table) (?:should|is to|must|can) be|use this (?:section|box|space"
    r"|template)|tick (?:all that apply|as appropriate)|example text"
    r"|name of (?:practitioner|supervisor|organisation|mentor|trust)(?=\W*$))|\b(?:his/her|he/she|him/her|s/he"
    r"|is/are|Dr/Mr/Mrs\w*|he or she \(delete)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.spots:
        for match in list(_GUIDES.finditer(spot.words))[:1]:
            sentence = f"{spot.where} still has words of a template, “{match[0]}”. Write your own, or take them out."
            yield CHECK.worth(spot, sentence, match.span())


CHECK = Check("template_words", "003, specificity of plans", find)
