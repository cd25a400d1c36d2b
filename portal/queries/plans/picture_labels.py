"""Which words a picture of the programme has room for, at each width at which it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
LINE_ABOVE, LINE_BELOW = 11, 4  # pixels of a line of words above and below its baseline
GAP, BESIDE = 3, 8  # pixels between words, and by which they may stand out of the picture at its sides
_BEFORE: dict[Anchor, float] = {"start": 0, "middle": 0.5, "end": 1}


class Width(NamedTuple):
    """A range of widths: its name in the stylesheet, the least of them, and the room of a letter, in pixels."""

    name: str
    pixels: int
    letter: float


WIDTHS = (Width("xs", 250, 7.0), Width("s", 304, 7.0), Width("m", 480, 7.4), Width("l", 896, 7.4))


@dataclass(frozen=True)
class Label:
    """Words at `x` per cent of the width and `shift` pixels beside it, on a line `y` pixels down.

    `strong` ones stand before the others; `look` is a class of the stylesheet. It is shown in the `widths` named.
    """

    x: float
    y: int
    strong: str = ""
    words: str = ""
    anchor: Anchor = "middle"
    shift: int = 0
    look: str = ""
    widths: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(filter(None, (self.strong, self.words)))

    @property
    def hidden(self) -> str:
        """The classes that hide it where there is no room."""
        return " ".join(f"no-{width.name}" for width in WIDTHS if width.name not in self.widths)


class Wall(NamedTuple):
    """An upright line that no words may cross, at `x` per cent, between two heights in pixels."""

    x: float
    top: int
    bottom: int


class Box(NamedTuple):
    """The room that something takes, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right + GAP and other.left < self.right + GAP
        return across and self.top < other.bottom and other.top < self.bottom


Wish = Sequence[Sequence[Label]]  # the forms that some words may take, the fullest first; each is one or more lines


def placed(wishes: Sequence[Wish], walls: Sequence[Wall]) -> list[Label]:
    """Of each wish, in the order of their weight, the fullest form for which there is room, with its widths.

    What has room at the least of a range of widths has room at all of them, as words keep their size.
    """
    chosen: dict[tuple[int, int], tuple[str, ...]] = {}
    for width in WIDTHS:
        for form in _chosen(wishes, walls, width):
            chosen[form] = (*chosen.get(form, ()), width.name)
    return [
        replace(label, widths=names) for (wish, form), names in sorted(chosen.items()) for label in wishes[wish][form]
    ]


def box(label: Label, width: Width) -> Box:
    """The room of a label in the narrowest picture of this range."""
    room = len(label.text) * width.letter
    left = label.x * width.pixels / 100 + label.shift - room * _BEFORE[label.anchor]
    return Box(left, left + room, label.y - LINE_ABOVE, label.y + LINE_BELOW)


def _chosen(wishes: Sequence[Wish], walls: Sequence[Wall], width: Width) -> list[tuple[int, int]]:
    taken = [Box(one.x * width.pixels / 100, one.x * width.pixels / 100, one.top, one.bottom) for one in walls]
    chosen = []
    for number, wish in enumerate(wishes):
        for form, labels in enumerate(wish):
            boxes = [box(label, width) for label in labels]
            if all(_is_free(one, taken, width) for one in boxes):
                taken += boxes
                chosen.append((number, form))
                break
    return chosen


def _is_free(one: Box, taken: Sequence[Box], width: Width) -> bool:
    inside = one.left >= -BESIDE and one.right <= width.pixels + BESIDE
    return inside and not any(one.meets(other) for other in taken)
