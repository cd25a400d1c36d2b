"""Lists inside lists, told apart by how their items are marked and how far they are set in."""

from dataclasses import dataclass, field

from portal.documents.marks import Mark
from portal.documents.outline import Draft

_SAME_INDENT = 1  # characters by which items of one list may differ


@dataclass
class Level:
    """One list that is open: how it counts, how far its items are set in, where it has got to, and its last item.

    `depth` is how many lists it stands in, from 1, where its file says so, else 0.
    """

    way: str
    indent: int
    place: int
    item: Draft
    depth: int = 0


@dataclass
class Lists:
    """The lists that are open, each inside the item before it."""

    levels: list[Level] = field(default_factory=list)
    paused: bool = False

    def close(self) -> None:
        self.levels.clear()
        self.paused = False

    def expects(self, mark: Mark) -> bool:
        """Whether a mark is the next of a list that counts."""
        return any(way == level.way and place == level.place + 1 for level in self.levels for way, place in mark.counts)

    def find(self, mark: Mark, indent: int, depth: int) -> tuple[int, str, int]:
        """How many lists stay open above an item with this mark, how it counts, and its place there.

        `depth` is how many lists it stands in, where its file says so, else 0.
        """
        if self.paused and not (depth or self.expects(mark)):
            self.close()
        self.paused = False
        if depth:
            return (sum(level.depth < depth for level in self.levels), *mark.counts[0])
        for at in reversed(range(len(self.levels))):
            for way, place in mark.counts:
                if place and _follows(self.levels[at], way, place):
                    return at, way, place
        way, place = next((one for one in mark.counts if one[1] == 1), mark.counts[0])
        same = [at for at, level in enumerate(self.levels) if level.way == way]
        beside = next((at for at in reversed(same) if self.levels[at].indent >= indent - _SAME_INDENT), None)
        if beside is not None:
            return self._outermost(beside, way, indent), way, place
        kept = len(self.levels)
        while kept and self.levels[kept - 1].indent > indent + _SAME_INDENT:
            kept -= 1
        return kept, way, place

    def take(self, kept: int, level: Level) -> None:
        """Let an item be the last of its list, with `kept` lists open above it."""
        del self.levels[kept:]
        self.levels.append(level)

    def at(self, depth: int) -> Draft | None:
        """The last item of the list at this depth; None when there is none."""
        return next((level.item for level in self.levels if level.depth == depth), None) if depth else None

    def _outermost(self, at: int, way: str, indent: int) -> int:
        """Of lists that are marked alike, the one that is set in as far as this item."""
        while at and self.levels[at].indent > indent + _SAME_INDENT:
            outer = next((one for one in reversed(range(at)) if self.levels[one].way == way), None)
            if outer is None:
                break
            at = outer
        return at


def _follows(level: Level, way: str, place: int) -> bool:
    """Whether an item is the next of a list, also where something else stands around its number: "2." and "3)"."""
    return level.way[0] == way[0] and level.place + 1 == place
