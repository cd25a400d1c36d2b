"""With a stage more or less, words that name another stage by its number mean that stage still (002 §6.3)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.programme import Programme
from portal.domain.checks.spots import Sentence, Spot
from portal.domain.checks.stages_named import ORDINALS, Named, stages_named
from portal.text.counting import renumbered

NOT_BY_NUMBER = -1


def find(examined: Examined) -> Iterator[Finding]:
    """Only where a suggested change is looked at: else nobody can tell which stage was meant."""
    if examined.former is None:
        return
    now = _numbers_now(examined.former, examined.programme)
    if all(number == moved for number, moved in now.items()):
        return
    for spot in examined.spots:
        for sentence in spot.sentences:
            for named in stages_named(sentence.words):
                yield from _compared(examined.former, spot, sentence, named, now)


CHECK = Check("stages_moved", "002 §6.3", find)


def _compared(
    former: Programme, spot: Spot, sentence: Sentence, named: Named, now: dict[int, int]
) -> Iterator[Finding]:
    numbers = [number for number in named.numbers if number != NOT_BY_NUMBER and number in now]
    moved = [number for number in numbers if now[number] != number]
    if not moved:
        return
    written, span = sentence.words[named.start : named.end], (sentence.start + named.start, sentence.start + named.end)
    gone = next((number for number in moved if not now[number]), None)
    if gone:
        block = former.block(gone)
        yield CHECK.at(spot, span, f"the stage “{block.title if block else ''}” is taken out")
    else:
        block = former.block(moved[0])
        truth = f"the stage “{block.title if block else ''}” is stage {now[moved[0]]}"
        yield CHECK.at(spot, span, truth, _mended(written, now))


def _numbers_now(former: Programme, programme: Programme) -> dict[int, int]:
    """The number that each stage of before has now; 0 for one that is taken out."""
    keys = [block.key for block in programme.blocks]
    return {one.number: keys.index(one.key) + 1 if one.key in keys else 0 for one in former.blocks}


def _mended(written: str, now: dict[int, int]) -> str:
    """The same words with the numbers of now; "" for a place in a row that has no usual name."""
    first = written.split()[0].lower()
    if first not in ORDINALS:
        return renumbered(written, now)
    name = next((one for one, number in ORDINALS.items() if number == now.get(ORDINALS[first])), "")
    name = name.capitalize() if written[:1].isupper() else name
    return re.sub(r"^\w+", name, written) if name else ""
