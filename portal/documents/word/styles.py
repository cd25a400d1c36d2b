"""The styles of a Word file: which paragraphs are headings, and which are numbered by their style alone."""

import re
from dataclasses import dataclass

from lxml import etree

from portal.documents.word.names import tag

_HEADING = re.compile(r"heading\s*(?P<level>[1-9])", re.IGNORECASE)
_MOST_PARENTS = 20
_BODY = 9  # the outline level of what is no heading


@dataclass(frozen=True)
class Style:
    """What a style says of its paragraphs: its name, its heading level from 1 (0 for none), its list, if any."""

    name: str
    based_on: str
    level: int
    number: str
    depth: str
    is_bold: bool


class Styles:
    """The paragraph styles of a file."""

    def __init__(self, root: etree._Element | None) -> None:
        self.styles: dict[str, Style] = {}
        self.usual = ""
        for one in [] if root is None else root.iter(tag("style")):
            self.styles[one.get(tag("styleId"), "")] = _style(one)
            if one.get(tag("default")) in ("1", "true") and one.get(tag("type")) == "paragraph":
                self.usual = one.get(tag("styleId"), "")

    def name(self, paragraph: etree._Element) -> str:
        """What the style of a paragraph is called, in small letters."""
        return next((style.name for style in self._chain(paragraph)), self._id(paragraph)).casefold()

    def heading(self, paragraph: etree._Element) -> int:
        """The level of a heading, from 1; 0 for any other paragraph."""
        own = value_below(paragraph, "pPr/outlineLvl")
        if own:
            return int(own) + 1 if own.isdigit() and int(own) < _BODY else 0
        return next((style.level for style in self._chain(paragraph) if style.level), 0)

    def numbered(self, paragraph: etree._Element) -> tuple[str, int]:
        """The id of the list that a paragraph is numbered in, "" for none, and its level from 0."""
        number = value_below(paragraph, "pPr/numPr/numId")
        depth = value_below(paragraph, "pPr/numPr/ilvl")
        for style in [] if number else self._chain(paragraph):
            number, depth = number or style.number, depth or style.depth
        return number, int(depth) if depth.isdigit() else 0

    def is_bold(self, paragraph: etree._Element) -> bool:
        return any(style.is_bold for style in self._chain(paragraph))

    def _id(self, paragraph: etree._Element) -> str:
        return value_below(paragraph, "pPr/pStyle") or self.usual

    def _chain(self, paragraph: etree._Element) -> list[Style]:
        """The style of a paragraph, and those that it is based on."""
        found: list[Style] = []
        name = self._id(paragraph)
        while name in self.styles and len(found) < _MOST_PARENTS:
            found.append(self.styles[name])
            name = found[-1].based_on
        return found


def value_of(element: etree._Element, name: str, usual: str = "") -> str:
    """An attribute of an element."""
    return str(element.get(tag(name), usual))


def value_below(element: etree._Element, path: str) -> str:
    """The value of an element below another, by the names on the way; "" when there is none."""
    found = element.find("/".join(tag(name) for name in path.split("/")))
    return "" if found is None else value_of(found, "val")


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as bold is there and not off."""
    return element is not None and value_of(element, "val", "1") not in ("0", "false", "off")


def _style(one: etree._Element) -> Style:
    name = value_below(one, "name")
    heading, outline = _HEADING.fullmatch(name), value_below(one, "pPr/outlineLvl")
    level = int(heading["level"]) if heading else 0
    if outline.isdigit() and int(outline) < _BODY:
        level = int(outline) + 1
    return Style(
        name,
        value_below(one, "basedOn"),
        level,
        value_below(one, "pPr/numPr/numId"),
        value_below(one, "pPr/numPr/ilvl"),
        is_on(one.find(f"{tag('rPr')}/{tag('b')}")),
    )
