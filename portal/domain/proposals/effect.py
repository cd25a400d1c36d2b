"""What turning one plan into another does to its dates (002 §8.3)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from portal.domain.plans.content import Content, ReviewPoint


class MovedReview(NamedTuple):
    """A review meeting that moves: which one in words, its week of the programme, and its day, before and after."""

    name: str
    weeks: tuple[int, int]
    days: tuple[date | None, date | None]


class Effect(NamedTuple):
    """Weeks and end before and after, and each review meeting that moves."""

    weeks_before: int
    weeks_after: int
    end_before: date | None
    end_after: date | None
    reviews: list[MovedReview]

    @property
    def lengthens(self) -> bool:
        """Whether the plan would last longer, or end later."""
        later = self.end_before and self.end_after and self.end_after > self.end_before
        return bool(later or self.weeks_after > self.weeks_before)


def effect(content: Content, changed: Content) -> Effect:
    """What turning one plan into the other does to the end date and the review meetings of the stages in both."""
    later = {(point.stage.key, point.number): point for point in changed.review_points()}
    pairs = [(one, later.get((one.stage.key, one.number))) for one in content.review_points()]
    moved = [_moved(one, then) for one, then in pairs if then and (one.week, one.day) != (then.week, then.day)]
    return Effect(content.weeks, changed.weeks, content.end, changed.end, moved)


def _moved(one: ReviewPoint, then: ReviewPoint) -> MovedReview:
    week = one.review_week
    name = f"at the end of “{one.stage.title}”" if week == one.stage.weeks else f"in week {week} of “{one.stage.title}”"
    return MovedReview(name, (one.week, then.week), (one.day, then.day))


def dates_as_terms(content: Content, changed: Content) -> dict[str, list[int] | list[str]]:
    """The weeks and the last day of a plan before and after, as the terms of a change hold them."""
    days = [str(one.end or "") for one in (content, changed)]
    return {"weeks": [content.weeks, changed.weeks], "last_day": days}


def are_terms_of(terms: Mapping[str, Any], dates: Mapping[str, Any]) -> bool:
    """Whether terms hold these dates, as `dates_as_terms` gives them.

    Terms with an "end" were written when a plan was said to end on the day after its last one; they keep saying so.
    """
    days = [_day_before(end) for end in terms["end"]] if "end" in terms else terms.get("last_day")
    return (terms.get("weeks"), days) == (dates["weeks"], dates["last_day"])


def _day_before(end: str) -> str:
    return str(date.fromisoformat(end) - timedelta(days=1)) if end else ""


def dates_of(content: Content) -> tuple[str, int]:
    """What the dates of a plan are reckoned from: its start, and its weeks in all."""
    return content.start, content.weeks
