"""No stage has less supervision than a regulator or a list requires (002 §6.3)."""

from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.plans.least_supervision import all_below_least


def find(examined: Examined) -> Iterator[Finding]:
    for stage, sentence in all_below_least(examined.content):
        yield CHECK.worth(examined.stage(stage.key), sentence)


CHECK = Check("supervision_floor", "002 §6.3", find)
