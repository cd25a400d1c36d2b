"""The front matter of a plan in Markdown: title, type, start and stages, in the small part of YAML that they need.

A plan in the second form says so in its first line, or by what only that form has: a step, reviews with their weeks.
"""

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from portal.documents.outline import Line, Outline
from portal.documents.stage_lines import day_in
from portal.domain.plans.content import V1, V2, Content, Stage, new_key
from portal.domain.plans.stage_parts import NOT_A_REVIEW, read_review, written_reviews
from portal.domain.typed import start_fault

HEAD = "record_head"
_SAFE = re.compile(r"[^\W\d_](?:[\w ,.()/’-]*[\w.()])?")
_FACT = re.compile(r"(?P<indent>\s*(?:- )?)(?P<name>\w+(?: \w+)?): *(?P<value>.*)")
_REVIEW = re.compile(r"\s{3,}- +(?P<value>.*)")
_PLAN_NAMES = {"schema": "schema", "title": "title", "type": "type", "start": "start", "waits for": "waits_for"}
_FIRST_FORM = {"key": "key", "title": "title", "level": "level", "weeks": "weeks", "review": "review"}
_SECOND_FORM = {"key": "key", "title": "title", "weeks": "weeks", "step": "step", "supervision": "level"}
_ONLY_SECOND = {"waits for", "step", "supervision", "reviews"}
_IN_WORDS = "In this form a review meeting has its week: write it under “reviews”, such as “Week 4: the case manager”."


class FrontMatter(NamedTuple):
    """What front matter says, as a plan without clauses.

    `length` is the number of lines it takes, `lines` where each fact stands.
    """

    content: Content
    length: int
    lines: dict[str, int]


def write_front_matter(content: Content, record_head: str = "") -> list[str]:
    """The lines of a plan's front matter, with the two `---` around them; the record's head is no fact of the plan."""
    names = ["title", "type", "start"] if content.is_first_form else list(_PLAN_NAMES)
    lines = ["---"] + [f"{name}: {_quoted(getattr(content, _PLAN_NAMES[name]))}" for name in names]
    lines.append("stages:" if content.stages else "stages: []")
    facts_of = _FIRST_FORM if content.is_first_form else _SECOND_FORM
    for stage in content.stages:
        facts = [f"{name}: {_quoted(getattr(stage, attribute))}" for name, attribute in facts_of.items()]
        lines += [f"  - {facts[0]}"] + [f"    {fact}" for fact in facts[1:]]
        if stage.reviews:
            lines.append("    reviews:")
            lines += [f"      - {json.dumps(written_reviews((one,)), ensure_ascii=False)}" for one in stage.reviews]
    return [*lines, *([f"{HEAD}: {record_head}"] if record_head else []), "---"]


def read_front_matter(lines: list[str], outline: Outline) -> FrontMatter:
    """The facts at the top of a file's lines; none at all when it does not open with `---`.

    What is not understood is pointed out in the outline.
    """
    reader = _Reader(outline)
    opening = next((place for place, line in enumerate(lines) if line.strip()), 0)
    closing = next((place for place, line in enumerate(lines[opening + 1 :], opening + 1) if line == "---"), None)
    if closing is None or lines[opening] != "---":
        return FrontMatter(Content(""), 0, {})
    for number, line in enumerate(lines[opening + 1 : closing], opening + 2):
        if line.strip():
            reader.take(number, line)
    return FrontMatter(reader.content(lines), closing + 1, reader.places())


def _quoted(value: str | int) -> str:
    if isinstance(value, int) or _SAFE.fullmatch(value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value.strip().strip("'")
    try:
        return str(json.loads(value))
    except ValueError:
        return value.strip('"')


@dataclass
class _Reader:
    outline: Outline
    facts: dict[str, Any] = field(default_factory=lambda: {"schema": V1, "title": ""})
    stages: list[Stage] = field(default_factory=list)
    lines: list[dict[str, int]] = field(default_factory=lambda: [{}])
    in_reviews: bool = False

    def places(self) -> dict[str, int]:
        """The line of each fact, by the key of its stage ("" for the plan's own) and its name."""
        keys = ["", *(stage.key for stage in self.stages)]
        named = zip(keys, self.lines, strict=True)
        return {f"{key}.{name}": number for key, facts in named for name, number in facts.items()}

    def content(self, lines: list[str]) -> Content:
        """The plan without clauses; where reviews have weeks, one in words is left out, and pointed out."""
        if self.facts["schema"] == V2:
            for place, stage in enumerate(self.stages):
                if stage.review:
                    number = self.lines[place + 1]["review"]
                    self.outline.point_out(Line(number, lines[number - 1], _IN_WORDS))
            self.stages = [replace(stage, review="") for stage in self.stages]
        return Content(**self.facts, stages=tuple(self.stages))

    def take(self, number: int, line: str) -> None:
        review, found = _REVIEW.fullmatch(line), _FACT.fullmatch(line)
        if self.in_reviews and review:
            why = self._review(_unquoted(review["value"]))
        elif not found:
            why = "It is not written as “name: value”."
        elif found["name"] == "stages" and not found["indent"]:
            return
        else:
            why = self._named(number, found["indent"], found["name"], found["value"])
        if why:
            self.outline.point_out(Line(number, line, why))

    def _named(self, number: int, indent: str, name: str, value: str) -> str:
        self.in_reviews = bool(indent) and name == "reviews"
        if name in _ONLY_SECOND:
            self.facts["schema"] = V2
        why = self._stage_fact(indent, name, _unquoted(value)) if indent else self._fact(name, _unquoted(value))
        self.lines[-1 if indent else 0][name] = number
        return why

    def _fact(self, name: str, value: str) -> str:
        """Keep a fact of the plan, or say why it cannot be kept."""
        if name == HEAD:
            return ""
        if name not in _PLAN_NAMES:
            return f"“{name}” is not a fact of a plan: {', '.join(_PLAN_NAMES)} or stages."
        if name == "start" and value:
            value = day_in(value) or value
            if why := start_fault(value):
                return why
        if name == "schema" and value not in (V1, V2):
            return f"The schema of a plan is {V1} or {V2}."
        self.facts[_PLAN_NAMES[name]] = value
        return ""

    def _stage_fact(self, indent: str, name: str, value: str) -> str:
        """Keep a fact of a stage, or say why it cannot be kept."""
        if "-" in indent:
            self.stages.append(Stage(new_key(), ""))
            self.outline.expect_stages(len(self.stages))
            self.lines.append({})
        known = _FIRST_FORM | _SECOND_FORM
        if name == "reviews" and self.stages:
            return "" if value in ("", "[]") else NOT_A_REVIEW
        if name not in known or not self.stages:
            return f"“{name}” is not a fact of a stage: {', '.join(known)} or reviews."
        if name == "key" and value in {stage.key for stage in self.stages}:
            return "Its key stands twice: read as a new stage."
        if name == "weeks" and not re.fullmatch(r"[0-9]{1,4}", value):
            return "The weeks of a stage are a whole number."
        facts: dict[str, Any] = {known[name]: int(value) if name == "weeks" else value}
        self.stages[-1] = replace(self.stages[-1], **facts)
        return ""

    def _review(self, words: str) -> str:
        """Keep a review meeting of the last stage, or say why it cannot be kept."""
        try:
            one = read_review(words)
        except ValueError as unfit:
            return str(unfit)
        self.stages[-1] = replace(self.stages[-1], reviews=(*self.stages[-1].reviews, one))
        return ""
