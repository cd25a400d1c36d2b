"""What a plan says: one value, whatever schema it is written in, its canonical form and its fingerprint."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

from portal.domain.plans import content_v1, content_v2
from portal.domain.plans.canonical import canonical, fingerprint
from portal.domain.plans.pieces import Clause, Review, Stage, new_key, with_children

__all__ = [
    "PLAN_TYPES",
    "V1",
    "V2",
    "Clause",
    "Content",
    "Review",
    "ReviewPoint",
    "Stage",
    "fingerprint",
    "new_key",
    "parse",
    "read_clause",
    "with_children",
    "write_clause",
]

V1, V2 = content_v1.SCHEMA, content_v2.SCHEMA
PLAN_TYPES = ("remediation", "return to work or reskilling", "combined")


class Codec(Protocol):
    """How one schema writes the pieces of a plan, and reads them; each schema is a module."""

    SCHEMA: str
    CLAUSE_KINDS: tuple[str, ...]

    def start_facts(self, day: str, waits_for: str) -> Any: ...
    def read_start(self, facts: Any) -> tuple[str, str]: ...
    def stage_facts(self, stage: Stage) -> dict[str, Any]: ...
    def read_stage(self, facts: dict[str, Any]) -> Stage: ...
    def clause_facts(self, clause: Clause) -> dict[str, Any]: ...
    def read_clause(self, facts: dict[str, Any], children: tuple[Clause, ...]) -> Clause: ...


CODECS: dict[str, Codec] = {V1: content_v1, V2: content_v2}


class ReviewPoint(NamedTuple):
    """A review meeting of a stage, its `number` there from 0: at the end of a `week` of the programme, on `day`.

    `review_week` is the same week counted within the stage.
    """

    stage: Stage
    number: int
    review_week: int
    week: int
    day: date | None
    words: str


@dataclass(frozen=True)
class Content:
    """The whole of a plan's words and stages.

    `start` is an ISO date, or "" while it is not known; `waits_for` says what has to be there before it can start.
    """

    title: str
    type: str = ""
    start: str = ""
    stages: tuple[Stage, ...] = ()
    clauses: tuple[Clause, ...] = field(default=())
    waits_for: str = ""
    schema: str = V1

    @property
    def is_first_form(self) -> bool:
        """Whether it is written as plans were at first: its review meetings are words, not weeks."""
        return self.schema == V1

    @property
    def clause_kinds(self) -> tuple[str, ...]:
        """The kinds of clause that its schema knows."""
        return CODECS[self.schema].CLAUSE_KINDS

    @property
    def has_start(self) -> bool:
        """Whether it says when the programme starts: on a day, or when what it waits for is there."""
        return bool(self.start or self.waits_for)

    def walk(self) -> Iterator[tuple[int, Clause]]:
        """Every clause in reading order with its depth, sections being 0."""
        return _walk(self.clauses, 0)

    @cached_property
    def _by_key(self) -> dict[str, Clause]:
        return {clause.key: clause for _, clause in self.walk()}

    def clause(self, key: str) -> Clause | None:
        return self._by_key.get(key)

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)

    @property
    def weeks(self) -> int:
        return sum(stage.weeks for stage in self.stages)

    @property
    def end(self) -> date | None:
        """The last day of the programme's last week; None while the start is not known, or it has no weeks."""
        return self._last_day(self.weeks)

    def stage_ends(self) -> list[tuple[Stage, date | None]]:
        """Each stage with its last day."""
        ends = accumulate(stage.weeks for stage in self.stages)
        return [(stage, self._last_day(weeks)) for stage, weeks in zip(self.stages, ends, strict=True)]

    def review_points(self) -> list[ReviewPoint]:
        """Every review meeting (002 §8.1): in the first form of plans, one at the end of each stage."""
        points, before = [], 0
        for stage in self.stages:
            reviews = (Review(stage.weeks, stage.review),) if self.is_first_form else stage.reviews
            for number, one in enumerate(reviews):
                week = before + one.week
                points.append(ReviewPoint(stage, number, one.week, week, self._last_day(week), one.words))
            before += stage.weeks
        return points

    def _last_day(self, week: int) -> date | None:
        """The last day of a week of the programme, the first being 1: 7 × weeks after its start, less a day."""
        if not (self.start and week):
            return None
        return date.fromisoformat(self.start) + timedelta(weeks=week, days=-1)

    def with_text(self, key: str, text: str, part: str = "") -> "Content":
        """The same plan with one clause reworded, or its field `part`."""
        return replace(self, clauses=_reworded(self.clauses, key, text, part))

    def with_weeks(self, key: str, weeks: int) -> "Content":
        """The same plan with one stage made longer or shorter, and its reviews moved with it."""
        return replace(self, stages=tuple(one.lasting(weeks) if one.key == key else one for one in self.stages))

    def with_stage(self, key: str, **facts: Any) -> "Content":
        """The same plan with other facts of one stage."""
        return replace(self, stages=tuple(replace(one, **facts) if one.key == key else one for one in self.stages))

    def without_health(self) -> "Content":
        """The same plan without the clauses that are marked as about health, for those who may not read them."""
        return replace(self, clauses=_without_health(self.clauses))

    def canonical(self) -> str:
        """RFC 8785 JSON with every key present; this text is what is stored, sealed and fingerprinted."""
        codec = CODECS[self.schema]
        start = codec.start_facts(self.start, self.waits_for)
        facts = {"schema": self.schema, "title": self.title, "type": self.type, "start": start}
        stages = [_stage_text(codec, stage) for stage in self.stages]
        return canonical(facts, stages=stages, clauses=[_clause_text(codec, clause) for clause in self.clauses])

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.canonical())


