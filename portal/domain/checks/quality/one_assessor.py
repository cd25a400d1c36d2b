"""Not all is judged by one person (003, workplace-based assessments; 002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.spots import Spot

_ONE = (
    r"(?:the|her|his|their)\s+(?:clinical\s+|educational\s+|workplace\s+|lead\s+)?(?:supervisor|consultant|assessor"
    r"|pharmacist)"
    r"|(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
)
_ALL = (
    r"(?:all|every|each)\s+(?:of\s+)?(?:the\s+|these\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:assessments?|activit(?:y|ies)|discussions?|observations?|audits?|reviews?|WPBAs?)"
)
_BY_ONE = re.compile(
    rf"\b(?i:{_ALL})[^.;]{{0,60}}?\b(?:by|with)\s+(?P<who>{_ONE})(?!['’]s)(?![^.;]*\b(?:and|or|another|other|second)\b)"
    rf"|(?P<who2>{_ONE})\s+(?:alone\s+)?(?:assesses|carries out|completes|judges|signs off|rates|does"
    rf"|undertakes)\s+(?i:{_ALL})"
    r"(?![^.;]*\b(?:except|but|another|with a second)\b)"
)
_NOT = re.compile(r"(?i)\b(?:not|never|nobody|no one|cannot)\b")


def find(examined: Examined) -> Iterator[Finding]:
    yield from (found for spot in examined.parts.prose for found in _said(examined, spot))
    yield from _in_fields(examined)


CHECK = Check("one_assessor", "003, workplace-based assessments", find)

WORDS = "One person’s view is easily doubted. Let at least two people assess, each what they saw themselves."


def _said(examined: Examined, spot: Spot) -> Iterator[Finding]:
    for sentence in spot.sentences:
        match = _BY_ONE.search(sentence.words)
        if match and not _NOT.search(sentence.words) and not _is_practitioner(examined, match):
            span = (sentence.start + match.start(), sentence.start + match.end())
            yield CHECK.worth(spot, f"{spot.where} leaves all that is assessed to one person. {WORDS}", span)


def _is_practitioner(examined: Examined, match: re.Match[str]) -> bool:
    last = str(match["who"] or match["who2"]).split()[-1]
    return last in examined.facts.practitioner.split()


def _in_fields(examined: Examined) -> Iterator[Finding]:
    """Where every activity that names its assessors names the same single one."""
    named = [(row, who) for row in examined.parts.activities if (who := row.says(r"assessors?|assessed by").strip())]
    people = {who.casefold().rstrip(".") for _, who in named}
    if (
        len(named) > 1
        and len(people) == 1
        and not re.search(r"(?i)\b(?:and|or|two|different|any)\b|,|;|/|&|s$", named[0][1])
    ):
        yield CHECK.worth(named[0][0].spot, f"{named[0][1]} assesses every activity of the plan. {WORDS}")
