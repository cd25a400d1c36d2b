"""A week that is named is there, and lies where the stage or its review meeting does (002 §8.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.phrases import STAGE
from portal.domain.checks.programme import Block
from portal.domain.checks.spots import Holder, Spot
from portal.domain.checks.stages_named import LIST, numbers_in, only_stage, stages_named
from portal.text.counting import COUNT, renumbered

_WEEK = re.compile(
    rf"(?i)\b(?:weeks\s+(?P<many>{LIST})"
    rf"|week\s+(?P<one>{COUNT}\b(?:\s*(?:to|[–—-])\s*(?:week\s+)?{COUNT}\b)?))"
)
_EACH_WEEK = re.compile(
    r"(?i)\b(?:each|every|a|per|one|that|this|last|next|same|other|working|calendar|rota|gestation|term)\s+$"
)
_OF = re.compile(r"(?i)\s+of\s+(?:(?:the|this|that|her|his|their)\s+)?(?P<thing>[\w-]+)")
_OUR_OWN = re.compile(r"(?i)plan|programme|stages?|phase|action|remediation|agreed|supervised|learning|work|clinical")
_OF_STAGE = re.compile(rf"(?i)\s+of\s+(?={STAGE}|(?:the|each|every)\s+stage\b)")
_ELSEWHERE = re.compile(
    r"(?i)\b(?:pregnan\w*|gestation\w*|antenatal|postnatal|calendar|rota|follow[- ]up"
    r"|after\s+(?:it\s+ends|completion|the\s+end|the\s+(?:plan|programme)\s+(?:ends|is\s+complete)))\b"
)
_LIES_IN = r"is|are|runs?|will run|lasts?|covers?|takes place|extends|spans|occupies|from|in|over|during|for"
_DEFINES_BEFORE = re.compile(
    rf"(?i){STAGE}(?:\s*(?:[,:–—-]|\(|{_LIES_IN})|\s*[,:–—-]?\s*[^.;()]{{1,60}}\()"
    r"(?:\s*(?:[,:(–—-]|is|from|in|over|during))*\s*$"
)
_DEFINES_AFTER = re.compile(rf"(?i)\s*(?:\)|,|:|[–—-]|is|are|make\s+up)?\s*\(?\s*{STAGE}\s*\)?\s*(?:$|[.,;:)(]|[–—-])")
_BEGINS = re.compile(
    rf"(?i){STAGE}\s+(?:begins|starts|will\s+(?:begin|start)|commences)"
    r"\s+(?:in|at\s+the\s+start\s+of|at|from|with)\s+$"
)
_ENDS = re.compile(
    rf"(?i){STAGE}\s+(?:ends|finishes|concludes|is\s+complete|will\s+(?:end|finish))"
    r"\s+(?:in|at\s+the\s+end\s+of|at|with|after|by\s+the\s+end\s+of)\s+$"
)
_REVIEW = re.compile(
    r"(?i)\breview\s+(?:meetings?|points?)\b"
    r"|\b(?:progress|formal|stage|final|first|second|third|fourth)\s+reviews?\b"
)
_IN_BETWEEN = re.compile(
    r"(?i)\b(?:mid\w*|interim|half[- ]?way|informal|weekly|between|before|after|since|until|papers|prepar\w*)\b"
)
_WHEN = re.compile(
    r"(?i)\b(?:end\s+of|in|at|by|during|on)\s+(?:the\s+end\s+of\s+)?$|^\W*$"
    r"|\breview\s*(?:meeting|point)?s?\s*(?::|\(|,|[–—-])\s*$"
)


@dataclass(frozen=True)
class _Mention:
    """Weeks in a sentence: `is_range` for two ends only, `of_stage` where they are counted within a stage."""

    start: int
    end: int
    numbers: tuple[int, ...]
    is_range: bool
    of_stage: bool
    is_foreign: bool


def find(examined: Examined) -> Iterator[Finding]:
    if not examined.programme.weeks:
        return
    for spot in examined.spots:
        for sentence in spot.sentences:
            mentions = [one for one in _mentions(sentence.words) if not one.is_foreign]
            for mention in mentions:
                yield from _looked_at(examined, spot, sentence.start, sentence.words, mention, mention is mentions[-1])


CHECK = Check("weeks", "002 §8.1", find)


def _looked_at(
    examined: Examined, spot: Spot, offset: int, sentence: str, mention: _Mention, is_last: bool
) -> Iterator[Finding]:
    """At most one finding for each place: the sharpest that applies."""
    programme, span = examined.programme, (offset + mention.start, offset + mention.end)
    own = programme.of_key(spot.key) if spot.holder is Holder.STAGE else None
    block = only_stage(examined, sentence) or own
    pre, post, written = sentence[: mention.start], sentence[mention.end :], sentence[mention.start : mention.end]
    if mention.of_stage:
        if block and block.weeks and mention.numbers[-1] > block.weeks:
            yield CHECK.at(spot, span, f"stage {block.number} lasts {block.weeks} weeks")
        return
    edges = _edges(block, pre, post, mention, own)
    if block and block.weeks and edges:
        wanted, relative = edges
        if (mention.numbers[0], mention.numbers[-1]) not in (wanted, relative):
            yield CHECK.at(
                spot, span, _lies(block), renumbered(written, dict(zip(_ends_of(mention), wanted, strict=True)))
            )
        return
    if own and spot.part == "review":
        yield from _of_its_review(spot, span, own, mention, written, is_last)
        return
    if _is_review(spot, sentence, pre):
        yield from _of_reviews(examined, spot, span, block, mention, written)
        return
    if mention.numbers[-1] > programme.weeks:
        yield CHECK.at(spot, span, f"the plan lasts {programme.weeks} weeks")
    elif block and block.weeks and not _can_be_in(block, mention):
        yield CHECK.at(spot, span, _lies(block))


def _edges(
    block: Block | None, pre: str, post: str, mention: _Mention, own: Block | None
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and last week that such words must have, also counted within the stage; None for other words."""
    if block is None:
        return None
    if _BEGINS.search(pre):
        return (block.first_week, block.first_week), (block.first_week, block.first_week)
    if _ENDS.search(pre):
        return (block.last_week, block.last_week), (block.last_week, block.last_week)
    in_its_title = own is not None and mention.is_range and pre.rstrip().endswith(("(", ",", ":", "–", "-"))
    if mention.is_range and (_DEFINES_BEFORE.search(pre) or _DEFINES_AFTER.match(post) or in_its_title):
        return (block.first_week, block.last_week), (1, block.weeks)
    return None


