"""The programme of a plan as a picture: where everything stands in it, for a page or paper to draw.

Across, everything is in per cent of its width, rounded to hundredths; down, in pixels. So it fits a phone, a desk and
paper, while its words keep their size. It shows what the plan holds as data, and guesses nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

from portal.domain.plans.content import Content
from portal.domain.plans.steps import STEPS
from portal.queries.plans import picture_words as say
from portal.queries.plans.picture_labels import Label
from portal.queries.plans.picture_layout import BASE, Layout
from portal.text.english import counted

PLAIN_HEIGHT, LEAD, BEFORE = 110, 12.0, 0.3
HEIGHTS = dict(zip(STEPS, (146, 128, 110, 92, 74, 56), strict=True))
TINTS = {step: tint for tint, step in enumerate(STEPS)}
PLAIN_TINT, WORDS_TOP, TODAY_FROM = 3, 124, 100
WITH_TODAY, WITHOUT_TODAY = 244, 220
TICKS = ((16, 1), (104, 4), (338, 13), (1352, 52))  # up to so many weeks, a tick at each of so many
FAR_TICKS = 520


class Band(NamedTuple):
    """An upright block: of a stage, with a `tint` from 0, or of weeks more or less."""

    x: float
    width: float
    top: int
    height: int
    tint: int = 0


class Line(NamedTuple):
    x1: float
    x2: float
    y1: int
    y2: int


@dataclass(frozen=True)
class Picture:
    """A drawing of one programme, `height` pixels high, and what it says to those who do not see it.

    `patches` are weeks that a change adds or takes away. `today` is None where it is not drawn, and `lead` the room
    before the start, which is not to scale.
    """

    headline: str
    caption: str
    title: str
    description: str
    stepped: bool
    lead: float
    end: float
    height: int
    bands: Sequence[Band]
    patches: Sequence[Band]
    steps: Sequence[Line]
    ticks: Sequence[float]
    reviews: Sequence[float]
    today: float | None
    today_lines: Sequence[Line]
    labels: Sequence[Label]


@dataclass(frozen=True)
class Pair:
    """A programme now and as suggested, on one scale, and the same as a table."""

    now: Picture
    suggested: Picture
    rows: Sequence[say.Row]


def picture_of(content: Content, today: date | None = None, *, runs: bool = False) -> Picture | None:
    """The programme on a day, on which it `runs` when both have signed; None where it has no weeks."""
    if not content.weeks:
        return None
    first, end = say.first_day(content, 0), content.end
    drawn = today if first and end and today and today <= end else None
    drawing = _Drawing(content, content.weeks, _is_stepped(content), today=drawn)
    done = say.week_of(content, today) - 1 if runs else 0
    return drawing.picture(
        say.headline(content, today, runs),
        say.caption(content, today, runs),
        f"The programme: {say.headline(content, None, runs=False)}",
        say.described(content, drawing.stepped, today),
        done,
    )


def pictures_of(before: Content, after: Content) -> Pair | None:
    """Two programmes one above the other; None where a change leaves stages and weeks as they are, or has none."""
    was, will = ({one.key: one.weeks for one in content.stages} for content in (before, after))
    if was == will or not (before.weeks and after.weeks):
        return None
    scale, stepped = max(before.weeks, after.weeks), _is_stepped(before) and _is_stepped(after)
    gone = {key: weeks - will.get(key, 0) for key, weeks in was.items() if weeks > will.get(key, 0)}
    more = {key: weeks - was.get(key, 0) for key, weeks in will.items() if weeks > was.get(key, 0)}
    return Pair(
        _half(_Drawing(before, scale, stepped, changed=gone, sign="−"), "Now", "taken out"),
        _half(_Drawing(after, scale, stepped, changed=more, sign="+"), "As suggested", "added"),
        say.table(before, after),
    )


def _half(drawing: "_Drawing", name: str, done: str) -> Picture:
    content, changed = drawing.content, drawing.changed
    numbers = {span.stage.key: span.number for span in drawing.spans}
    changes = [f"{counted(weeks, 'week')} {done} in stage {numbers[key]}." for key, weeks in changed.items()]
    whole = f"{name}: {say.summary(content)}"
    return drawing.picture(whole, "", whole, " ".join([say.described(content, drawing.stepped), *changes]))


def _is_stepped(content: Content) -> bool:
    return all(say.step_held(stage) for stage in content.stages)


@dataclass(frozen=True)
class _Drawing:
    """One programme on a scale of so many weeks; `changed` are weeks more or less by the key of their stage."""

    content: Content
    scale: int
    stepped: bool
    changed: Mapping[str, int] = field(default_factory=dict)
    sign: str = ""
    today: date | None = None

    @cached_property
    def spans(self) -> list[say.Span]:
        return say.spans(self.content)

    @cached_property
    def week(self) -> float | None:
        """Where today stands, in weeks after the start; less than none before it."""
        first = say.first_day(self.content, 0)
        return (self.today - first).days / 7 if self.today and first else None

    @cached_property
    def lead(self) -> float:
        return LEAD if self.week is not None and self.week < 0 else 0.0

    def x(self, week: float) -> float:
        """Where a week ends, in per cent; all before the start stands in one place."""
        if week < 0:
            return round(self.lead * BEFORE, 2)
        return round(self.lead + (100 - self.lead) * week / self.scale, 2)

    def picture(self, headline: str, caption: str, title: str, description: str, done: int = 0) -> Picture:
        bands, steps = [self._band(span) for span in self.spans], self._steps()
        today = None if self.week is None else self.x(self.week)
        layout = Layout(self.content, self.x, self.changed, self.sign, done)
        return Picture(
            headline=headline,
            caption=caption,
            title=title,
            description=description,
            stepped=self.stepped,
            lead=self.lead,
            end=self.x(self.content.weeks),
            height=WITHOUT_TODAY if today is None else WITH_TODAY,
            bands=bands,
            patches=[self._patch(span, band) for span, band in zip(self.spans, bands, strict=True) if self._has(span)],
            steps=steps,
            ticks=self._ticks(),
            reviews=[self.x(week) for week in sorted({one.week for one in self.content.review_points()})],
            today=today,
            today_lines=self._today_lines(),
            labels=layout.labels([one for one in steps if one.y1 != one.y2], self._named_steps(), today, self.today),
        )

    def _has(self, span: say.Span) -> bool:
        return span.stage.key in self.changed

    def _top(self, step: str) -> int:
        return BASE - (HEIGHTS[step] if self.stepped else PLAIN_HEIGHT)

    def _band(self, span: say.Span) -> Band:
        step = say.step_held(span.stage)
        x, top = self.x(span.first), self._top(step)
        tint = TINTS[step] if self.stepped else PLAIN_TINT
        return Band(x, round(self.x(span.last) - x, 2), top, BASE - top, tint)

    def _patch(self, span: say.Span, band: Band) -> Band:
        """The last weeks of a stage, as many as a change adds to it or takes from it."""
        x = self.x(span.last - self.changed[span.stage.key])
        return Band(x, round(self.x(span.last) - x, 2), band.top, band.height)

    def _runs(self) -> list[tuple[str, int, int]]:
        """Each stretch of one step: its name, and the weeks before it and up to its end."""
        grouped = groupby(self.spans if self.stepped else [], key=lambda one: say.step_held(one.stage))
        runs = ((step, list(group)) for step, group in grouped)
        return [(step, group[0].first, group[-1].last) for step, group in runs]

    def _steps(self) -> list[Line]:
        """The line of supervision: along each stretch, and up or down to the next."""
        runs = self._runs()
        level = [Line(self.x(first), self.x(last), self._top(step), self._top(step)) for step, first, last in runs]
        rises = [Line(one.x2, one.x2, one.y1, other.y1) for one, other in pairwise(level)]
        return level + rises

    def _named_steps(self) -> list[tuple[str, float, int]]:
        """Each step by name, with where its stretch begins: per cent across, pixels down."""
        return [(step.capitalize(), self.x(first), self._top(step)) for step, first, _ in self._runs()]

    def _ticks(self) -> list[float]:
        every = next((each for weeks, each in TICKS if self.scale <= weeks), FAR_TICKS)
        return [self.x(week) for week in range(0, self.content.weeks + 1, every)]

    def _today_lines(self) -> list[Line]:
        """Above the axis down to the words of the stage, and below it down to its own words."""
        if self.week is None:
            return []
        at, week = self.x(self.week), self.week
        inside = next((span for span in self.spans if span.first <= week < span.last), None)
        top = self._top(say.step_held(inside.stage)) if inside else TODAY_FROM
        return [Line(at, at, top, WORDS_TOP if inside else BASE), Line(at, at, BASE + 14, BASE + 54)]
