"""Who supports the practitioner is named, and supervises by name above all (002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.parts import Topic
from portal.domain.checks.phrases import TITLED
from portal.domain.checks.spots import Spot

ROLES = {
    "clinical supervisor": r"(?:clinical |workplace |lead |named |placement )?supervisors?(?! course)",
    "educational supervisor": r"educational supervisor",
    "case manager": r"case manager",
    "mentor": r"mentors?",
    "coach": r"coach",
}
_NEEDED = "clinical supervisor"
_TWO_WORDS = r"[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ](?:\s+[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]){1,2}|[A-Z]\.\s+[A-ZÀ-Þ][\w'’-]+"
_NAME = re.compile(rf"(?:{TITLED}|{_TWO_WORDS})")
_NO_NAME = re.compile(
    r"\b(?:Trust|Hospital|Board|NHS|Team|Service|University|Stage|Practice|Surgery|Centre|Supervisors?|Manager"
    r"|Mentor|Coach|Plan|Director|Medical|Clinical|Educational|Occupational|Health|Week|Case)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for role, pattern in ROLES.items():
        naming = re.compile(rf"(?i)\b{pattern}\b")
        spoken_of = [spot for spot in examined.parts.prose if naming.search(spot.words)]
        if (spoken_of or role == _NEEDED) and not any(_names(examined, naming, spot) for spot in spoken_of):
            where = spoken_of[0] if spoken_of else examined.parts.heading(Topic.PEOPLE) or PROGRAMME
            match = naming.search(where.words)
            sentence = f"The plan names nobody as {role}. Say who it is, and who stands in when they are away."
            yield CHECK.worth(where, sentence, match.span() if match else None)


CHECK = Check("people_named", "002 §6.2", find)


def _names(examined: Examined, naming: re.Pattern[str], spot: Spot) -> bool:
    """Whether a sentence that speaks of this role names another person than the practitioner, or a field does."""
    row = next((row for row in examined.parts.people if row.spot == spot), None)
    if row and row.says("name"):
        return True
    pieces = [sentence.words for sentence in spot.sentences if naming.search(sentence.words)]
    return any(_is_of_somebody(examined, match[0]) for words in pieces for match in _NAME.finditer(words))


def _is_of_somebody(examined: Examined, name: str) -> bool:
    last = name.split()[-1]
    of_practitioner = last in examined.facts.practitioner.split() or last in examined.content.title.split()
    return not (of_practitioner or _NO_NAME.search(name))
