"""The words in a picture of the programme: where each would stand, and which give way where there is no room."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from portal.domain.plans.content import Content
from portal.queries.plans import picture_words as say
from portal.queries.plans.picture_labels import Anchor, Label, Wall, Wish, placed
from portal.text.english import counted

BASE = 170
END, STAGE, UNDER_STAGE, PATCH, DATE, WEEK, TODAY = 14, 140, 158, 132, 197, 214, 238  # the lines of words, in pixels
ABOVE_STEP, AFTER_RISE, BEFORE_END, PAST_END = 8, 6, -8, 8
NEAR_START, NEAR_END = 20, 80  # per cent


class Rise(Protocol):
    """Where the line of supervision goes up or down."""

    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> int: ...
    @property
    def y2(self) -> int: ...


class Layout:
    """Words beside a programme whose weeks stand at `x` per cent; `changed` and `sign` are the weeks more or less.

    So many weeks of it are `done`.
    """

    def __init__(
        self, content: Content, x: Callable[[float], float], changed: Mapping[str, int], sign: str, done: int
    ) -> None:
        self.content, self.x, self.changed, self.sign, self.done = content, x, changed, sign, done
        self.spans = say.spans(content)

    def labels(
        self, rises: Sequence[Rise], steps: Sequence[tuple[str, float, int]], today: float | None, on: date | None
    ) -> list[Label]:
        """All words that have room; `steps` are names with where they begin, per cent across and pixels down."""
        wishes = [self._end(), *self._reviews(), self._start()]
        wishes += [self._today(today, on)] if today is not None and on else []
        wishes += [self._step(*one) for one in steps]
        wishes += [wish for span in self.spans for wish in self._stage(span)]
        return placed(wishes, [*self._walls(), *(Wall(one.x1, *sorted((one.y1, one.y2))) for one in rises)])

    def _walls(self) -> list[Wall]:
        """The post at the end, and what divides the words of the stages."""
        edges = {span.last for span in self.spans} | {0}
        edges |= {span.last - self.changed.get(span.stage.key, 0) for span in self.spans}
        return [Wall(self.x(self.content.weeks), 2, BASE), *(Wall(self.x(week), STAGE - 26, BASE) for week in edges)]

    def _end(self) -> Wish:
        at, on = self.x(self.content.weeks), self.content.end
        when = say.short_day(on) if on else f"week {self.content.weeks}"
        sides: list[tuple[Anchor, int]] = [("end", BEFORE_END), ("start", PAST_END)]
        return [[Label(at, END, "End", words, side, shift)] for words in (when, "") for side, shift in sides]

    def _reviews(self) -> list[Wish]:
        """The last first, as the others give way to it."""
        points = {one.week: one.day for one in self.content.review_points()}
        ordered = sorted(points.items(), key=lambda one: (one[0] != self.content.weeks, one[0]))
        return [self._review(week, on) for week, on in ordered]

    def _review(self, week: int, on: date | None) -> Wish:
        at = self.x(week)
        anchor: Anchor = "end" if at > 95 else "middle"
        shift = PAST_END if anchor == "end" else 0
        lines = [(say.short_day(on), "tl-d")] if on else []
        lines.append((f"week {week}", "tl-d tl-q"))
        return [
            [
                Label(at, y, words=words, anchor=anchor, shift=shift, look=look)
                for y, (words, look) in zip((DATE, WEEK), lines, strict=False)
            ]
        ]

    def _start(self) -> Wish:
        on = say.first_day(self.content, 0)
        return [[Label(self.x(0), DATE, words=say.short_day(on), anchor="start", look="tl-d")]] if on else []

    def _today(self, at: float, on: date) -> Wish:
        anchor: Anchor = "start" if at < NEAR_START else "end" if at > NEAR_END else "middle"
        shift = {"start": -AFTER_RISE, "middle": 0, "end": AFTER_RISE}[anchor]
        return [[Label(at, TODAY, "Today", say.short_day(on), anchor, shift)]]

    def _step(self, name: str, at: float, top: int) -> Wish:
        shift = AFTER_RISE if at > self.x(0) else 0
        return [[Label(at, top - ABOVE_STEP, name, anchor="start", shift=shift)]]

    def _stage(self, span: say.Span) -> list[Wish]:
        """The words in a stage and in the weeks that a change adds to it or takes from it, each in the middle."""
        changed, number, weeks = self.changed.get(span.stage.key, 0), span.number, span.stage.weeks
        here, there = span.last - changed, self._middle(span.last - changed, span.last)
        more = f"{self.sign}{counted(changed, 'week')}"
        if here == span.first and changed:
            return [self._forms(there, number, [more, f"{self.sign}{changed} wk"], "tl-d")]
        said = counted(weeks, "week")
        lengths = [f"{said}, done"] if span.last <= self.done else []
        own = self._forms(self._middle(span.first, here), number, [*lengths, said, f"{weeks} wk"])
        patch = [[Label(there, PATCH, words, look="tl-d tl-p")] for words in (more, f"{self.sign}{changed}")]
        return [own, patch] if changed else [own]

    def _forms(self, at: float, number: int, lengths: Sequence[str], look: str = "") -> Wish:
        """The name of a stage above its length, in ever fewer letters; at last its number alone."""
        named = [(f"Stage {number}", words) for words in lengths[:-1]] + [(str(number), lengths[-1])]
        forms = [
            [Label(at, STAGE, name, look=look), Label(at, UNDER_STAGE, words=words, look=look)] for name, words in named
        ]
        return [*forms, forms[-1][:1]]

    def _middle(self, first: float, last: float) -> float:
        return round((self.x(first) + self.x(last)) / 2, 2)
