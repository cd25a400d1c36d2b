"""The assessments are no more than the weeks of the plan can hold (002 §6.1)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.parts import Row, Topic
from portal.domain.checks.stages_named import numbers_in
from portal.domain.checks.tools import ASSESSED
from portal.text.counting import COUNT, count_of

MOST_A_WEEK = 3
_ASSESSED = re.compile(rf"(?i)\b(?:{ASSESSED})\b")
_IN_A_SENTENCE = re.compile(rf"(?i)\b(?P<count>{COUNT})\s+(?:[\w-]+\s+){{0,3}}?(?:{ASSESSED})\b")
_BY_NAME = r"how many|numbers?|minimum|amount"
_STAGES = re.compile(rf"(?i)\b(?:each of )?stages? {COUNT}(?:(?:,|\s+and|\s+to|\s+or)\s+{COUNT})*")
_FIRST = re.compile(
    rf"(?i)\b{COUNT}\b(?!\s+(?:different\s+)?(?:assessors?|consultants?|minutes?|hours?|stages?|weeks?))"
)
_A_WEEK = re.compile(r"(?i)\b(?:a|each|every|per) week\b|\bweekly\b")
_EACH_STAGE = re.compile(rf"(?i)\b(?:each|every) (?:stage|of the (?:{COUNT} )?stages)\b")


def find(examined: Examined) -> Iterator[Finding]:
    weeks, parts = examined.programme.weeks, examined.parts
    total = max(_of_activities(examined), sum(map(_in_sentences, parts.objectives)))
    if weeks and total > MOST_A_WEEK * weeks:
        where = parts.heading(Topic.ACTIVITIES) or parts.heading(Topic.OBJECTIVES) or PROGRAMME
        sentence = (
            f"The plan asks for about {total} assessments in {weeks} weeks, more than {MOST_A_WEEK} a week. Keep "
            f"the least "
            "that can show progress, or give it more weeks."
        )
        yield CHECK.worth(where, sentence)


CHECK = Check("too_many_assessments", "002 §6.1", find)


def _of_activities(examined: Examined) -> int:
    rows = [row for row in examined.parts.activities if _ASSESSED.search(row.spot.words)]
    return sum(
        _of_one(part, examined)
        for row in rows
        for part in re.split(r"[,;]\s+(?=and|then|\d)|\sand\s(?!\d)", _numbers(row))
    )


def _numbers(row: Row) -> str:
    return row.says(_BY_NAME)


def _of_one(words: str, examined: Examined) -> int:
    """How many a part of a sentence asks for: "two in each of stages 1, 2 and 3", "four in stage 2", "one a week"."""
    stages = _STAGES.search(words)
    first = _FIRST.search(_STAGES.sub("", words))
    if not first:
        return 0
    count = count_of(first[0])
    if _A_WEEK.search(words):
        return count * examined.programme.weeks
    if _EACH_STAGE.search(words):
        return count * len(examined.programme.blocks)
    return count * (len(numbers_in(stages[0])) if stages and stages[0].lower().startswith("each") else 1)


def _in_sentences(row: Row) -> int:
    return sum(count_of(match["count"]) for match in _IN_A_SENTENCE.finditer(row.words))
