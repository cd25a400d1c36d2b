"""Words found in a plan: its whole text with every place marked, and no more than the reader has on the plan page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from portal.domain.plans.content import Content
from portal.text import Run, find, spans


class Piece(NamedTuple):
    """A stretch of text; `hit` is its number among all that were found, 0 where it is none."""

    text: str
    hit: int


@dataclass(frozen=True)
class FoundLine:
    """A clause or a stage: `parts` are its texts by name, the first one its own words."""

    anchor: str
    label: str
    depth: int
    parts: list[tuple[str, list[Piece]]]

    @property
    def hits(self) -> list[int]:
        return [piece.hit for _, pieces in self.parts for piece in pieces if piece.hit]


@dataclass(frozen=True)
class Search:
    """The plan in reading order, its stages first."""

    words: str
    lines: list[FoundLine]

    @property
    def found(self) -> list[FoundLine]:
        return [line for line in self.lines if line.hits]

    @property
    def total(self) -> int:
        return sum(len(line.hits) for line in self.lines)


def search(content: Content, words: str) -> Search:
    """Every place of these words in a plan's clauses and stages."""
    numbers = count(1)

    def marked(text: str) -> list[Piece]:
        cut = spans([Run("same", text)], find(text, words))
        return [Piece(run.text, next(numbers) if run.marked else 0) for run in cut]

    lines = [
        FoundLine(anchor, label, depth, [(name, marked(text)) for name, text in texts if text])
        for anchor, label, depth, texts in _texts(content)
    ]
    return Search(words, lines)


def _texts(content: Content) -> Iterator[tuple[str, str, int, list[tuple[str, str]]]]:
    if content.waits_for:
        yield "stages", "Start", 1, [("Waits for", content.waits_for)]
    for number, stage in enumerate(content.stages, start=1):
        named = [("", stage.title), ("Supervision", stage.step), ("Supervision", stage.level)]
        named += [("Review meeting", words) for words in (stage.review, *(one.words for one in stage.reviews))]
        yield f"stage-{stage.key}", f"Stage {number}", 1, named
    for depth, clause in content.walk():
        yield f"clause-{clause.key}", clause.label, depth, [("", clause.text), *clause.fields]
