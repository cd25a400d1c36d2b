"""What a plan may measure and say at most: one list of rules for files, forms and the command line alike."""

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from portal.domain.base import Refused
from portal.domain.plans import content_v2
from portal.domain.plans.content import PLAN_TYPES, Clause, Content, Stage
from portal.domain.plans.steps import STEPS
from portal.domain.typed import start_fault, weeks_fault

LONGEST_FIELD_NAME = 200  # as the column that names the field of a change
KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")  # as the columns that hold them
RESERVED = {"title", "stages"}  # what a plan's own parts are called where a key could stand


class PlanLimits(Protocol):
    """What a plan may measure at most: characters, pieces, levels under each other, and weeks."""

    @property
    def max_title_characters(self) -> int: ...
    @property
    def max_clause_characters(self) -> int: ...
    @property
    def max_label_characters(self) -> int: ...
    @property
    def max_clauses(self) -> int: ...
    @property
    def max_fields(self) -> int: ...
    @property
    def max_levels(self) -> int: ...
    @property
    def max_stages(self) -> int: ...
    @property
    def max_stage_weeks(self) -> int: ...
    @property
    def max_reviews(self) -> int: ...


class Fault(NamedTuple):
    """Why a plan cannot be kept so: a sentence, the key of what it is about ("" for all of it), and its part."""

    sentence: str
    key: str = ""
    part: str = ""


def faults(content: Content, limits: PlanLimits) -> Iterator[Fault]:
    """Everything that a plan may not be, in reading order; nothing for one that can be kept."""
    yield from _facts(content, limits)
    keys: set[str] = set()
    for stage in content.stages:
        yield from _key(f"The stage “{_short(stage.title)}”", stage.key, keys)
        yield from _stage(stage, limits)
    for depth, clause in content.walk():
        name = f"Paragraph {_short(clause.label)}" if clause.label else "A paragraph without a number"
        yield from _key(name, clause.key, keys)
        yield from _clause(name, clause, limits)
        if clause.kind not in content.clause_kinds:
            yield Fault(f"{name} is of a kind that this plan does not know.", clause.key)
        yield from _health(name, clause)
        if depth >= limits.max_levels:
            yield Fault(f"{name} would stand more than {limits.max_levels} levels deep.", clause.key)


def expect_within(before: Content, after: Content, limits: PlanLimits, field: str) -> None:
    """Refuse, under this field of the form, a change that makes the plan what it may not be.

    What was so already stands in nobody's way.
    """
    known = set(faults(before, limits))
    fault = next((one for one in faults(after, limits) if one not in known), None)
    if fault:
        raise Refused(fault.sentence, field)


def _facts(content: Content, limits: PlanLimits) -> Iterator[Fault]:
    yield from _line("The title", content.title, limits.max_title_characters, "title")
    if content.type not in ("", *PLAN_TYPES):
        known = f"{', '.join(PLAN_TYPES[:-1])} or {PLAN_TYPES[-1]}"
        yield Fault(f"The type of the plan is “{_short(content.type)}”. It can be {known}.", part="type")
    if content.start and (why := start_fault(content.start)):
        yield Fault(why, part="start")
    yield from _line("What the start waits for", content.waits_for, limits.max_clause_characters, "waits for")
    if len(content.stages) > limits.max_stages:
        yield Fault(f"The plan has {len(content.stages):,} stages. The most is {limits.max_stages:,}.")
    if (clauses := sum(1 for _ in content.walk())) > limits.max_clauses:
        yield Fault(f"The plan has {clauses:,} paragraphs and headings. The most is {limits.max_clauses:,}.")


def _stage(stage: Stage, limits: PlanLimits) -> Iterator[Fault]:
    name = f"The stage “{_short(stage.title)}”"
    if not stage.title:
        yield Fault("A stage has no title. Give it one.", stage.key, "title")
    yield from _line("The title of a stage", stage.title, limits.max_title_characters, "title", stage.key)
    if why := weeks_fault(stage.weeks, limits.max_stage_weeks):
        yield Fault(f"{name} has {stage.weeks:,} weeks. {why}", stage.key, "weeks")
    yield from _length(f"{name}, supervision,", stage.level, limits.max_clause_characters, "level", stage.key)
    if stage.step and stage.step not in STEPS:
        yield Fault(f"{name} has the step “{_short(stage.step)}”. It can be {', '.join(STEPS)}.", stage.key, "step")
    if len(stage.reviews) > limits.max_reviews:
        yield Fault(f"{name} has {len(stage.reviews)} review meetings. The most is {limits.max_reviews}.", stage.key)
    for words in (stage.review, *(one.words for one in stage.reviews)):
        yield from _length(f"{name}, review meeting,", words, limits.max_clause_characters, "review", stage.key)
    if late := next((one for one in stage.reviews if not 1 <= one.week <= stage.weeks), None):
        yield Fault(f"{name} has no week {late.week} for its review meeting.", stage.key, "review")


def _clause(name: str, clause: Clause, limits: PlanLimits) -> Iterator[Fault]:
    key = clause.key
    yield from _line("The number of a paragraph", clause.label, limits.max_label_characters, "label", key)
    yield from _length(name, clause.text, limits.max_clause_characters, "text", key, " Split it in two.")
    fixed = content_v2.FIELDS.get(clause.kind)
    if fixed and tuple(part for part, _ in clause.fields) != fixed:
        yield Fault(f"{name} has these parts, in this order: {', '.join(fixed)}.", key)
    if len(clause.fields) > limits.max_fields:
        yield Fault(f"{name} has {len(clause.fields):,} parts. The most is {limits.max_fields:,}.", key)
    for part, value in clause.fields:
        yield from _line(f"{name}: the name of a part", part, LONGEST_FIELD_NAME, part, key)
        yield from _length(f"{name}, “{_short(part)}”,", value, limits.max_clause_characters, part, key)


def _health(name: str, clause: Clause) -> Iterator[Fault]:
    """What stands under a clause about health is shown to the same few."""
    if clause.health and not all(child.health for child in clause.children):
        yield Fault(f"{name} is about health, so everything under it must be marked so too.", clause.key)


def _key(name: str, key: str, keys: set[str]) -> Iterator[Fault]:
    if not KEY.fullmatch(key) or key in RESERVED:
        yield Fault(f"{name} has a key that cannot be kept. Take its key out, so that it gets a new one.", key)
    elif key in keys:
        yield Fault(f"{name} has the key of another part. Take its key out, so that it gets a new one.", key)
    keys.add(key)


def _line(name: str, text: str, most: int, part: str, key: str = "") -> Iterator[Fault]:
    if "\n" in text:
        yield Fault(f"{name} must be on one line.", key, part)
    yield from _length(name, text, most, part, key, " Shorten it.")


def _length(name: str, text: str, most: int, part: str, key: str, remedy: str = "") -> Iterator[Fault]:
    if len(text) > most:
        yield Fault(f"{name} is longer than {most:,} characters.{remedy}", key, part)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]} …"
