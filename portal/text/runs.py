"""Redlines as pages show them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from portal.text.overlay import Run, overlay
from portal.text.redline import Edit


def runs(before: str, edits: Sequence[Edit]) -> list[Run]:
    """One redline of before: its same and removed runs make the old text, its same and added runs the new one."""
    return [run._replace(by=()) for run in overlay(before, [("", edits)])]


def spans(pieces: Sequence[Run], marks: Sequence[tuple[int, int]]) -> list[Run]:
    """The runs cut where highlighted words begin and end; marks are (start, end) in characters of the before text."""
    cuts = _cuts(marks)
    found: list[Run] = []
    at = 0
    for run in pieces:
        if run.kind == "added":
            found.append(run)
            continue
        end = at + len(run.text)
        edges = [at, *cuts[bisect_right(cuts, at) : bisect_left(cuts, end)], end]
        for left, right in pairwise(edges):
            marked = bisect_right(cuts, left) % 2 == 1
            found.append(run._replace(text=run.text[left - at : right - at], marked=marked))
        at = end
    return found


def _cuts(marks: Sequence[tuple[int, int]]) -> list[int]:
    """Where highlighted words begin and end, in turn; marks that overlap or touch are one."""
    cuts: list[int] = []
    for start, end in sorted(mark for mark in marks if mark[0] < mark[1]):
        if cuts and start <= cuts[-1]:
            cuts[-1] = max(cuts[-1], end)
        else:
            cuts += [start, end]
    return cuts
