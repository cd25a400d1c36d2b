"""An objective has something that leads to it or shows it: an activity, or evidence (002 §6.2)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.tools import LEARNING, TOOL

_BY_NAME = r"evidence.*|shown by|how shown|activit(?:y|ies)|methods?|assess.*|support"
_SHOWS = re.compile(
    rf"(?i)\b(?:{TOOL}|{LEARNING}|reports?|record of|logs?|logbook|notes? of|certificates?|feedback"
    r"|observ\w+|assess\w+"
    r"|audit\w*|review(?:s|ed)?|sampl\w+|discuss\w+|read by|looked at|checked by|rated|forms?|portfolio|witness\w*)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for row in examined.parts.objectives:
        if not (row.says(_BY_NAME) or _SHOWS.search(row.words)):
            yield CHECK.worth(
                row.spot,
                f"{row.spot.where} has neither an activity nor evidence. Say what helps to reach it, and what will "
                "show that it is reached.",
            )


CHECK = Check("objective_shown", "002 §6.2", find)
