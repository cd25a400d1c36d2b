"""The length of the plan, or of a stage, is stated as the stages have it (002 §8.1, §8.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.phrases import BOUND, LASTS, MAY_BE, PLAN, PLAN_NOUN, STAGE
from portal.domain.checks.programme import Block
from portal.domain.checks.spots import Holder, Spot
from portal.domain.checks.stages_named import stages_named
from portal.text.counting import COUNT, count_of, counted_like

_LENGTH = re.compile(
    rf"(?i)(?<![\w.,/])(?:{BOUND}\s+)?(?P<count>{COUNT})\b(?P<gap>[\s-]+)(?:calendar\s+)?(?P<unit>weeks?|months?)\b"
    r"(?!\s+(?:late|behind|old|ago|away|earlier|later|before|after|into|from|ahead|notice|leave|absence|off)\b)"
)
_SUBJECT = rf"(?:{PLAN})(?:\s*\([^)]*\))?"
_OF_PLAN_BEFORE = re.compile(
    rf"(?i){_SUBJECT}(?:,?\s+(?:which|that|and|it))?\s+{LASTS}\s+$|{_SUBJECT}\s+(?:of|lasting)\s+$"
    rf"|\b(?:length|duration)\s+of\s+(?:this|the)\s+{PLAN_NOUN}\s*(?:is|:|[–—-])\s*$"
    r"|^\W*(?:total|overall|planned)\s+(?:length|duration)\s*(?:is|:|[–—-])\s*$"
)
_IT_LASTS = re.compile(rf"(?i)^\W*it\s+{LASTS}\s+$")
_PLAN_BEFORE_IT = re.compile(rf"(?i)\b(?:this|the)\s+{PLAN_NOUN}\b")
_OF_PLAN_AFTER = re.compile(
    rf"(?i)\s+(?:in|over|across|with|of|through|divided into)\s+{COUNT}\s+stages\b"
    rf"|\s+{PLAN_NOUN}\s+(?:in|with|of)\s+{COUNT}\s+stages\b"
)
_ITS_WEEKS = re.compile(r"(?i)\b(?:the|all|these|whole|full|throughout|its)\s+(?:of\s+the\s+)?$")
_OF_THE_PLAN = re.compile(rf"(?i)\s+of\s+(?:the|this)\s+{PLAN_NOUN}\b")
_AS_ADJECTIVE_OF_PLAN = re.compile(rf"(?is)\s+(?P<noun>{PLAN_NOUN})\b(?P<rest>.*)")
_A_PROGRAMME_OF = re.compile(
    r"(?i)\s*(?:$|[.,;:)]|of\s+(?:remediation|support|supervis|return|reskill|re-?integrat|phased)|in\s+\w+\s+stages)"
)
_ANOTHER = re.compile(r"(?i)\b(?:completed|attended|finished|undertook|did|another|different|separate|each)\b")
_OF_STAGE_BEFORE = re.compile(
    rf"(?i){STAGE}(?:\s*\([^)]*\))?(?:,?\s+(?:which|that|and))?\s+(?:{LASTS}|of|lasting)\s+$"
    rf"|{STAGE}\s*(?P<open>\(|:|,|[–—-])\s*$"
)
_TOGETHER = re.compile(r"(?i)\s+(?:together|altogether|in all|in total|between them)\b")
_ENDS = re.compile(r"(?i)\s*(?:$|[.,;:)]|each\b|long\b)")
_OF_STAGE_AFTER = re.compile(rf"(?i)\s+of\s+{STAGE}")
_EACH_BEFORE = re.compile(
    rf"(?i)\b(?:each|every)\s+(?:stage|of\s+the\s+(?:{COUNT}\s+)?stages)\s+(?:{LASTS}|of)\s+$"
    rf"|\b(?:{COUNT}|the|all|its)\s+(?:equal\s+)?stages,?\s+(?:each\s+)?(?:of|lasting|lasts?|{LASTS})\s+$"
)


@dataclass(frozen=True)
class _Stated:
    """A length in a sentence: its place, its number, and how sharply it is meant."""

    start: int
    end: int
    count: int
    written: str
    is_months: bool
    bound: str
    plan: bool = False
    each: bool = False
    together: bool = False
    stages: tuple[int, ...] = ()

    def holds_for(self, weeks: int) -> bool:
        """Whether a length of so many weeks can be said so; four weeks are called a month, too."""
        shortest, longest = (self.count * 4, -(-self.count * 31 // 7)) if self.is_months else (self.count, self.count)
        if self.bound == "about":
            shortest, longest = shortest - 1, longest + 1
        return (self.bound == "most" or weeks >= shortest) and (self.bound == "least" or weeks <= longest)

    def mended(self, weeks: int) -> str:
        """The same words with this number of weeks; "" where they set a bound, which is for people to move."""
        if self.bound:
            return ""
        joined = "-" if "-" in self.written else " "
        number = counted_like(re.split(r"[\s-]+(?=(?:calendar|weeks?|months?)\b)", self.written)[0], weeks)
        return f"{number}{joined}week" if joined == "-" else f"{number}{joined}week{'' if weeks == 1 else 's'}"


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.spots:
        before = spot.before
        for sentence in spot.sentences:
            for stated in _stated(sentence.words, before):
                yield from _compared(examined, spot, sentence.start, stated)
            before = sentence.words
        if spot.holder is Holder.STAGE and spot.part == "title":
            yield from _in_its_title(examined, spot)


CHECK = Check("length", "002 §8.1", find)


def _compared(examined: Examined, spot: Spot, offset: int, stated: _Stated) -> Iterator[Finding]:
    programme, span = examined.programme, (offset + stated.start, offset + stated.end)
    if stated.plan and programme.weeks and not stated.holds_for(programme.weeks):
        yield CHECK.at(spot, span, f"the plan lasts {_weeks(programme.weeks)}", stated.mended(programme.weeks))
    if stated.each and programme.blocks and not all(stated.holds_for(block.weeks) for block in programme.blocks):
        lengths = [block.weeks for block in programme.blocks]
        mend = stated.mended(lengths[0]) if len(set(lengths)) == 1 else ""
        yield CHECK.at(spot, span, f"the stages last {_listed(lengths)} weeks", mend)
    blocks = [block for block in map(programme.block, stated.stages) if block and block.weeks]
    in_all = sum(block.weeks for block in blocks)
    if len(blocks) == 1 and not stated.holds_for(in_all):
        yield CHECK.at(spot, span, _lasts(blocks[0]), stated.mended(in_all))
    elif len(blocks) > 1 and not (stated.holds_for(in_all) or all(stated.holds_for(one.weeks) for one in blocks)):
        each = f"{_listed([one.weeks for one in blocks])} weeks"
        mend = stated.mended(in_all) if stated.together else ""
        yield CHECK.at(spot, span, f"stages {_listed([one.number for one in blocks])} last {each}", mend)


def _in_its_title(examined: Examined, spot: Spot) -> Iterator[Finding]:
    """A stage's title that says how long it is: "Induction (2 weeks)"."""
    block = examined.programme.of_key(spot.key)
    for match in _LENGTH.finditer(spot.words):
        stated = _read(match)
        if block and not _ANOTHER.search(spot.words[: match.start()]) and not stated.holds_for(block.weeks):
            yield CHECK.at(spot, (stated.start, stated.end), _lasts(block), stated.mended(block.weeks))


