"""The parts of a stage as texts, which people change, and which are compared, merged and stored like any others.

In the second form of plans the level is "Step: on site", and on the lines after it the words; the reviews are a line
each: "Week 4: the case manager".
"""

import re
from collections.abc import Iterator
from typing import Any

from portal.domain.plans.content import Content, Review, Stage
from portal.domain.plans.steps import PLAIN, STEPS

FIRST_FORM = {"title": "title", "level": "supervision", "review": "review meeting"}
SECOND_FORM = {"title": "title", "level": "supervision", "reviews": "review meetings"}
STEP = "Step: "
NO_STEP = "not chosen"
UNKNOWN_STEP = "Choose how closely the work is supervised: one of the steps, or none of them."
NOT_A_REVIEW = "Write each review meeting on its own line, such as “Week 4: the supervisor and the case manager”."
AFTER_THE_END = "The stage lasts {weeks}, so it has no review meeting at the end of its week {week}."
_REVIEW = re.compile(r"\s*week\s+(?P<week>[0-9]{1,3})\s*(?:[:.,–-]\s*(?P<words>.*?))?\s*", re.IGNORECASE)


def part_names(content: Content) -> dict[str, str]:
    """What can be changed of a stage in this plan, each as pages call it."""
    return FIRST_FORM if content.is_first_form else SECOND_FORM


def part_text(content: Content, stage: Stage, part: str) -> str:
    """What a part of a stage says."""
    if part == "reviews":
        return written_reviews(stage.reviews)
    if part == "level" and not content.is_first_form:
        return written_level(stage.step, stage.level)
    return str(getattr(stage, part))


def with_part(content: Content, key: str, part: str, text: str) -> Content:
    """The plan with a part of one stage saying this; ValueError with a sentence where that cannot be."""
    stage = content.stage(key)
    return content.with_stage(key, **_facts(content, stage, part, text)) if stage else content


def part_fault(content: Content, key: str, part: str, text: str) -> str:
    """Why a part of a stage cannot say this, as a sentence; "" when it can."""
    try:
        with_part(content, key, part, text)
    except ValueError as unfit:
        return str(unfit)
    return ""


def written_level(step: str, words: str) -> str:
    """A step and the words beside it as one text."""
    return f"{STEP}{step or NO_STEP}\n{words}".rstrip("\n")


def read_level(text: str) -> tuple[str, str]:
    """The step and the words of such a text.

    Raises ValueError with a sentence when it names no step that there is.
    """
    first, _, words = text.partition("\n")
    step = first.removeprefix(STEP).strip()
    if not first.startswith(STEP) or step not in (*STEPS, NO_STEP):
        raise ValueError(UNKNOWN_STEP)
    return "" if step == NO_STEP else step, words.strip()


def written_reviews(reviews: tuple[Review, ...]) -> str:
    """Review meetings as lines, the earliest first."""
    ordered = sorted(reviews, key=lambda one: one.week)
    return "\n".join(f"Week {one.week}: {one.words}" if one.words else f"Week {one.week}" for one in ordered)


def read_reviews(text: str, weeks: int) -> tuple[Review, ...]:
    """The review meetings in such lines, of a stage that lasts so many weeks.

    Raises ValueError with a sentence for a line that is none, or that comes after the end of the stage.
    """
    found = sorted((read_review(line) for line in text.split("\n") if line.strip()), key=lambda one: one.week)
    late = next((one for one in found if one.week > weeks), None)
    if late:
        raise ValueError(AFTER_THE_END.format(weeks=f"{weeks} week{'' if weeks == 1 else 's'}", week=late.week))
    return tuple(found)


def read_review(line: str) -> Review:
    """The review meeting in one such line; ValueError with a sentence where it is none."""
    found = _REVIEW.fullmatch(line)
    week = int(found["week"]) if found else 0
    if not (found and week):
        raise ValueError(NOT_A_REVIEW)
    return Review(week, found["words"] or "")


def step_choices() -> list[tuple[str, str, str]]:
    """The steps to choose from in a form: value, words, what they mean."""
    rows = [(step, f"{step[0].upper()}{step[1:]}", PLAIN[step]) for step in STEPS]
    return [*rows, (NO_STEP, "None of these", "The words below say it.")]


def without_step(content: Content) -> list[str]:
    """A sentence for each stage whose step of supervision is still to be chosen."""
    stages = [] if content.is_first_form else content.stages
    sentence = "The stage “{title}” has no step of supervision. Choose one, or leave it to its words."
    return [sentence.format(title=stage.title) for stage in stages if not stage.step]


def stage_words(stage: Stage) -> Iterator[tuple[str, str]]:
    """All that a stage says in words of its own, with what each is called."""
    yield from ((name, str(getattr(stage, part))) for part, name in FIRST_FORM.items())
    yield from (("review meeting", one.words) for one in stage.reviews)


def _facts(content: Content, stage: Stage, part: str, text: str) -> dict[str, Any]:
    if part == "reviews":
        return {"reviews": read_reviews(text, stage.weeks)}
    if part == "level" and not content.is_first_form:
        step, words = read_level(text)
        return {"step": step, "level": words}
    return {part: text}
