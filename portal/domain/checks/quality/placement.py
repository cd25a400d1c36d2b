"""A placement has an induction, a supervisor, its dates, and somebody who pays (003, placements)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.parts import Topic
from portal.domain.checks.spots import Spot
from portal.text.counting import COUNT
from portal.text.days import days_in
from portal.text.english import listed

_PLACEMENT = re.compile(
    r"(?i)\b(?:(?:external|clinical|supervised|host(?:ed)?|work)\s+placement|placement\s+(?:at|in|with|of|takes"
    r"|begins|starts|lasts|is|will)"
    r"|the placement|is placed (?:at|in|with)|host (?:organisation|trust|practice|site))\b"
)
_NONE = re.compile(
    r"(?i)\b(?:no|not|without|instead of|rather than|previous|earlier|last|if)\b[^.;]{0,30}\bplacement"
    r"|placement (?:report|was|ended)"
)
_NEEDS = {
    "an induction": re.compile(r"(?i)\binduct"),
    "its supervisor": re.compile(r"(?i)\bsupervis"),
    "its dates": re.compile(
        rf"(?i)\b(?:for|over|lasts?|of)\s+{COUNT}\s+(?:weeks?|months?)|\bweeks?\s+{COUNT}|\bstages?\s+{COUNT}"
        rf"|\b{COUNT}[- ]week|\b(?:first|second|third|last|each)\s+stage"
    ),
    "who pays": re.compile(r"(?i)\b(?:pay|pays|paid|fund(?:s|ed|ing)?|costs?|salary|meets the cost)\b"),
}


def find(examined: Examined) -> Iterator[Finding]:
    spoken_of = [spot for spot in examined.parts.prose if _speaks(spot)]
    if not spoken_of:
        return
    about = examined.parts.under(Topic.PLACEMENT) or tuple(spoken_of)
    words = "\n".join(spot.words for spot in (*about, *_beside(examined, spoken_of)))
    missing = [
        what for what, said in _NEEDS.items() if not (said.search(words) or (what == "its dates" and days_in(words)))
    ]
    if missing:
        sentence = f"{spoken_of[0].where} speaks of a placement, but not of {listed(missing)}. Add what is missing."
        yield CHECK.worth(spoken_of[0], sentence)


CHECK = Check("placement", "003, placements", find)


def _speaks(spot: Spot) -> bool:
    return any(_PLACEMENT.search(one.words) and not _NONE.search(one.words) for one in spot.sentences)


def _beside(examined: Examined, spoken_of: list[Spot]) -> list[Spot]:
    """What stands under the same headings, and who pays wherever a sentence of the plan says so of the placement."""
    keys = {spot.key for spot in spoken_of}
    rows = [row for row in examined.parts.rows if row.spot.key in keys]
    return [spot for row in rows for spot in examined.parts.prose if spot.words in row.beneath]
