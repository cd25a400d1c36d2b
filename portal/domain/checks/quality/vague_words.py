"""What is promised or asked for is said so that both know when it is done (002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.spots import Sentence, Spot
from portal.text.counting import COUNT

CLEARER = {
    r"(?:as (?:and when )?|where |when |if )(?:appropriate|necessary|required|needed"
    r"|applicable)": "who decides, and when",
    r"(?:on a )?regular(?:ly| basis)?(?! oversight| reviews? points?| dentist| work| job| list| clinic| hours"
    r"| duties| practice)"
    r"|periodic(?:ally)?|from time to time|frequent(?:ly)?|ongoing": "how often, such as every two weeks",
    r"in due course|as soon as (?:possible|practicable)|in a timely (?:manner|way|fashion)|timely|promptly"
    r"|at (?:the|her|his|their) earliest (?:opportunity|convenience)": "by when, such as within two working days",
    r"(?:adequate|appropriate|suitable|sufficient|reasonable) (?:\w+ )?(?:support|time|supervision|training"
    r"|feedback|resources?|cover|number)": "what, and how much of it",
    r"where(?:ver)? possible|(?:as|so) far as possible|when(?:ever)? possible"
    r"|endeavours? to": "what happens where it cannot be",
    r"a number of|several|various|a (?:wide )?range of": "how many, or which",
}
_VAGUE = [(re.compile(rf"(?i)\b(?:{words})(?!\w)"), clearer) for words, clearer in CLEARER.items()]
_CLEAR = re.compile(
    rf"(?i)\b(?:{COUNT}|\d+|every|each|daily|weekly|fortnightly|monthly|same day|a (?:day|week|fortnight|month)"
    rf"|if not|otherwise)\b"
)
_PROMISES = re.compile(
    r"(?i)\b(?:will|must|should|shall|(?:is|are) to|provides?|gives?|meets?|meetings?|attends?|receives?|arranges?"
    r"|ensures?|supports?|reviews?"
    r"|complet(?:es?|ed)|carr(?:y|ies) out|undertakes?|supervis\w+|feedback|discuss\w*|observ\w+)\b"
)
_PAST = re.compile(r"(?i)\b(?:was|were|had|found|has been|have been|previous(?:ly)?)\b")


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.parts.prose:
        found = (one for sentence in spot.sentences for one in _vague(spot, sentence))
        yield from list(found)[:1]


CHECK = Check("vague_words", "002 §6.2", find)


def _vague(spot: Spot, sentence: Sentence) -> Iterator[Finding]:
    """A word that leaves open what another part of the same sentence does not make clear."""
    words = sentence.words
    if _CLEAR.search(words) or _PAST.search(words) or not _PROMISES.search(words):
        return
    for vague, clearer in _VAGUE:
        for match in vague.finditer(words):
            span = (sentence.start + match.start(), sentence.start + match.end())
            yield CHECK.worth(
                spot, f"{spot.where} says “{match[0]}”, which two people may read differently. Say {clearer}.", span
            )
