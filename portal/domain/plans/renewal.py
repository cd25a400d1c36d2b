"""A draft in the first form brought to the second: what becomes of each stage, with every doubt, and nothing lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.domain.plans.content import V2, Content, Review, Stage
from portal.domain.plans.steps import step_of
from portal.text.supervision import level_in

_WEEK = re.compile(r",?\s*\b(?:at |by )?(?:the )?end of week (?P<week>\d{1,3})\b\s*[,:;.]?\s*", re.IGNORECASE)
_SOME_TIME = re.compile(r"\b(?:weeks?|days?|months?|mid-?point|half-?way)\b|\d", re.IGNORECASE)
_WITH = re.compile(r"(?:a )?(?:review )?(?:meeting )?with (?=\S)", re.IGNORECASE)
SUPERVISION, REVIEW = "Supervision", "Review meeting"
NO_STEP = "Its words name no step of supervision that is known. Choose one when you mend the draft, or leave the words."
OTHER_WEEK = (
    "Its words say the end of week {said} of the plan, but the stage ends with week {ends}. The meeting was put at the "
    "end of the stage, and the words are kept."
)
OTHER_TIME = "Its words speak of a time that is not understood. The meeting was put at the end of the stage."


@dataclass(frozen=True)
class Became:
    """One thing of a stage, as it was written and as it is now; `doubt` says what needs a look, or ""."""

    stage: Stage
    name: str
    before: str
    after: str
    doubt: str = ""


@dataclass(frozen=True)
class Renewal:
    """A plan in the second form, and what in it was not so before."""

    content: Content
    rows: list[Became]


def renewed(content: Content) -> Renewal:
    """This plan in the second form; as it is where it has that already."""
    if not content.is_first_form:
        return Renewal(content, [])
    stages, rows, week = [], list[Became](), 0
    for stage in content.stages:
        step, reviews = _step(stage), _reviews(stage, week)
        week += stage.weeks
        new = replace(stage, review="", step=step, reviews=reviews)
        stages.append(new)
        rows += _rows(stage, new, week)
    return Renewal(replace(content, schema=V2, stages=tuple(stages)), rows)


def _rows(old: Stage, new: Stage, ends: int) -> Iterator[Became]:
    yield Became(old, SUPERVISION, old.level or old.title, new.step, "" if new.step else NO_STEP)
    for one in new.reviews:
        after = f"End of week {one.week} of the stage" + (f": {one.words}" if one.words else "")
        yield Became(old, REVIEW, old.review, after, _doubt(old, ends))


def _step(stage: Stage) -> str:
    return step_of(level_in(stage.level or stage.title))


def _reviews(stage: Stage, before: int) -> tuple[Review, ...]:
    """Its one review meeting, in the week that its words name, else at its end; a week that is kept is no word more."""
    words = " ".join(stage.review.split())
    if not words or not stage.weeks:
        return ()
    found = _WEEK.search(words)
    week = int(found["week"]) - before if found else 0
    if found and 1 <= week <= stage.weeks:
        rest = words[: found.start()] + " " * bool(found.start()) + words[found.end() :]
        return (Review(week, _whom(rest)),)
    return (Review(stage.weeks, words),)


def _whom(words: str) -> str:
    """With whom it is, without the words that only say so."""
    words = words.strip(" ,:;.")
    found = _WITH.match(words)
    return words[found.end() :] if found else words


def _doubt(stage: Stage, ends: int) -> str:
    found = _WEEK.search(stage.review)
    if found is None:
        return OTHER_TIME if _SOME_TIME.search(stage.review) else ""
    said = int(found["week"])
    return "" if ends - stage.weeks < said <= ends else OTHER_WEEK.format(said=said, ends=ends)
