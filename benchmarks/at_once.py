"""Many people at once, with as many processes as the settings ask for: throughput, medians, 95th percentiles, errors.

8 and 32 readers, writers, and people of whose requests every tenth is an act, each over a connection of their own, on
both databases, beside a bare view that as many ask at once. On SQLite the 95th percentile of 8 writers is held against
their median: whoever waits for its one lock is to wait in turn.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from scene import Scene, databases, scenes
from served import Answer, Browser, serving, serving_portal

from portal.domain.cases.roles import Role

SECONDS, MANY = 6, (8, 32)
SIZE = (50, 20, 20)
ACTS_EVERY = 10
numbers = count()
Ask = Callable[[], Answer]


@dataclass
class Heard:
    """How long reads and acts took, in milliseconds, and how many requests failed."""

    reads: list[float] = field(default_factory=list)
    acts: list[float] = field(default_factory=list)
    errors: int = 0

    def add(self, answer: Answer, *, act: bool) -> None:
        failed = answer.status not in {200, 303}
        self.errors += failed
        if not failed:
            (self.acts if act else self.reads).append(answer.taken)


def percentile(taken: Sequence[float], share: int) -> float:
    return statistics.quantiles(taken, n=100)[share - 1] if len(taken) > 1 else float("nan")


def person(made: Scene, port: int, number: int) -> tuple[Ask, Ask]:
    """How somebody reads their plan, and how they comment on it."""
    browser = made.browser((Role.EDITOR, Role.PRACTITIONER)[number % 2], port)
    token = browser.token(made.address)

    def act() -> Answer:
        body: dict[str, Any] = {"audience": "shared", "csrf_token": token, "body": f"Comment {next(numbers)}"}
        return browser.post(f"{made.address}/clauses/p1-1/threads", body)

    return lambda: browser.get(made.address), act


def together(people: Sequence[tuple[Ask, Ask]], every: int) -> Heard:
    """What they hear within some seconds, when every such request is an act; 0 for none."""
    heard, until = [Heard() for _ in people], time.perf_counter() + SECONDS

    def live(number: int) -> None:
        read, act = people[number]
        for turn in count(number):
            if time.perf_counter() > until:
                return
            acts = bool(every) and turn % every == 0
            heard[number].add(act() if acts else read(), act=acts)

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(live, range(len(people))))
    reads, acts = ([*chain(*each)] for each in ((one.reads for one in heard), (one.acts for one in heard)))
    return Heard(reads, acts, sum(one.errors for one in heard))


def shown(kind: str, many: int, what: str, taken: Sequence[float], errors: int) -> None:
    middle, slow = percentile(taken, 50), percentile(taken, 95)
    print(
        f"{kind:10} {many:3} {what:26} {len(taken) / SECONDS:8.0f} a second {middle:8.1f} ms {slow:8.1f} ms 95th",
        f"({slow / middle:4.1f}x) {errors} errors",
        flush=True,
    )


def measure(kind: str, found: list[Scene], port: int) -> None:
    for many in MANY:
        cases = [found.pop() for _ in range(many // 2)]
        people = [person(cases[number // 2], port, number) for number in range(many)]
        together(people, 0)
        readers, both, writers = (together(people, every) for every in (0, ACTS_EVERY, 1))
        shown(kind, many, "readers", readers.reads, readers.errors)
        shown(kind, many, "readers beside 10% acts", both.reads, both.errors)
        shown(kind, many, "those acts", both.acts, both.errors)
        shown(kind, many, "writers", writers.acts, writers.errors)


def bare(many: int, port: int) -> None:
    browsers = [Browser(port) for _ in range(many)]
    asked = together([(lambda one=one: one.get("/bare"),) * 2 for one in browsers], 0)
    shown("bare view", many, "readers", asked.reads, asked.errors)


if __name__ == "__main__":
    print(f"{SIZE[0]} clauses, {SIZE[1]} suggestions and {SIZE[2]} comments on each plan, and two people")
    with databases() as new:
        with serving("peer:app", "/bare") as port:
            for many in MANY:
                bare(many, port)
        for kind, url in new().items():
            found = scenes(url, sum(MANY) // 2, *SIZE)
            with serving_portal(url) as port:
                measure(kind, found, port)
