"""A stage as people write it on one line: "Stage 1: Direct supervision (4 weeks)", and the day when a plan starts."""

import re
from dataclasses import dataclass
from datetime import date

from portal.documents.pieces import is_heading
from portal.text.amounts import numbers
from portal.text.days import days_in

_NAME = re.compile(
    r"(?P<name>(?:stage|block|phase)\s+(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten))"
    r"\s*(?P<rest>[:.(,–—-].*|)",
    re.IGNORECASE | re.DOTALL,
)
_COUNT = r"(?:\d{1,3}|[a-z]+(?:[ -][a-z]+)?)"
_UNIT_AT_END = re.compile(r"\b(?:week|wk|month|day|year)s?\s*\)?\s*\.?\Z", re.IGNORECASE)
_SPAN = re.compile(r"\bweeks?\s+(?P<first>\d{1,3})\s*(?:-|–|—|to)\s*(?P<last>\d{1,3})\s*\)?\s*\.?\Z", re.IGNORECASE)
_UNTIL = re.compile(rf"(?P<first>{_COUNT})\s*(?:-|–|—|to|or|and)\s*\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]")
_IN_FRONT = re.compile(r"\((?P<length>[^()]{1,40})\)\s*[:.–—-]?\s*(?P<title>\S.*)?", re.DOTALL)
_NO_LENGTH = re.compile(
    r"\b(?:every|each|per|in|after|within|of|before|over|a|an|other|first|last|next)\s+\Z", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|circa|c\.|up to|at least|at most|between \w+ and|\w+ to|\w+ or)\s*\Z",
    re.IGNORECASE,
)
_EDGE = " \t(),;:.–—-"
_TAIL_WORDS = re.compile(r"(?:\s|\A)(?:for|lasting|lasts|length|duration)\s*:?\s*\Z", re.IGNORECASE)
_LONGEST_TAIL = 60
WHOLE_WEEKS = "Left out: a stage lasts a whole number of weeks. Say how many, such as “4 weeks”."

NO_STAGE = "It was read as a heading only: a stage lasts a whole number of weeks. Say how many, such as “4 weeks”."


@dataclass(frozen=True)
class StageLine:
    """A line that names a stage: its title, and its weeks; None where it gives none, 0 where they are not whole."""

    title: str
    weeks: int | None


def names_a_stage(words: str) -> bool:
    """Whether a line begins with the name of a stage, "Stage 1:"."""
    return words[:1] in "sSbBpP" and _NAME.fullmatch(words) is not None


def stage_of(words: str) -> StageLine | None:
    """The stage that a line names, whether or not it says how long; None for any other line."""
    found = _NAME.fullmatch(words)
    if not found:
        return None
    rest = found["rest"]
    if front := _IN_FRONT.fullmatch(rest):
        weeks, left = _length(front["length"])
        if weeks is not None and not left and is_heading(front["title"] or ""):
            return StageLine((front["title"] or found["name"]).strip(_EDGE), weeks)
    weeks, title = _length(rest.lstrip(_EDGE.replace("(", "")))
    if _SENTENCE_END.search(title):
        return StageLine(title, None)
    return StageLine(title or found["name"], weeks)


def weeks_in(words: str) -> int | None:
    """The weeks of a length that is written by itself, "4", "4 weeks" or "four weeks"; 0 for no whole number of weeks.

    None when it is no length at all.
    """
    words = words.strip()
    weeks, left = _length(words if _UNIT_AT_END.search(words) or _SPAN.search(words) else f"{words} weeks")
    return weeks if not left else None


def day_in(words: str) -> str:
    """The day that is written by itself in any usual British form, as an ISO date; "" when it is no such day."""
    words = words.strip(" .")
    found = days_in(words)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)) or not found[0].year:
        return ""
    try:
        return date(found[0].year, found[0].month, found[0].day).isoformat()
    except ValueError:
        return ""


def _length(words: str) -> tuple[int | None, str]:
    """The whole weeks that words end in (0 for another length, None for none), and the words before them."""
    start = max(0, len(words) - _LONGEST_TAIL)
    if span := _SPAN.search(words, start):
        return max(0, int(span["last"]) - int(span["first"]) + 1), _title(words[: span.start()])
    if not _UNIT_AT_END.search(words, start):
        return None, words.strip(_EDGE)
    amounts = [one for one in numbers(words[start:]) if one.unit in ("week", "month", "day", "year")]
    at = start + amounts[-1].start if amounts else len(words)
    if not amounts:
        return _without_number(words)
    before, amount = words[:at], amounts[-1]
    if amount.rate or _NO_LENGTH.search(before) or not re.fullmatch(r"\s*\)?\s*\.?\s*", words[start + amount.end :]):
        return None, words.strip(_EDGE)
    if (until := _UNTIL.search(before)) and numbers(until["first"]):
        return 0, _title(before[: until.start()])
    if _ABOUT.search(before) or amount.unit != "week" or not amount.meaning.isdigit():
        return 0, _title(_ABOUT.sub("", before))
    return int(amount.meaning), _title(before)


def _without_number(words: str) -> tuple[int | None, str]:
    """A length such as "a month" or "some weeks", which is no whole number of weeks."""
    found = re.search(
        r"(?:[(,–—:]\s*|\A)(?P<count>an?|some|several|a few)\s+(?:week|month|year)s?\s*\)?\s*\.?\Z", words
    )
    return (0, _title(words[: found.start()])) if found else (None, words.strip(_EDGE))


def _title(words: str) -> str:
    return _TAIL_WORDS.sub("", words.strip(_EDGE)).strip(_EDGE)