def parse(text: str) -> Content:
    """The content of a stored canonical text.

    Raises ValueError when its schema is not known.
    """
    data = json.loads(text)
    codec = CODECS.get(data.get("schema"))
    if codec is None:
        raise ValueError(f"neither {V1} nor {V2}")
    start, waits_for = codec.read_start(data["start"])
    stages = tuple(codec.read_stage(stage) for stage in data["stages"])
    clauses = _clauses(codec, data["clauses"])
    return Content(data["title"], data["type"], start, stages, clauses, waits_for, codec.SCHEMA)


def write_clause(clause: Clause) -> str:
    """The canonical form of a clause by itself: in the first form, where nothing of it needs the second."""
    needs_second = any(one.health for _, one in _walk((clause,), 0))
    return _clause_text(content_v2 if needs_second else content_v1, clause)


def read_clause(text: str) -> Clause:
    """The clause whose canonical form this is, by whichever schema."""
    facts = json.loads(text)
    return _clauses(content_v2 if "health" in facts else content_v1, [facts])[0]


def _stage_text(codec: Codec, stage: Stage) -> str:
    if codec.SCHEMA not in stage.texts:
        stage.texts[codec.SCHEMA] = canonical(codec.stage_facts(stage))
    return stage.texts[codec.SCHEMA]


def _clause_text(codec: Codec, clause: Clause) -> str:
    if codec.SCHEMA not in clause.texts:
        children = [_clause_text(codec, child) for child in clause.children]
        clause.texts[codec.SCHEMA] = canonical(codec.clause_facts(clause), children=children)
    return clause.texts[codec.SCHEMA]


def _walk(clauses: tuple[Clause, ...], depth: int) -> Iterator[tuple[int, Clause]]:
    for clause in clauses:
        yield depth, clause
        yield from _walk(clause.children, depth + 1)


def _without_health(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    return tuple(with_children(one, _without_health(one.children)) for one in clauses if not one.health)


def _reworded(clauses: tuple[Clause, ...], key: str, text: str, part: str) -> tuple[Clause, ...]:
    return tuple(
        clause.with_words(text, part)
        if clause.key == key
        else with_children(clause, _reworded(clause.children, key, text, part))
        for clause in clauses
    )


def _clauses(codec: Codec, rows: list[dict[str, Any]]) -> tuple[Clause, ...]:
    return tuple(codec.read_clause(row, _clauses(codec, row["children"])) for row in rows)
