"""Whether the lines of a text were broken to fit a page, or each is a paragraph of its own."""

import re
from collections.abc import Iterable

_WIDEST = 120  # characters of a line that is broken to fit
_RAGGED = 14  # how much shorter than the widest a full line can be: the length of a word
_ENOUGH = 3  # full lines, before a text counts as broken to fit
_CANNOT_END = re.compile(
    r"(?:\b(?:a|an|the|and|or|of|to|in|on|at|by|for|with|from|as|is|are|was|that|which|who|their|his|her|its"
    r"|about|into|than|not|no|if|will|may|must|should|each|every|dr|mr|mrs|ms|miss|prof|st)|,|\u2019s|'s|s\u2019|s')\.?\s*\Z",
    re.IGNORECASE,
)


def starts_small(words: str) -> bool:
    """Whether words begin with a small letter, as the rest of a sentence does."""
    return words.lstrip("“‘\"'(*_")[:1].islower()


class Wrapping:
    """How wide the lines of a text are, and so which of them go on in the next."""

    def __init__(self, lines: Iterable[str]) -> None:
        widths = [len(line.rstrip()) for line in lines if line.strip()]
        self.width = max(widths, default=0)
        full = sum(width > self.width - _RAGGED for width in widths)
        self.is_wrapped = self.width <= _WIDEST and full >= max(_ENOUGH, len(widths) // 5) and self.width >= 40

    def goes_on(self, line: str, words: str, *, unfinished: bool, listed: bool) -> bool:
        """Whether words go on directly after a line; `listed` says that the lines above are announced one by one."""
        first = words.split(maxsplit=1)[0]
        if self.is_wrapped and len(line.rstrip()) + 1 + len(first) > self.width:
            return True
        if listed:
            return unfinished and self.cannot_end(line)
        return unfinished and (starts_small(words) or words[0].isdigit() or self.cannot_end(line))

    def cannot_end(self, words: str) -> bool:
        """Whether words break off in the middle of a phrase."""
        return _CANNOT_END.search(words[-12:]) is not None
