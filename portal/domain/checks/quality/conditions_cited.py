"""A regulator's conditions are cited, so that nobody has to guess what they ask for (002 §6.3)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.spots import Sentence, Spot
from portal.text.days import days_in

_NAMED = re.compile(
    r"\b(?P<what>(?i:conditions?|undertakings?|interim orders?|restrictions?))\b[^.;]{0,80}\b(?:GMC|GDC|GPhC|PSNI"
    r"|MPTS|(?i:regulator|registration|performers list|tribunal))\b"
    r"|\b(?:GMC|GDC|GPhC|PSNI|MPTS|(?i:regulator|performers list"
    r"|tribunal))(?:['’]s)?\b[^.;]{0,60}\b(?P<what2>(?i:conditions|undertakings|interim orders?|restrictions))\b"
)
_NONE = re.compile(
    r"(?i)\b(?:no|not|without|never|nor|any|if|should|would|may|might|lifted|revoked|ended|removed|expired"
    r"|change[sd]?)\b"
)
_CITED = re.compile(
    r"(?i)\b(?:paragraph|section|annex|appendix|attached|listed|below|following|numbered?|condition \d"
    r"|undertaking \d|published|reference|"
    r"as follows|these are|set out|copy|quoted)\b|[“\"]|:\s*$|\bthat (?:she|he|they|the practitioner)\b"
    r"|\b(?:requires?|to be|must)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for row in examined.parts.prose:
        for sentence in row.sentences:
            found = _NAMED.search(sentence.words)
            if found and not _NONE.search(sentence.words) and not _is_cited(examined, row, sentence):
                span = (sentence.start + found.start(), sentence.start + found.end())
                words = (
                    f"{row.where} speaks of a regulator’s requirement without saying what it asks for. Quote the "
                    f"part that "
                    "matters, or say where it stands and of what day it is."
                )
                yield CHECK.worth(row, words, span)


CHECK = Check("conditions_cited", "002 §6.3", find)


def _is_cited(examined: Examined, spot: Spot, sentence: Sentence) -> bool:
    after = spot.words[sentence.start + len(sentence.words) :]
    beneath = next((row.beneath for row in examined.parts.rows if row.spot == spot), ())
    return bool(_CITED.search(sentence.words) or days_in(sentence.words) or _CITED.search(after) or beneath)