def _of_its_review(
    spot: Spot, span: tuple[int, int], own: Block, mention: _Mention, written: str, is_last: bool
) -> Iterator[Finding]:
    """The words of a stage's own review meeting: it is held when the stage ends, counted in the plan or the stage."""
    if not own.weeks:
        return
    in_stage = mention.numbers[-1] < own.first_week
    wanted = own.weeks if in_stage else own.last_week
    first = 1 if in_stage else own.first_week
    if is_last and mention.numbers[-1] != wanted:
        ends = own.last_week if mention.numbers[-1] > own.weeks else wanted
        yield CHECK.at(spot, span, _ends(own), renumbered(written, {mention.numbers[-1]: ends}))
    elif not _within(mention, first, wanted):
        yield CHECK.at(spot, span, _lies(own))


def _of_reviews(
    examined: Examined, spot: Spot, span: tuple[int, int], block: Block | None, mention: _Mention, written: str
) -> Iterator[Finding]:
    """Weeks of review meetings that a sentence names: each is the last of a stage, of the one that it names if any."""
    blocks = [block] if block else list(examined.programme.blocks)
    ends = [one.last_week for one in blocks]
    if set(mention.numbers) <= set(ends) or mention.is_range:
        return
    truth = _ends(block) if block else f"the stages end in {'week' if len(ends) == 1 else 'weeks'} {_listed(ends)}"
    yield CHECK.at(spot, span, truth, _with_new_ends(examined, blocks, mention, written))


def _with_new_ends(examined: Examined, blocks: list[Block], mention: _Mention, written: str) -> str:
    """The same words with the weeks in which those stages end now; "" where nobody can tell which stage is meant."""
    if len(mention.numbers) == len(blocks):
        return renumbered(written, dict(zip(mention.numbers, [one.last_week for one in blocks], strict=True)))
    former = {one.last_week: one.key for one in examined.former.blocks} if examined.former else {}
    found = [examined.programme.of_key(former.get(number, "")) for number in mention.numbers]
    now = [one.last_week for one in found if one]
    return renumbered(written, dict(zip(mention.numbers, now, strict=True))) if len(now) == len(found) else ""


def _is_review(spot: Spot, sentence: str, pre: str) -> bool:
    is_one = _REVIEW.search(sentence) or _REVIEW.search(spot.part)
    return bool(is_one and _WHEN.search(pre) and not _IN_BETWEEN.search(sentence))


@lru_cache(maxsize=8192)
def _mentions(sentence: str) -> tuple[_Mention, ...]:
    return tuple(
        _read(match, sentence) for match in _WEEK.finditer(sentence) if not _EACH_WEEK.search(sentence[: match.start()])
    )


def _read(match: re.Match[str], sentence: str) -> _Mention:
    words, post = match["many"] or match["one"], sentence[match.end() :]
    numbers = tuple(numbers_in(words))
    written = len(re.findall(rf"\b{COUNT}\b", words, re.IGNORECASE))
    is_range = written == 2 and not re.search(r",|\band\b|\bor\b|&", words)
    of = _OF.match(post)
    of_stage = bool(_OF_STAGE.match(post)) and bool(stages_named(post) or re.match(r"\s+of\s+\w+\s+stage\b", post))
    is_foreign = bool(of and not _OUR_OWN.match(of["thing"])) or bool(_ELSEWHERE.search(sentence))
    return _Mention(*match.span(), numbers, is_range, of_stage, is_foreign)


def _ends_of(mention: _Mention) -> tuple[int, int]:
    return mention.numbers[0], mention.numbers[-1]


def _can_be_in(block: Block, mention: _Mention) -> bool:
    """Whether these weeks lie in the stage, counted in the plan or within the stage."""
    return _within(mention, block.first_week, block.last_week) or mention.numbers[-1] <= block.weeks


def _within(mention: _Mention, first: int, last: int) -> bool:
    return first <= mention.numbers[0] and mention.numbers[-1] <= last


def _lies(block: Block) -> str:
    one = block.first_week == block.last_week
    where = f"week {block.first_week}" if one else f"weeks {block.first_week} to {block.last_week}"
    return f"stage {block.number} is {where}"


def _ends(block: Block) -> str:
    return f"stage {block.number} ends in week {block.last_week}"


def _listed(numbers: list[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last
