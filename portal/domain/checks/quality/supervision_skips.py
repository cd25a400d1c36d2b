"""Supervision eases by steps, so that each shows that the next is safe (002 §6.3)."""

from collections.abc import Iterator
from itertools import pairwise

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.plans.steps import STEPS
from portal.text.supervision import Level

MOST_STEPS = 2
_ORDER = list(STEPS.values())


def find(examined: Examined) -> Iterator[Finding]:
    for before, after in pairwise(block for block in examined.programme.blocks if block.levels):
        if _step(after.levels[0]) - _step(before.levels[0]) > MOST_STEPS:
            sentence = (
                f"Supervision goes from {before.levels[0].named} in stage {before.number} straight to "
                f"{after.levels[0].named} in stage {after.number}. Put a stage between them, or say why none is needed."
            )
            yield CHECK.worth(examined.stage(after.key), sentence)


CHECK = Check("supervision_skips", "002 §6.3", find)


def _step(level: Level) -> int:
    """Which of the six steps this level is, or the lighter one next to it, from the closest."""
    return next(number for number, one in enumerate(_ORDER) if one <= level)
