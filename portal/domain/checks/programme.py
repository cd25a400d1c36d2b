"""The stages of a plan with the weeks and days on which they lie: checks read them from here only (002 §8.1)."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.domain.plans.content import Content
from portal.domain.plans.steps import levels_of
from portal.text.supervision import Level


@dataclass(frozen=True)
class Block:
    """One stage, counted from 1: weeks are those of the plan, `begins` and `ends` its first and last day if known.

    `levels` are those of its supervision: by its step, else by its words and its title.
    """

    number: int
    key: str
    title: str
    levels: tuple[Level, ...]
    weeks: int
    first_week: int
    begins: date | None
    ends: date | None

    @property
    def last_week(self) -> int:
        return self.first_week + self.weeks - 1


@dataclass(frozen=True)
class Programme:
    """All stages, with the weeks of the plan and its first and last day if its start is known."""

    blocks: tuple[Block, ...]
    weeks: int
    start: date | None
    end: date | None

    def block(self, number: int) -> Block | None:
        """The stage with this number, from 1, or from the end for -1; None when the plan has none."""
        if number == -1:
            return self.blocks[-1] if self.blocks else None
        return self.blocks[number - 1] if 1 <= number <= len(self.blocks) else None

    def of_key(self, key: str) -> Block | None:
        return next((block for block in self.blocks if block.key == key), None)


def programme_of(content: Content) -> Programme:
    """Where the stages of this plan lie."""
    start = date.fromisoformat(content.start) if content.start else None
    blocks, weeks = list[Block](), 0
    for number, (stage, ends) in enumerate(content.stage_ends(), start=1):
        begins = start + timedelta(weeks=weeks) if start else None
        blocks.append(Block(number, stage.key, stage.title, levels_of(stage), stage.weeks, weeks + 1, begins, ends))
        weeks += stage.weeks
    return Programme(tuple(blocks), weeks, start, content.end)
