"""What turning one plan into another does to its dates (002 §8.3)."""

from datetime import date
from typing import NamedTuple

from portal.domain.plans.content import Content


class Effect(NamedTuple):
    """Weeks and end before and after, and each review meeting that moves: its stage's title, and both days."""

    weeks_before: int
    weeks_after: int
    end_before: date | None
    end_after: date | None
    reviews: list[tuple[str, date | None, date | None]]

    @property
    def lengthens(self) -> bool:
        """Whether the plan would last longer, or end later."""
        later = self.end_before and self.end_after and self.end_after > self.end_before
        return bool(later or self.weeks_after > self.weeks_before)


def effect(content: Content, changed: Content) -> Effect:
    """What turning one plan into the other does to the end date and the review meetings of the stages in both."""
    later = {stage.key: day for stage, day in changed.review_dates()}
    both = [(stage.title, day, later[stage.key]) for stage, day in content.review_dates() if stage.key in later]
    moved = [row for row in both if row[1] != row[2]]
    return Effect(content.weeks, changed.weeks, content.end, changed.end, moved)


def dates_as_terms(content: Content, changed: Content) -> dict[str, list[int] | list[str]]:
    """The weeks and the end of a plan before and after, as the terms of a change hold them."""
    ends = [str(one.end or "") for one in (content, changed)]
    return {"weeks": [content.weeks, changed.weeks], "end": ends}


def dates_of(content: Content) -> tuple[str, int]:
    """What the dates of a plan are reckoned from: its start, and its weeks in all."""
    return content.start, content.weeks
