"""The stages of a draft, its title and its start, worked on as its clauses are."""

from dataclasses import replace
from typing import NamedTuple

from portal.domain.base import Refused
from portal.domain.drafting.draft import Draft
from portal.domain.drafting.shown import MEANWHILE, MOVED_MEANWHILE, expect_shown, facts_shown, stage_shown
from portal.domain.plans.content import Content, Review, Stage, new_key
from portal.domain.plans.stage_parts import AFTER_THE_END
from portal.text.english import counted

GONE = "This stage is no longer in the draft: somebody has taken it out."
FIRST_FORM = "Bring the draft to the new form first: in it each review meeting has its week."
STEPS = {"up": -1, "down": 1}
NO_WAY = "It cannot be moved further."


class Facts(NamedTuple):
    """The facts of a plan beside its words: `start` is an ISO date or "", `waits_for` what it waits for."""

    title: str
    type: str
    start: str
    waits_for: str


class StageSaid(NamedTuple):
    """What a stage is to be; the `reviews` that it has already move with its end."""

    title: str
    weeks: int
    step: str
    level: str
    reviews: tuple[Review, ...]


def change_facts(draft: Draft, facts: Facts, *, shown: tuple[str, ...]) -> None:
    """Give the draft another title, type or start; Stale when somebody else did meanwhile."""
    content = draft.plan.draft_content
    after = replace(content, **facts._asdict())
    if after != content:
        expect_shown(facts_shown(content), *shown, sentence=MEANWHILE, field="title")
        draft.save(after, "The title or the start was changed", field="title")


def change_stage(draft: Draft, key: str, said: StageSaid, *, shown: tuple[str, ...]) -> None:
    content = draft.plan.draft_content
    stage = stage_in(content, key)
    after = content.with_stage(key, **_facts(stage, said))
    if after != content:
        expect_shown(stage_shown(content, key), *shown, sentence=MEANWHILE, field="title")
        draft.save(after, f"Stage “{stage.title}” was changed", key, field="title")


def add_stage(draft: Draft, said: StageSaid, *, after: str) -> str:
    """Add a stage after the one with this key, or as the first for ""; gives its key."""
    content = draft.plan.draft_content
    _expect_second_form(content)
    stage = Stage(new_key(), said.title, said.level, said.weeks, step=said.step, reviews=_within(said))
    at = next((number for number, one in enumerate(content.stages, start=1) if one.key == after), 0)
    stages = (*content.stages[:at], stage, *content.stages[at:])
    draft.save(replace(content, stages=stages), "A stage was added", stage.key, field="title")
    return stage.key


def move_stage(draft: Draft, key: str, way: str, *, shown: str) -> None:
    content = _seen(draft, key, shown)
    stages, at = list(content.stages), content.stages.index(stage_in(content, key))
    there = at + STEPS.get(way, 0)
    if there == at or not 0 <= there < len(stages):
        raise Refused(NO_WAY)
    stages.insert(there, stages.pop(at))
    draft.save(replace(content, stages=tuple(stages)), f"Stage “{stages[there].title}” was moved {way}", key)


def remove_stage(draft: Draft, key: str, *, shown: str) -> None:
    content = _seen(draft, key, shown)
    left = tuple(one for one in content.stages if one.key != key)
    draft.save(replace(content, stages=left), f"Stage “{stage_in(content, key).title}” was taken out")


def stage_in(content: Content, key: str) -> Stage:
    """The stage with this key; Refused when it is not there, or the draft is in the first form."""
    _expect_second_form(content)
    stage = content.stage(key)
    if stage is None:
        raise Refused(GONE)
    return stage


def _facts(stage: Stage, said: StageSaid) -> dict[str, object]:
    if said.reviews == stage.reviews:
        return said._asdict() | {"reviews": stage.lasting(said.weeks).reviews}
    return said._asdict() | {"reviews": _within(said)}


def _within(said: StageSaid) -> tuple[Review, ...]:
    """Its review meetings; Refused where one comes after its end."""
    late = next((one.week for one in said.reviews if one.week > said.weeks), 0)
    if late:
        raise Refused(AFTER_THE_END.format(weeks=counted(said.weeks, "week"), week=late), "reviews")
    return said.reviews


def _seen(draft: Draft, key: str, shown: str) -> Content:
    content = draft.plan.draft_content
    stage_in(content, key)
    expect_shown(stage_shown(content, key), shown, sentence=MOVED_MEANWHILE)
    return content


def _expect_second_form(content: Content) -> None:
    if content.is_first_form:
        raise Refused(FIRST_FORM)
