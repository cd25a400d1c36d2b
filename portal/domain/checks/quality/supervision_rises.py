"""Supervision becomes closer from one stage to the next only for a reason that is said (002 §6.3)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.programme import Block

_REASON = re.compile(
    r"(?i)\b(?:because|since|as|so that|reason|new (?:work|ward|role|procedures?|site)|begins? to|first time)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for before, after in pairwise(block for block in examined.programme.blocks if block.levels):
        if after.levels[0] > before.levels[0] and not _has_reason(examined, after):
            sentence = (
                f"Stage {after.number} has {after.levels[0].named}, which is closer than stage {before.number} "
                f"has. Say why, or "
                "put the stages in the order in which supervision eases."
            )
            yield CHECK.worth(examined.stage(after.key), sentence)


CHECK = Check("supervision_rises", "002 §6.3", find)


def _has_reason(examined: Examined, block: Block) -> bool:
    stage = examined.content.stage(block.key)
    own = [row.words for row in examined.parts.rows if re.search(rf"(?i)\bstage {block.number}\b", row.spot.words)]
    return any(_REASON.search(words) for words in [stage.level if stage else "", *own])
