"""The numbers of a Word file as they are shown: Word keeps how lists count, not what each paragraph is called."""

from dataclasses import dataclass, field

from lxml import etree

from portal.documents.marks import in_roman
from portal.documents.word.names import tag
from portal.documents.word.styles import Styles, value_of

_LEVELS = 9
_MOST = 399  # the highest number that is written in Roman numerals
_START = 1


@dataclass(frozen=True)
class Level:
    """How one level of a list counts: its format, what is shown ("%1.%2"), where it begins, and begins again."""

    form: str = "decimal"
    text: str = "%1."
    start: int = _START
    restart: int | None = None
    is_legal: bool = False


@dataclass
class Scheme:
    """A way of numbering, and where it has got to; several lists can go on in the same one."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, levels: dict[int, Level]) -> str:
        """The next number at a depth from 0, as it is shown."""
        level = levels.get(depth, Level())
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart and depth < restart):
                self.counts.pop(deeper, None)
        return self._shown(level, levels)

    def _shown(self, level: Level, levels: dict[int, Level]) -> str:
        text = level.text
        for depth in range(_LEVELS):
            if f"%{depth + 1}" in text:
                other = levels.get(depth, Level())
                form = "decimal" if level.is_legal else other.form
                text = text.replace(f"%{depth + 1}", _written(self.counts.get(depth, other.start), form))
        return text


class Numbering:
    """All lists of a file, by their ids."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.styles = styles
        self.schemes: dict[str, Scheme] = {}
        self.lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self.begun: set[tuple[str, int]] = set()
        self.by_style: dict[str, str] = {}
        if root is not None:
            self._read(root)

    def label(self, paragraph: etree._Element) -> tuple[str, int, bool] | None:
        """What number a paragraph shows, its level from 0, and whether it is only a bullet; None when it has none."""
        number, depth = self.styles.numbered(paragraph)
        if number not in self.lists:
            return None
        scheme_id, levels, starts = self.lists[number]
        scheme, depth = self.schemes[scheme_id], min(depth, _LEVELS - 1)
        if depth in starts and (number, depth) not in self.begun:
            scheme.counts[depth] = starts[depth] - 1
        self.begun.add((number, depth))
        shown = scheme.next(depth, levels)
        form = levels.get(depth, Level()).form
        return ("", depth, True) if form == "bullet" else (shown.strip(), depth, False) if form != "none" else None

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        for one in root.iter(tag("abstractNum")):
            name = one.get(tag("abstractNumId"), "")
            self.schemes[name] = Scheme({int(value_of(lvl, "ilvl", "0")): _level(lvl) for lvl in one.iter(tag("lvl"))})
            if style := _child_value(one, "styleLink"):
                self.by_style[style] = name
            if style := _child_value(one, "numStyleLink"):
                linked[name] = style
        for name, style in linked.items():
            self.schemes[name] = self.schemes.get(self.by_style.get(style, ""), self.schemes[name])
        for one in root.iter(tag("num")):
            name = _child_value(one, "abstractNumId")
            if name in self.schemes:
                levels, starts = dict(self.schemes[name].levels), {}
                for change in one.iter(tag("lvlOverride")):
                    depth = int(value_of(change, "ilvl", "0"))
                    if (lvl := change.find(tag("lvl"))) is not None:
                        levels[depth] = _level(lvl)
                    if start := _child_value(change, "startOverride"):
                        starts[depth] = _whole(start)
                self.lists[one.get(tag("numId"), "")] = (name, levels, starts)


def _level(lvl: etree._Element) -> Level:
    restart = _child_value(lvl, "lvlRestart")
    return Level(
        _child_value(lvl, "numFmt") or "decimal",
        _child_value(lvl, "lvlText"),
        _whole(_child_value(lvl, "start") or str(_START)),
        _whole(restart) if restart else None,
        lvl.find(tag("isLgl")) is not None,
    )


def _child_value(element: etree._Element, name: str) -> str:
    child = element.find(tag(name))
    return "" if child is None else child.get(tag("val"), "")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else _START


def _written(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            repeat, place = divmod(max(number, 1) - 1, 26)
            letters = chr(ord("a") + place) * min(repeat + 1, 5)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if number <= _MOST:
            return in_roman(number) if form == "lowerRoman" else in_roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "none" | "bullet":
            return ""
    return str(number)
