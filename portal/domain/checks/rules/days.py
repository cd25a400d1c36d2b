"""A day that is stated as a start, an end or a review meeting is the one that the stages have (002 §8.1)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.phrases import MAY_BE, PLAN_NOUN, STAGE
from portal.domain.checks.programme import Block
from portal.domain.checks.spots import Holder, Sentence, Spot
from portal.domain.checks.stages_named import only_stage
from portal.domain.dates import day as in_words
from portal.text.days import WrittenDay, days_in

_WHOLE = rf"(?:\b(?:this|the|our|agreed)\s+|^\W*){PLAN_NOUN}"
_OF_PLAN = rf"(?:(?:of|for)\s+(?:the|this)\s+{PLAN_NOUN})?\s*(?::|is|on|[–—-])\s*$"
_BEGIN = (
    r"(?:begins?|starts?|commences?|will\s+(?:begin|start|commence)|is\s+(?:due|planned)\s+to\s+(?:begin|start)|runs?"
    r"|beginning|starting)"
)
_END = (
    r"(?:ends?|finishes|concludes|will\s+(?:end|finish)|is\s+(?:due|planned)\s+to\s+(?:end|finish)|is\s+complete|ending"
    r"|(?:runs?|lasts?|continues?)\s+until)"
)
_ON = r"(?:\s+(?:on|from|by|at\s+the\s+end\s+of))?\s*:?\s*"
_STARTS_ON = re.compile(
    rf"(?i){_WHOLE}\s+{_BEGIN}{_ON}$"
    rf"|^\W*(?:planned\s+)?(?:start(?:\s+date|\s+day)?|starts|starting|first\s+day)\s*{_OF_PLAN}"
)
_ENDS_ON = re.compile(
    rf"(?i){_WHOLE}\s+{_END}{_ON}$"
    rf"|^\W*(?:planned\s+)?(?:end(?:\s+date|\s+day)?|ends|last\s+day|finish(?:\s+date)?)\s*{_OF_PLAN}"
)
_STAGE_STARTS = re.compile(rf"(?i){STAGE}[^.;]{{0,40}}?\s+{_BEGIN}{_ON}$")
_STAGE_ENDS = re.compile(rf"(?i){STAGE}[^.;]{{0,40}}?\s+{_END}{_ON}$")
_REVIEWED = re.compile(r"(?i)\breview\s+(?:meetings?|points?)\b|\b(?:stage|final|first|second|third|fourth)\s+review\b")
_PAST = re.compile(r"(?i)\b(?:was|were|had|has|dated|took|since|before|previous|considered|agreed\s+on|signed)\b")
_UNTIL = re.compile(r"(?i)\b(?:by|before|until|no\s+later\s+than|on|at\s+the\s+latest)\s+$")
_AFTERWARDS = re.compile(r"(?i)\b(?:after|following|once|follow[- ]up|later)\b")
_UP_TO = re.compile(r"(?i)\s*(?:until|to|[–—-]|and\s+(?:ends|finishes)\s*(?:on)?)\s*")
LAST_WEEK, FRIDAY, A_WEEKEND = 7, 4, 2
DUE = {"objective", "item"}


def find(examined: Examined) -> Iterator[Finding]:
    if examined.programme.start and examined.programme.end:
        for spot in examined.spots:
            for sentence in spot.sentences:
                for written in days_in(sentence.words):
                    yield from _compared(examined, spot, sentence, written)


CHECK = Check("days", "002 §8.1", find)


def _compared(examined: Examined, spot: Spot, sentence: Sentence, written: WrittenDay) -> Iterator[Finding]:
    programme, words = examined.programme, sentence.words
    pre, start, end = _before(words, written), programme.start, programme.end
    if not start or not end or MAY_BE.search(pre):
        return
    own = programme.of_key(spot.key) if spot.holder is Holder.STAGE else None
    block = only_stage(examined, words) or own
    if _STARTS_ON.search(pre):
        yield from _exactly(spot, sentence, written, start, "the plan starts")
    elif _ENDS_ON.search(pre):
        yield from _exactly(spot, sentence, written, end, "the plan ends")
    elif block and block.begins and _STAGE_STARTS.search(pre):
        yield from _exactly(spot, sentence, written, block.begins, f"stage {block.number} starts")
    elif block and block.ends and _STAGE_ENDS.search(pre):
        yield from _exactly(spot, sentence, written, block.ends, f"stage {block.number} ends")
    elif not _PAST.search(words):
        yield from _of_a_review(examined, spot, sentence, written, own, block)


def _before(words: str, written: WrittenDay) -> str:
    """What stands before a day; of two, "from … to …", the second is read as the end of what the first begins."""
    pre = words[: written.start]
    earlier = [one for one in days_in(pre) if _UP_TO.fullmatch(pre[one.end :])]
    if not earlier:
        return pre
    stem = re.sub(rf"{_BEGIN}{_ON}$|\bfrom\s+$", "", pre[: earlier[-1].start], flags=re.IGNORECASE)
    return f"{stem.rstrip()} ends on "


def _of_a_review(
    examined: Examined, spot: Spot, sentence: Sentence, written: WrittenDay, own: Block | None, block: Block | None
) -> Iterator[Finding]:
    pre = sentence.words[: written.start]
    if (own and spot.part == "review") or (_REVIEWED.search(sentence.words) and _UNTIL.search(pre)):
        blocks = [block] if block else list(examined.programme.blocks)
        ends = [one.ends for one in blocks if one.ends]
        if not any(_in_last_week(written, end) for end in ends):
            what = f"stage {block.number} ends" if block else "the stages end"
            yield _at(spot, sentence, written, f"{what} on {_listed(ends)}", ends[0] if block else None)
    elif spot.kind in DUE and _UNTIL.search(pre) and not _AFTERWARDS.search(sentence.words):
        end = examined.programme.end
        day = written.near(end) if end and written.year else None
        if end and day and day > end:
            yield _at(spot, sentence, written, f"the plan ends on {in_words(end)}", None)


def _exactly(spot: Spot, sentence: Sentence, written: WrittenDay, day: date, what: str) -> Iterator[Finding]:
    """A day that must be this one; an end may leave out the weekend before it."""
    stated = written.near(day)
    friday = what.endswith("ends") and stated and stated.weekday() == FRIDAY and 0 < (day - stated).days <= A_WEEKEND
    if not (written.is_day(day) or friday):
        yield _at(spot, sentence, written, f"{what} on {in_words(day)}", day)


def _in_last_week(written: WrittenDay, end: date) -> bool:
    stated = written.near(end)
    return stated is not None and end - timedelta(days=LAST_WEEK) <= stated <= end


def _at(spot: Spot, sentence: Sentence, written: WrittenDay, truth: str, day: date | None) -> Finding:
    span = (sentence.start + written.start, sentence.start + written.end)
    return CHECK.at(spot, span, truth, written.written_like(day) if day else "")


def _listed(days: list[date]) -> str:
    *first, last = map(in_words, days)
    return f"{', '.join(first)} and {last}" if first else last
