"""Redlines as pages show them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from portal.text.overlay import Run, overlay
from portal.text.redline import Edit


def runs(before: str, edits: Sequence[Edit]) -> list[Run]:
    """One redline of before: its same and removed runs make the old text, its same and added runs the new one."""
    return [run._replace(by=()) for run in overlay(before, [("", edits)])]


def spans(pieces: Sequence[Run], marks: Sequence[tuple[int, int]]) -> list[Run]:
    """The runs cut where highlighted words begin and end; marks are (start, end) in characters of the before text."""
    cuts = sorted({place for mark in marks for place in mark})
    found: list[Run] = []
    at = 0
    for run in pieces:
        if run.kind == "added":
            found.append(run)
            continue
        found += _cut(run, at, cuts, marks)
        at += len(run.text)
    return found


def _cut(run: Run, at: int, cuts: Sequence[int], marks: Sequence[tuple[int, int]]) -> Iterator[Run]:
    end = at + len(run.text)
    edges = [at, *(place for place in cuts if at < place < end), end]
    for left, right in pairwise(edges):
        marked = any(start <= left and right <= stop for start, stop in marks)
        yield run._replace(text=run.text[left - at : right - at], marked=marked)
