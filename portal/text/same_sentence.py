"""Two people's changes in one sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from portal.text import sentences
from portal.text.redline import Edit

_WHOLE = re.compile(r"[.!?]\W*$")
_TOGETHER = "Two changes are in this sentence. Read them together."


def read_together(current: str, one: Sequence[Edit], other: Sequence[Edit]) -> list[str]:
    """A sentence for the reader where two people's edits of the current text fall in one sentence of it, else none.

    A whole sentence put beside it, or an edit that both have, is none.
    """
    starts = sentences.starts(current)
    both = {*one} & {*other}
    touched = (_touched(current, starts, [edit for edit in edits if edit not in both]) for edits in (one, other))
    return [_TOGETHER] if set.intersection(*touched) else []


def _touched(current: str, starts: Sequence[int], edits: Iterable[Edit]) -> set[int]:
    """The numbers of the sentences that the edits change."""
    return {
        number
        for edit in edits
        if not _is_whole_sentence(current, starts, edit)
        for number in range(bisect_right(starts, edit.start) - 1, bisect_right(starts, max(edit.start, edit.end - 1)))
    }


def _is_whole_sentence(current: str, starts: Sequence[int], edit: Edit) -> bool:
    if edit.start < edit.end or not _WHOLE.search(edit.text[-8:]):
        return False
    begins = starts[bisect_right(starts, edit.start) - 1] == edit.start
    return begins or edit.start == len(current) or current[edit.start - 1] in ".!?\n"