@lru_cache(maxsize=8192)
def _stated(sentence: str, before: str) -> tuple[_Stated, ...]:
    """Every length that a sentence states of the plan or of stages; `before` are the words before the sentence."""
    return tuple(stated for match in _LENGTH.finditer(sentence) if (stated := _about(match, sentence, before)))


def _about(match: re.Match[str], sentence: str, before: str) -> _Stated | None:
    """What a length is said of: the plan, each stage, or named ones; None for anything else."""
    pre, post = sentence[: match.start()], sentence[match.end() :]
    if MAY_BE.search(pre) and not _EACH_BEFORE.search(pre):
        return None
    stated = _read(match)
    if _EACH_BEFORE.search(pre):
        return replace(stated, each=True)
    stages = _stages_of(pre, post)
    if stages:
        return replace(stated, stages=stages, together=bool(_TOGETHER.match(post)))
    return replace(stated, plan=True) if _is_of_plan(pre, post, before, match["gap"]) else None


def _is_of_plan(pre: str, post: str, before: str, gap: str) -> bool:
    if _OF_PLAN_BEFORE.search(pre) or _OF_PLAN_AFTER.match(post):
        return True
    if _IT_LASTS.match(pre):
        return bool(_PLAN_BEFORE_IT.search(before))
    if _ITS_WEEKS.search(pre) and _OF_THE_PLAN.match(post):
        return True
    adjective = _AS_ADJECTIVE_OF_PLAN.match(post)
    if not adjective or _ANOTHER.search(pre) or not ("-" in gap or re.search(r"\b(?:a|an|the|this)\s+$|^\W*$", pre)):
        return False
    is_this = re.search(r"\b(?:this|the|our)\s+$", pre, re.IGNORECASE) or adjective["noun"].lower().endswith("plan")
    return bool(is_this or _A_PROGRAMME_OF.match(adjective["rest"]))


def _stages_of(pre: str, post: str) -> tuple[int, ...]:
    before = _OF_STAGE_BEFORE.search(pre)
    if before and (not before["open"] or _ENDS.match(post)):
        return _numbers(pre[before.start() :])
    after = _OF_STAGE_AFTER.match(post)
    return _numbers(post[: after.end()]) if after and _ITS_WEEKS.search(pre) else ()


def _numbers(words: str) -> tuple[int, ...]:
    return tuple(number for named in stages_named(words) for number in named.numbers)


def _read(match: re.Match[str]) -> _Stated:
    bound = next((name for name in ("least", "most", "about") if match[name]), "")
    start, end = match.start("count"), match.end()
    written = match.string[start:end]
    return _Stated(start, end, count_of(match["count"]), written, match["unit"].lower()[0] == "m", bound)


def _lasts(block: Block) -> str:
    return f"stage {block.number} lasts {_weeks(block.weeks)}"


def _weeks(weeks: int) -> str:
    return f"{weeks} week{'' if weeks == 1 else 's'}"


def _listed(numbers: list[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last
