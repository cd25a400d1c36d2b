"""What a picture of the programme says in words: above it, beside it, and to those who do not see it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from portal.domain.dates import day
from portal.domain.plans.content import Content, ReviewPoint, Stage
from portal.domain.plans.steps import STEPS
from portal.text.english import counted

NO_STEPS = "Supervision is described in the stages: the picture draws no steps."
ONE_WEEK = timedelta(weeks=1)


class Span(NamedTuple):
    """A stage with its number from 1, and the weeks of the programme before it and up to its end."""

    number: int
    stage: Stage
    first: int
    last: int


class Row(NamedTuple):
    """A line of the table beside two pictures: what it is about, now and as suggested."""

    name: str
    was: str
    will: str


def spans(content: Content) -> list[Span]:
    """Where each stage lies."""
    found, before = [], 0
    for number, stage in enumerate(content.stages, start=1):
        found.append(Span(number, stage, before, before + stage.weeks))
        before += stage.weeks
    return found


def step_held(stage: Stage) -> str:
    """The step of supervision that a stage holds, also where its words are just the name of one; "" for none."""
    step = stage.step or stage.level.strip().rstrip(".").casefold()
    return step if step in STEPS else ""


def short_day(on: date) -> str:
    """A day as the picture has room for it: 14 Feb."""
    return f"{on.day} {on:%b}"


def first_day(content: Content, week: int) -> date | None:
    """The day on which the week after so many weeks of the programme begins; None while its start is not known."""
    return date.fromisoformat(content.start) + week * ONE_WEEK if content.start else None


def headline(content: Content, today: date | None, runs: bool) -> str:
    """What stands largest above the picture: "10 weeks in 3 stages", or the week that a signed plan is in."""
    week = week_of(content, today) if runs else 0
    if week:
        return f"Week {week} of {content.weeks}"
    return f"{counted(content.weeks, 'week')} in {counted(len(content.stages), 'stage')}"


def caption(content: Content, today: date | None, runs: bool) -> str:
    """The days from and to, or where a signed plan is."""
    first, end = first_day(content, 0), content.end
    if not (first and end):
        return "The dates follow when the start of the plan is known."
    week = week_of(content, today) if runs else 0
    if week:
        span = next(one for one in spans(content) if week <= one.last)
        return f"Stage {span.number} of {len(content.stages)}.{_next_review(content, week)}"
    year = f" {first.year}" if first.year != end.year else ""
    return f"{first:%A} {first.day} {first:%B}{year} to {end:%A} {day(end)}"


def summary(content: Content) -> str:
    """How long a plan lasts, and to which day: "10 weeks, to 11 April 2027"."""
    to = f", to {day(content.end)}" if content.end else ""
    return f"{counted(content.weeks, 'week')}{to}"


def week_of(content: Content, today: date | None) -> int:
    """The week of the programme in which a day falls, the first being 1; 0 for none."""
    first, end = first_day(content, 0), content.end
    return (today - first) // ONE_WEEK + 1 if today and first and end and first <= today <= end else 0


def described(content: Content, stepped: bool, today: date | None = None) -> str:
    """All that the picture shows, in sentences."""
    first, end, points = first_day(content, 0), content.end, content.review_points()
    within = f", from {day(first)} to {day(end)}" if first and end else ""
    said = [f"{counted(content.weeks, 'week')}{within}."]
    said += [_stage(content, span, [one for one in points if one.stage is span.stage]) for span in spans(content)]
    said += [] if stepped else [NO_STEPS]
    if today and first and end:
        week = week_of(content, today)
        where = f"in week {week}" if week else "before the start" if today < first else "after the end"
        said.append(f"Today, {day(today)}, is {where}.")
    return " ".join(said)


def days_of(content: Content, span: Span) -> str:
    """The days from and to of a stage; "" while the start is not known, or for one without weeks."""
    first, after = first_day(content, span.first), first_day(content, span.last)
    if not (first and after and first < after):
        return ""
    return f"{day(first)} to {day(after - timedelta(days=1))}"


def review_of(point: ReviewPoint) -> str:
    """When a review meeting is: "End of week 6, 14 March 2027"."""
    return f"End of week {point.week}" + (f", {day(point.day)}" if point.day else "")


def table(before: Content, after: Content) -> list[Row]:
    """Two programmes side by side: the whole, each stage, and each review meeting that is in both."""
    later, earlier = _lengths(after), _lengths(before)
    titles = {one.key: one.title for one in (*after.stages, *before.stages)}
    rows = [Row("The plan", summary(before), summary(after))]
    return rows + [
        Row(title, earlier.get(key, "not in the plan"), later.get(key, "taken out")) for key, title in titles.items()
    ]


def _lengths(content: Content) -> dict[str, str]:
    return {span.stage.key: _length(content, span) for span in spans(content)}


def _length(content: Content, span: Span) -> str:
    return ", ".join(filter(None, (counted(span.stage.weeks, "week"), days_of(content, span))))


def _stage(content: Content, span: Span, points: Sequence[ReviewPoint]) -> str:
    facts = [_length(content, span)]
    step = step_held(span.stage) or span.stage.level.strip().rstrip(".")
    facts += [f"supervision: {step}"] if step else []
    facts += [f"review meeting at the end of week {one.week}" for one in points]
    return f"Stage {span.number}, {span.stage.title}: {'; '.join(facts)}."


def _next_review(content: Content, week: int) -> str:
    point = min((one for one in content.review_points() if one.week >= week), key=lambda one: one.week, default=None)
    return f" The next review meeting is on {day(point.day)}, at the end of week {point.week}." if point else ""
