"""Each stage but the last says what must be shown before the next one begins (002 §8.4)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.stages_named import stages_named
from portal.text.english import listed

_MOVES = r"(?:mov(?:e|es|ing)|progress(?:es|ing)?|proceed(?:s|ing)?|go(?:es)?|advanc\w+|step(?:s|ping)?)"
_FOR_ALL = re.compile(
    rf"(?i)\b(?:{_MOVES}\s+(?:on\s+)?(?:to|into)\s+(?:the|a)\s+next\s+(?:stage|block)"
    rf"|decides whether (?:\w+ ){{0,3}}?(?:to )?(?:{_MOVES}|next stage)"
    r"|(?:before|until|when)\s+(?:a|each|any|the)\s+(?:move|next stage)|(?:each|every|a)\s+stage\s+(?:ends"
    r"|is complete\w*|finishes)\s+(?:only\s+)?when)"
)
_TEST = re.compile(
    rf"(?i)\b(?:{_MOVES}\b[^.;]*\b(?:when|once|if|until|only|provided|after)|(?:only\s+)?(?:when|once|if|until)\b[^.;]*"
    r"\b(?:satisfactory|met|achieved|complete\w*|shown|safe|signed off|passed|rated|agree\w*|decides?|ready)"
    r"|(?:move|moving) on|ready for|requires|depends on|needs? to have)\b"
)
_BY_NAME = (
    r"(?:move|moving|ready to move) on(?: when)?|to move on|exit.*|complete when|end(?:s|ed)? when|criteria.*|test.*"
)
_TO = re.compile(r"(?i)\b(?:to|into|before|for|enters?|starts?|begins?)\s+(?:the\s+)?$")
_BEGINS = re.compile(r"(?i)\s+(?:\w+\s+)?(?:begins?|starts?|is entered|opens)\b")
MOST_OF_A_HEADING = 200  # characters in which a clause names the stage that it is about


def find(examined: Examined) -> Iterator[Finding]:
    blocks = examined.programme.blocks[:-1]
    if not blocks or any(_FOR_ALL.search(spot.words) and _is_a_test(spot.words) for spot in examined.parts.prose):
        return
    tested = _tested(examined)
    missing = [block for block in blocks if block.number not in tested]
    if missing:
        which = listed([str(block.number) for block in missing])
        what = f"Stage{'' if len(missing) == 1 else 's'} {which} {'has' if len(missing) == 1 else 'have'}"
        sentence = (
            f"{what} no test for moving on. Say what must be shown, and who decides, before the next stage begins."
        )
        yield CHECK.worth(examined.stage(missing[0].key), sentence)


CHECK = Check("moving_on", "002 §8.4", find)


def _is_a_test(words: str) -> bool:
    return re.search(r"(?i)\b(?:satisf\w+|when|decides?|only|must|evidence|shown|sufficient|safe)\b", words) is not None


def _tested(examined: Examined) -> set[int]:
    """The stages whose end a sentence sets a test for, or that have one beneath the clause which names them."""
    found = set[int]()
    for row in examined.parts.rows:
        if row.says(_BY_NAME):
            found |= _stages_in(row.spot.words[:MOST_OF_A_HEADING])
        for line in row.words.split("\n"):
            if _TEST.search(line):
                found |= {number - 1 for number in _entered(line)} or _stages_in(line)
    return found


def _stages_in(words: str) -> set[int]:
    return {number for one in stages_named(words) for number in one.numbers}


def _entered(line: str) -> set[int]:
    """The stages that a sentence speaks of as the next ones."""
    named = stages_named(line)
    entered = [one for one in named if _TO.search(line[: one.start]) or _BEGINS.match(line[one.end :])]
    return {number for one in entered for number in one.numbers}
