"""What a plan says: `plan-content-v1`, its canonical form and its fingerprint."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

import rfc8785

SCHEMA = "plan-content-v1"
CLAUSE_KINDS = ("section", "paragraph", "item", "objective")
STAGE_PART_NAMES = {"title": "title", "level": "supervision", "review": "review meeting"}
PLAN_TYPES = ("remediation", "return to work or reskilling", "combined")


@dataclass(frozen=True)
class Stage:
    """A block of the programme; `review` is the wording of its review point, `weeks` a whole number."""

    key: str
    title: str
    level: str = ""
    weeks: int = 0
    review: str = ""

    @cached_property
    def canonical(self) -> str:
        """Its part of the plan's canonical form."""
        return _canonical(asdict(self))


@dataclass(frozen=True)
class Clause:
    """A numbered piece of the plan; `fields` are an objective's (name, value) pairs."""

    key: str
    label: str
    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    children: tuple["Clause", ...] = ()

    @cached_property
    def canonical(self) -> str:
        """Its part of the plan's canonical form, made once: a clause that stays is shared by every later revision."""
        facts = {"key": self.key, "label": self.label, "kind": self.kind, "text": self.text, "fields": self.fields}
        return _object(facts, children=self.children)

    def words(self, part: str = "") -> str:
        """What it says, or what its field `part` says; "" for a field it does not have."""
        return next((value for name, value in self.fields if name == part), "") if part else self.text

    def with_words(self, text: str, part: str = "") -> "Clause":
        """The same clause saying something else, or with another value of its field `part`: the first of that name."""
        if not part:
            return replace(self, text=text)
        first = next((number for number, (name, _) in enumerate(self.fields) if name == part), -1)
        fields = ((name, text if number == first else value) for number, (name, value) in enumerate(self.fields))
        return replace(self, fields=tuple(fields))


@dataclass(frozen=True)
class Content:
    """The whole of a plan's words and stages; `start` is an ISO date or "" when it is not yet known."""

    title: str
    type: str = ""
    start: str = ""
    stages: tuple[Stage, ...] = ()
    clauses: tuple[Clause, ...] = field(default=())

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
        """The day the programme ends: its start and all its weeks; None while the start is not known."""
        return date.fromisoformat(self.start) + timedelta(weeks=self.weeks) if self.start else None

    def review_dates(self) -> list[tuple[Stage, date | None]]:
        """Each stage with the day it ends, when its review meeting is due (002 §8.1)."""
        rows, weeks = [], 0
        for stage in self.stages:
            weeks += stage.weeks
            rows.append((stage, date.fromisoformat(self.start) + timedelta(weeks=weeks) if self.start else None))
        return rows

    def with_text(self, key: str, text: str, part: str = "") -> "Content":
        """The same plan with one clause reworded, or its field `part`."""
        return replace(self, clauses=_reworded(self.clauses, key, text, part))

    def with_weeks(self, key: str, weeks: int) -> "Content":
        """The same plan with one stage made longer or shorter."""
        return self.with_stage(key, weeks=weeks)

    def with_stage(self, key: str, **facts: str | int) -> "Content":
        """The same plan with other facts of one stage."""
        stages = tuple(Stage(**{**asdict(stage), **facts}) if stage.key == key else stage for stage in self.stages)
        return replace(self, stages=stages)

    def canonical(self) -> str:
        """RFC 8785 JSON with every key present; this text is what is stored, sealed and fingerprinted."""
        facts = {"schema": SCHEMA, "title": self.title, "type": self.type, "start": self.start}
        return _object(facts, stages=self.stages, clauses=self.clauses)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.canonical())


def fingerprint(canonical: str) -> str:
    """SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def parse(canonical: str) -> Content:
    """The content of a stored canonical text.

    Raises ValueError when the schema is another one.
    """
    data = json.loads(canonical)
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    stages = tuple(Stage(**stage) for stage in data["stages"])
    return Content(data["title"], data["type"], data["start"], stages, _clauses(data["clauses"]))


def read_clause(canonical: str) -> Clause:
    """The clause whose canonical form this is."""
    return _clauses([json.loads(canonical)])[0]


def new_key() -> str:
    """A random stable key for a clause or a stage."""
    return uuid4().hex[:12]


def with_children(clause: Clause, children: tuple[Clause, ...]) -> Clause:
    """A clause with these under it: the same object when they are the ones it has."""
    return clause if children == clause.children else replace(clause, children=children)


def _object(facts: Mapping[str, Any], **parts: Sequence[Stage | Clause]) -> str:
    """The canonical form of these facts, with lists of parts that have theirs already."""
    written = {name: _canonical(value) for name, value in facts.items()}
    written |= {name: f"[{','.join(one.canonical for one in some)}]" for name, some in parts.items()}
    return "{" + ",".join(f'"{name}":{written[name]}' for name in sorted(written)) + "}"


def _canonical(value: Any) -> str:
    return rfc8785.dumps(_nfc(value)).decode()


def _walk(clauses: tuple[Clause, ...], depth: int) -> Iterator[tuple[int, Clause]]:
    for clause in clauses:
        yield depth, clause
        yield from _walk(clause.children, depth + 1)


def _reworded(clauses: tuple[Clause, ...], key: str, text: str, part: str) -> tuple[Clause, ...]:
    return tuple(
        clause.with_words(text, part)
        if clause.key == key
        else with_children(clause, _reworded(clause.children, key, text, part))
        for clause in clauses
    )


def _clauses(rows: list[dict[str, Any]]) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            row["key"],
            row["label"],
            row["kind"],
            row["text"],
            tuple((name, value) for name, value in row["fields"]),
            _clauses(row["children"]),
        )
        for row in rows
    )


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {name: _nfc(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_nfc(item) for item in value]
    return value
