"""A stage of a draft, and the facts of the draft, as they were typed."""

from datetime import date

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.drafting.stages import Facts, StageSaid
from portal.domain.plans.content import PLAN_TYPES, Review
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.stage_parts import NO_STEP, UNKNOWN_STEP, read_reviews
from portal.domain.plans.steps import STEPS
from portal.domain.typed import a_day, expect_in_range, weeks_fault, whole
from portal.web import fields


def read_stage(limits: PlanLimits) -> StageSaid:
    """What the form says of a stage: all that is wrong with it is said at once."""
    with all_at_once() as tried:
        title = tried(fields.required, "title", limits.max_title_characters, "Give the stage a title.")
        weeks = tried(_weeks, limits.max_stage_weeks)
        step = tried(_step)
        level = tried(fields.text, "level", limits.max_clause_characters, lines=False)
        reviews = tried(_reviews, limits)
    return StageSaid(title, weeks, step, level, reviews)


def read_facts(limits: PlanLimits, *, is_first_form: bool) -> Facts:
    """The title, the type and the start; in the first form of plans a start waits for nothing."""
    with all_at_once() as tried:
        title = tried(fields.text, "title", limits.max_title_characters, lines=False)
        kind = tried(_type)
        start = tried(_start)
        waits_for = "" if is_first_form else tried(fields.text, "waits_for", limits.max_clause_characters, lines=False)
    return Facts(title, kind, start, waits_for)


def shown() -> tuple[str, ...]:
    """The digests of what the page showed, and of what stood beside it when it was refused."""
    return request.form.get("shown", ""), request.form.get("seen", "")


def _weeks(most: int) -> int:
    weeks = whole(request.form.get("weeks", ""))
    if why := weeks_fault(weeks, most):
        raise Refused(why, "weeks")
    return weeks


def _step() -> str:
    step = request.form.get("step", NO_STEP)
    if step not in (NO_STEP, *STEPS):
        raise Refused(UNKNOWN_STEP, "step")
    return "" if step == NO_STEP else step


def _reviews(limits: PlanLimits) -> tuple[Review, ...]:
    try:
        return read_reviews(fields.text("reviews", limits.max_clause_characters), limits.max_stage_weeks)
    except ValueError as unfit:
        raise Refused(str(unfit), "reviews") from unfit


def _type() -> str:
    kind = request.form.get("type", "")
    if kind not in ("", *PLAN_TYPES):
        raise Refused("Choose a type of plan.", "type")
    return kind


def _start() -> str:
    typed = request.form.get("start", "").strip()
    if not typed:
        return ""
    day: date = a_day(typed)
    expect_in_range(day, "start")
    return day.isoformat()
