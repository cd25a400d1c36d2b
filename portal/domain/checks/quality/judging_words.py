"""The plan says what was found and what is asked for; it does not judge the person (002 §2.4, 003)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.phrases import SOMEBODY

_TRAIT = (
    r"(?:lazy|arrogant|incompetent|dangerous|careless|sloppy|dishonest|aggressive|rude|unprofessional|uncaring"
    r"|obstructive|difficult|stubborn"
    r"|defensive|unreliable|disorgani[sz]ed|weak|hopeless|unfit|negligent|a bully|a danger|a liability|not (?:good"
    r"|safe) enough|out of (?:her|his|their) depth)"
)
_PATTERNS = {
    rf"\b{SOMEBODY}\s+(?i:(?:is|was|are|has been|can be|appears|seems)(?: (?:often|frequently|always|too|very"
    rf"|rather|quite|seen as))*\s+{_TRAIT})\b": ("Say what was seen, and when, without a word for the person."),
    r"\b(?i:lacks? (?:(?:any|all) )?(?:insight|empathy|commitment|motivation|integrity|common sense)"
    r"|lack of (?:insight|empathy|commitment|motivation|integrity))\b": (
        "Say what will show it, such as “describes what could have gone differently”."
    ),
    r"\b(?i:(?:poor|bad|wrong|negative|unacceptable|appalling|dreadful|shocking|disgraceful"
    r"|cavalier)\s+(?:attitudes?|behaviou?rs?|character|personality|manners?|doctor|clinician|work ethic))\b": (
        "Say what was done or said, and what is asked for instead."
    ),
    rf"\b{SOMEBODY}\s+(?i:(?:refuses|fails|failed|has failed|continually fails|repeatedly fails|is unwilling"
    rf"|is unable|is incapable)\s+(?:to\b|of\b))": ("Say what happened, and what is asked for from now on."),
    r"\b(?i:(?:must|needs? to|should|has to) (?:stop being|learn to behave|grow up|change (?:her|his"
    r"|their) (?:attitude|personality|ways)|try harder|prove (?:herself|himself|themselves)))\b": (
        "Say what is to be done, in words that can be seen or counted."
    ),
}
_JUDGING = [(re.compile(pattern), remedy) for pattern, remedy in _PATTERNS.items()]
_HYPOTHETICAL = re.compile(
    r"(?i)\b(?:if|whether|unless|not (?:mean|a sign)|does not mean|nobody (?:thinks|says)|is not|are not|was not)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.parts.prose:
        for sentence in spot.sentences:
            for judging, remedy in _JUDGING:
                match = judging.search(sentence.words)
                if match and not _HYPOTHETICAL.search(sentence.words):
                    span = (sentence.start + match.start(), sentence.start + match.end())
                    yield CHECK.worth(spot, f"{spot.where} judges a person: “{match[0]}”. {remedy}", span)


CHECK = Check("judging_words", "002 §2.4", find)
