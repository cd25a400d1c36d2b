"""Several people's changes to one text, shown in one text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from portal.text.redline import Edit
from portal.text.unseen import unseen


class Run(NamedTuple):
    """A stretch of a redline: whose change it is, and marked where a comment's words are highlighted."""

    kind: Literal["same", "added", "removed"]
    text: str
    marked: bool = False
    by: tuple[str, ...] = ()

    @property
    def unseen(self) -> str:
        """What to say of a change that cannot be seen; "" for one that can."""
        return unseen(self.text) if self.kind != "same" else ""


class _Place(NamedTuple):
    """What happens at one place: whose removals end and begin there, and who adds what; by rank in the amendments."""

    ended: set[int]
    begun: set[int]
    added: dict[int, str]


def overlay(current: str, amendments: Sequence[tuple[str, Sequence[Edit]]]) -> list[Run]:
    """All amendments in one text: each is a key and its edits of the current text, in order and apart.

    Same and removed runs make the current text. A removal names everyone who removes those words; the same words added
    at one place by several are one run. The same runs, those removed by others only and those that a key added make
    that key's own text.
    """
    keys = [key for key, _ in amendments]
    whole = (run for run in _layers(current, keys, _places(amendments)) if run.text)
    return [
        Run(kind, "".join(run.text for run in pieces), by=by)
        for (kind, by), pieces in groupby(whole, key=lambda run: (run.kind, run.by))
    ]


def _places(amendments: Sequence[tuple[str, Sequence[Edit]]]) -> dict[int, _Place]:
    places: dict[int, _Place] = defaultdict(lambda: _Place(set(), set(), {}))
    for rank, (_, edits) in enumerate(amendments):
        for edit in edits:
            if edit.start < edit.end:
                places[edit.start].begun.add(rank)
                places[edit.end].ended.add(rank)
            added = places[edit.end].added
            added[rank] = added.get(rank, "") + edit.text
    return places


def _layers(current: str, keys: Sequence[str], places: dict[int, _Place]) -> Iterator[Run]:
    removing: set[int] = set()
    at = 0
    for place, here in sorted(places.items()):
        yield Run("removed" if removing else "same", current[at:place], by=tuple(keys[n] for n in sorted(removing)))
        removing = (removing - here.ended) | here.begun
        authors: dict[str, list[str]] = defaultdict(list)
        for rank, text in here.added.items():
            authors[text].append(keys[rank])
        yield from (Run("added", text, by=tuple(by)) for text, by in authors.items())
        at = place
    yield Run("same", current[at:])
