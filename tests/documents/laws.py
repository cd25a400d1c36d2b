"""The two laws of reading, asked of any reading: no word, and no structure, is lost without a line that says so."""

import re
from collections import Counter
from collections.abc import Iterable

from portal.documents.outline import Reading

_WORD = re.compile(r"[^\W_]+")
_OF_A_STAGE = Counter(dict.fromkeys("stage week weeks supervision level review start type".split(), 1000))


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def clauses(reading: Reading) -> list[str]:
    """The words of each clause, with its parts."""
    return [
        plain(" ".join([clause.text, "; ".join(f"{name}: {value}" for name, value in clause.fields)]))
        for _, clause in reading.content.walk()
    ]


def plain(text: str) -> str:
    return " ".join(text.split())


def pointed_out(reading: Reading) -> list[str]:
    return [plain(line.text) for line in reading.not_understood]


def lost_words(source: str, reading: Reading) -> set[str]:
    """The words of a file that stand neither in the plan nor in a line that is pointed out."""
    content = reading.content
    kept = words(" ".join([content.title, content.type, content.start, *pointed_out(reading), *clauses(reading)]))
    kept += words(" ".join(clause.label for _, clause in content.walk()))
    source = re.sub(r"(?m)^\s*o(?=\t)", "", source)  # a bullet
    for stage in content.stages:
        told = [stage.title, stage.level, str(stage.weeks), stage.review, *(one.words for one in stage.reviews)]
        kept += words(" ".join(told))
    return {word for word, count in (words(source) - kept - _OF_A_STAGE).items() if not word.isdigit() and count}


def swallowed(pieces: Iterable[str], reading: Reading) -> list[str]:
    """Of pieces that each stand by themselves in a file, those that are neither a clause nor pointed out."""
    own, lines = set(clauses(reading)), pointed_out(reading)
    told = {plain(stage.title) for stage in reading.content.stages} | {plain(reading.content.title)}
    return [one for one in map(plain, pieces) if one not in own | told and not any(one in line for line in lines)]
