"""A role that is set out stage by stage is set out for each of them (002 §6.2)."""

from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.parts import Row
from portal.domain.checks.stages_named import stages_named
from portal.text.english import listed

_AT_LEAST = 2


def find(examined: Examined) -> Iterator[Finding]:
    numbers = {block.number for block in examined.programme.blocks}
    for row in examined.parts.people:
        said = _stages_of(row, examined)
        missing = sorted(numbers - said)
        if len(said) >= _AT_LEAST and missing:
            stages = f"stage{'' if len(missing) == 1 else 's'} {listed([str(number) for number in missing])}"
            sentence = f"{row.spot.where} says what this person does stage by stage, but nothing for {stages}."
            yield CHECK.worth(row.spot, sentence)


CHECK = Check("duties_by_stage", "002 §6.2", find)


def _stages_of(row: Row, examined: Examined) -> set[int]:
    last = len(examined.programme.blocks)
    lines = row.words.split("\n")
    named = {number for line in lines for one in stages_named(line) for number in one.numbers}
    return {last if number == -1 else number for number in named}
