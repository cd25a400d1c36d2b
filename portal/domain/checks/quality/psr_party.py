"""The plan is an agreement between the organisation and the practitioner, never with PSR (002 §2.5)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding

_US = (
    r"(?:PSR|NHS Resolution|the Professional Support and Remediation service|Practitioner Performance Advice|NCAS"
    r"|the Advice service)"
)
_PARTY = re.compile(
    rf"(?i:\b(?:agreement|agreed|contract|made)\b[^.;]{{0,40}}\b(?:between|by|with)\b[^.;]{{0,60}})\b{_US}\b"
    rf"|\b{_US}\s+(?:(?i:and [^.;]{{1,60}} )?)(?i:(?:will |must |shall |also )*(?:agrees?|signs?|approves?|approved"
    r"|supervises?|monitors?|decides?|ensures?|enforces?|assess(?:es)?|is responsible|is a party|has agreed"
    rf"|has approved))\b"
    r"|(?i:\b(?:signed|signature|approved|agreed|authorised|decided|monitored|supervised) (?:by|for"
    rf"|on behalf of)\b[^.;]{{0,30}})\b{_US}\b"
    rf"|(?i:\b(?:approval|consent|permission|agreement|decision) (?:of|from)\s+){_US}\b"
    r"|(?i:\ball three parties\b)"
)
_NOT = re.compile(r"(?i)\b(?:not|never|neither|nor|no|without|nobody from|rather than|asked for advice)\b")


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.parts.prose:
        for sentence in spot.sentences:
            match = _PARTY.search(sentence.words)
            if match and not _NOT.search(sentence.words):
                span = (sentence.start + match.start(), sentence.start + match.end())
                words = (
                    f"{spot.where} makes PSR a party: “{match[0]}”. The plan is between the organisation and the "
                    "practitioner; PSR advises."
                )
                yield CHECK.worth(spot, words, span)


CHECK = Check("psr_party", "002 §2.5", find)
