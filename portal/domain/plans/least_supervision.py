"""The least supervision that the plan says a regulator or a list requires: a pointer, never a refusal (002 §6.3)."""

from collections.abc import Iterator
from typing import NamedTuple

from portal.domain.plans.content import Clause, Content, Stage
from portal.text.supervision import Level, level_in, required_in

BELOW = (
    "The stage “{stage}” would have {level}. {place} speaks of a regulator’s or list’s requirement of {least}, "
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


def below_least(content: Content, stage: Stage) -> str:
    """The sentence for a stage with less supervision than that; "" for all others, and where the words do not tell."""
    level, least = _level(stage), least_supervision_of(content)
    if level is None or least is None or level >= least.level:
        return ""
    place = f"Paragraph {least.clause.label}" if least.clause.label else "A paragraph"
    return BELOW.format(stage=stage.title, level=level.named, place=place, least=least.level.named)


def below_least_with(content: Content, key: str, part: str, after: str) -> list[str]:
    """The same for a stage of which one part would say `after`."""
    stage = content.with_stage(key, **{part: after}).stage(key)
    flag = below_least(content, stage) if stage and part != "review" else ""
    return [flag] if flag else []


def _level(stage: Stage) -> Level | None:
    """The level of a stage: by its supervision, else by its title."""
    level = level_in(stage.level)
    return level_in(stage.title) if level is None else level


def _requirements(clauses: tuple[Clause, ...], context: tuple[str, ...]) -> Iterator[Requirement]:
    for clause in clauses:
        for words in (clause.text, *(value for _, value in clause.fields)):
            level = required_in(words, context)
            if level is not None:
                yield Requirement(level, clause)
        yield from _requirements(clause.children, (*context, clause.text))
