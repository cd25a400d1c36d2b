"""The safety of patients stands early in the plan (003, patient safety)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.parts import Topic
from portal.domain.checks.spots import Spot
from portal.text.english import in_a_sentence

_SAID = re.compile(
    r"(?i)\bpatient safety\b|\bsafety of (?:the )?patients\b|\bpatients? (?:come|comes|are) (?:first|safe"
    r"|protected)\b|\bprotect(?:s|ing)? patients\b"
    r"|\bpatients? (?:and|or) (?:the )?public\b[^.;]{0,40}\b(?:safe|protect)\w*|\bpublic protection\b"
    r"|\bsafe(?:ty)? (?:for|to) patients\b|\bsafety comes (?:first|before)\b"
)
EARLY = 3  # sections
EARLY_PART = 0.25  # of all clauses


def find(examined: Examined) -> Iterator[Finding]:
    clauses = examined.parts.clauses
    named = examined.parts.heading(Topic.SAFETY)
    place = next((number for number, spot in enumerate(clauses) if spot == named or _SAID.search(spot.words)), None)
    if place is None:
        sentence = "The plan does not speak of the safety of patients. Say early that it comes before all else."
        yield CHECK.worth(PROGRAMME, sentence)
    elif not _is_early(clauses, place):
        spot = clauses[place]
        where = in_a_sentence(spot.where)
        sentence = f"The safety of patients is spoken of first in {where}. Say it near the beginning."
        yield CHECK.worth(spot, sentence)


CHECK = Check("safety_early", "003, patient safety", find)


def _is_early(clauses: tuple[Spot, ...], place: int) -> bool:
    sections = sum(not spot.headings for spot in clauses[: place + 1])
    return sections <= EARLY or place <= len(clauses) * EARLY_PART
