"""The front matter of a plan in Markdown: title, type, start and stages, in the small part of YAML that they need."""

import json
import re
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import NamedTuple

from portal.documents.outline import Line
from portal.domain.plans.content import Content, Stage, new_key
from portal.domain.typed import EARLIEST, LATEST

_SAFE = re.compile(r"[^\W\d_](?:[\w ,.()/’-]*[\w.()])?")
_FACT = re.compile(r"(?P<indent>\s*(?:- )?)(?P<name>\w+): *(?P<value>.*)")
_STAGE_NAMES = tuple(attribute.name for attribute in fields(Stage))


class FrontMatter(NamedTuple):
    """What front matter says; `length` is the number of lines it takes."""

    title: str
    type: str
    start: str
    stages: tuple[Stage, ...]
    length: int
    not_understood: list[Line]


def write_front_matter(content: Content) -> list[str]:
    """The lines of a plan's front matter, with the two `---` around them."""
    lines = ["---"] + [f"{name}: {_quoted(getattr(content, name))}" for name in ("title", "type", "start")]
    lines.append("stages:" if content.stages else "stages: []")
    for stage in content.stages:
        facts = [f"{name}: {_quoted(getattr(stage, name))}" for name in _STAGE_NAMES]
        lines += [f"  - {facts[0]}"] + [f"    {fact}" for fact in facts[1:]]
    return [*lines, "---"]


def read_front_matter(lines: list[str]) -> FrontMatter:
    """The facts at the top of a file's lines; none at all when it does not open with `---`."""
    reader = _Reader()
    opening = next((place for place, line in enumerate(lines) if line.strip()), 0)
    closing = next((place for place, line in enumerate(lines[opening + 1 :], opening + 1) if line == "---"), None)
    if closing is None or lines[opening] != "---":
        return FrontMatter("", "", "", (), 0, [])
    for number, line in enumerate(lines[opening + 1 : closing], opening + 2):
        if line.strip():
            reader.take(number, line)
    facts = reader.facts
    return FrontMatter(
        facts["title"], facts["type"], facts["start"], tuple(reader.stages), closing + 1, reader.not_understood
    )


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
    facts: dict[str, str] = field(default_factory=lambda: {"title": "", "type": "", "start": ""})
    stages: list[Stage] = field(default_factory=list)
    not_understood: list[Line] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        found = _FACT.fullmatch(line)
        if not found:
            why = "It is not written as “name: value”."
        elif found["name"] == "stages" and not found["indent"]:
            return
        elif found["indent"]:
            why = self._stage_fact(found["indent"], found["name"], _unquoted(found["value"]))
        else:
            why = self._fact(found["name"], _unquoted(found["value"]))
        if why:
            self.not_understood.append(Line(number, line, why))

    def _fact(self, name: str, value: str) -> str:
        """Keep a fact of the plan, or say why it cannot be kept."""
        if name not in self.facts:
            return f"“{name}” is not a fact of a plan: title, type, start or stages."
        if name == "start" and value and not _is_date(value):
            return "The start is not a date of this century, written as 2026-01-31."
        self.facts[name] = value
        return ""

    def _stage_fact(self, indent: str, name: str, value: str) -> str:
        """Keep a fact of a stage, or say why it cannot be kept."""
        if "-" in indent:
            self.stages.append(Stage(new_key(), ""))
        if name not in _STAGE_NAMES or not self.stages:
            return f"“{name}” is not a fact of a stage: {', '.join(_STAGE_NAMES)}."
        if name == "weeks":
            if not re.fullmatch(r"[0-9]{1,4}", value):
                return "The weeks of a stage are a whole number."
            self.stages[-1] = replace(self.stages[-1], weeks=int(value))
        else:
            self.stages[-1] = Stage(**{**asdict(self.stages[-1]), name: value})
        return ""


def _is_date(value: str) -> bool:
    try:
        day = date.fromisoformat(value)
        return day.isoformat() == value and EARLIEST <= day <= LATEST
    except ValueError:
        return False
