"""All plan checks on a plan as it grows, beside the checks that compare its words with its stages: `make bench`.

A plan of real size is cut short, or taken several times over, each time under other keys.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from scene import LAPS, SETTINGS, WARM_UP

from portal.documents.reading import read
from portal.domain.checks.finding import Facts
from portal.domain.checks.guardian import CHECKS, findings
from portal.domain.checks.plan_checks import PLAN_CHECKS, plan_checks
from portal.domain.plans.content import Clause, Content, with_children

PLAN = Path(__file__).resolve().parent.parent / "portal" / "library" / "plans" / "remediation.txt"
SIZES = (50, 200, 800)
FACTS = Facts("Dr Amara Osei")


def of_size(content: Content, size: int) -> Content:
    """The plan with so many clauses, or a few more: whole paragraphs, section after section, as often as needed."""
    clauses, number, turn = list[Clause](), 0, 0
    while number < size:
        for section in content.clauses:
            left = size - number
            kept = tuple(_under(f"{turn}", one) for one in islice(section.children, max(left, 0)))
            if kept:
                clauses.append(with_children(replace(section, key=f"{turn}-{section.key}"), kept))
                number = sum(1 for _ in replace(content, clauses=tuple(clauses)).walk())
        turn += 1
    return replace(content, clauses=tuple(clauses))


def _under(turn: str, clause: Clause) -> Clause:
    return replace(clause, key=f"{turn}-{clause.key}", children=tuple(_under(turn, one) for one in clause.children))


def in_turn(content: Content, *ways: Callable[[Content], object]) -> list[float]:
    """Each way's median in milliseconds; every lap has another title, so that nothing is remembered of the whole."""
    taken: list[list[float]] = [[] for _ in ways]
    for lap in range(LAPS + WARM_UP):
        for way, found in zip(ways, taken, strict=True):
            begun = time.perf_counter()
            way(replace(content, title=f"{content.title}, {lap}"))
            found.append((time.perf_counter() - begun) * 1000)
    return [statistics.median(found[WARM_UP:]) for found in taken]


def main() -> None:
    whole, first = read(PLAN.read_bytes(), limits=SETTINGS).content, 0.0
    print(
        f"{len(PLAN_CHECKS)} plan checks, and {len(CHECKS)} that compare words with stages, after a change of the title"
    )
    for size in SIZES:
        content = of_size(whole, size)
        clauses = sum(1 for _ in content.walk())
        ours, theirs = in_turn(content, lambda one: plan_checks(one, FACTS), lambda one: findings(one, FACTS))
        first = first or ours / clauses
        each = f"{ours / clauses / first:.2f} of what a clause takes at first"
        print(f"{clauses:>4} clauses: plan checks {ours:6.1f} ms, {each}; {ours / theirs:.2f} times those that compare")


if __name__ == "__main__":
    main()
