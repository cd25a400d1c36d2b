"""The least supervision that the plan says a regulator or a list requires: a pointer, never a refusal (002 §6.3)."""

from collections.abc import Iterator
from typing import NamedTuple

from portal.domain.plans.content import Clause, Content, Stage
from portal.domain.plans.stage_parts import part_fault, with_part
from portal.domain.plans.steps import levels_of
from portal.text.supervision import Level, required_in

BELOW = (
    "The stage “{stage}” {has} {level}. {place} speaks of a regulator’s or list’s requirement of {least}, "
    "which is more. Check that it still holds and what it means here."
)


class Requirement(NamedTuple):
    """The level that is required, and the clause that says so."""

    level: Level
    clause: Clause


def least_supervision_of(content: Content) -> Requirement | None:
    """The closest supervision that a clause names as a requirement; None when none does.

    Where a clause stands under a heading that speaks of a requirement, it is read with it.
    """
    return max(_requirements(content.clauses, ()), key=lambda least: least.level, default=None)


def below_least_with(content: Content, key: str, part: str, after: str) -> list[str]:
    """The sentence for a stage with less supervision than that, were one part of it to say `after`.

    Nothing for all others, and where the words do not tell.
    """
    if part not in ("title", "level") or part_fault(content, key, part, after):
        return []
    stage = with_part(content, key, part, after).stage(key)
    flag = _below(stage, least_supervision_of(content), "would have") if stage else ""
    return [flag] if flag else []


def all_below_least(content: Content) -> list[tuple[Stage, str]]:
    """Each stage that falls below it as the plan stands, with its sentence."""
    least = least_supervision_of(content)
    return [(stage, flag) for stage in content.stages if (flag := _below(stage, least, "has"))]


def _below(stage: Stage, least: Requirement | None, has: str) -> str:
    level = next(iter(levels_of(stage)), None)
    if level is None or least is None or level >= least.level:
        return ""
    place = f"Paragraph {least.clause.label}" if least.clause.label else "A paragraph"
    return BELOW.format(stage=stage.title, has=has, level=level.named, place=place, least=least.level.named)


def _requirements(clauses: tuple[Clause, ...], context: tuple[str, ...]) -> Iterator[Requirement]:
    for clause in clauses:
        for words in (clause.text, *(value for _, value in clause.fields)):
            level = required_in(words, context)
            if level is not None:
                yield Requirement(level, clause)
        yield from _requirements(clause.children, (*context, clause.text))
