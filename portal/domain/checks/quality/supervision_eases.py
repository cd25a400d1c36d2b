"""Supervision eases as progress is shown (002 §6.3)."""

from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.text.supervision import Level


def find(examined: Examined) -> Iterator[Finding]:
    blocks = examined.programme.blocks
    levels = [block.levels[0] for block in blocks if block.levels]
    if len(blocks) > 1 and len(levels) == len(blocks) and len(set(levels)) == 1 and levels[0] > Level.NORMAL:
        sentence = f"Supervision never eases: every stage has {levels[0].named}. Say when it does, or why it cannot."
        yield CHECK.worth(examined.stage(blocks[-1].key), sentence)


CHECK = Check("supervision_eases", "002 §6.3", find)
