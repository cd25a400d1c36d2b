"""The words of a paragraph of a Word file, as a reader sees them."""

from collections.abc import Iterator

from lxml import etree

from portal.documents.word.names import M, tag
from portal.documents.word.styles import is_on, value_of

_TEXTS = {tag("t"), tag("delText"), tag("t", M)}
_SIGNS = {tag("noBreakHyphen"): "-", tag("br"): "\n", tag("cr"): "\n", tag("tab"): "\t"}
_NOTES = {tag("footnoteReference"): "footnotes", tag("endnoteReference"): "endnotes"}
_PICTURES = (tag("drawing"), tag("pict"), tag("object"))
_BOX = tag("txbxContent")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def shown_text(paragraph: etree._Element) -> str:
    """All words of a paragraph, formulas included; a tab is a tab. Codes of fields are no words."""
    words = []
    for node in paragraph.iter(*_TEXTS, tag("tab")):
        if node.tag in _TEXTS:
            words.append(node.text or "")
        elif (parent := node.getparent()) is not None and parent.tag == tag("r"):
            words.append("\t")
    return "".join(words)


class Words:
    """The words of one paragraph by itself: what else it holds stands beside them.

    `notes` are the kinds and ids of its notes, `boxes` its text boxes.
    """

    def __init__(self, paragraph: etree._Element, noted: list[tuple[str, str]]) -> None:
        self.notes: list[tuple[str, str]] = []
        self.boxes = [box for box in paragraph.iter(_BOX) if _paragraph_of(box) is paragraph]
        pictures = (one for one in paragraph.iter(*_PICTURES) if _paragraph_of(one) is paragraph)
        self.has_picture = any(next(one.iter(_BOX), None) is None for one in pictures)
        self.noted = noted
        self.text = "".join(self._parts(paragraph)).strip()

    def _parts(self, paragraph: etree._Element) -> Iterator[str]:
        for node in _own(paragraph):
            if node.tag in _TEXTS:
                yield node.text or ""
            elif node.tag in _NOTES:
                note = (_NOTES[node.tag], value_of(node, "id"))
                self.noted.append(note)
                self.notes.append(note)
                yield str(len(self.noted)).translate(_RAISED)
            elif node.tag == tag("sym"):
                yield _symbol(value_of(node, "char"))
            elif (parent := node.getparent()) is not None and parent.tag == tag("r"):
                yield _SIGNS[node.tag]


def is_all_bold(paragraph: etree._Element) -> bool:
    """Whether every word of a paragraph is bold by itself."""
    runs = [run for run in paragraph.iter(tag("r")) if "".join(text.text or "" for text in run.iter(tag("t"))).strip()]
    return bool(runs) and all(is_on(run.find(f"{tag('rPr')}/{tag('b')}")) for run in runs)


def _own(element: etree._Element) -> Iterator[etree._Element]:
    """Everything in a paragraph that makes words, what stands in text boxes aside."""
    wanted = _TEXTS | _NOTES.keys() | _SIGNS.keys() | {tag("sym")}
    for node in element.iter(*wanted):
        if _paragraph_of(node) is element:
            yield node


def _paragraph_of(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(tag("p")), None)


def _symbol(code: str) -> str:
    """A sign of a font of signs; those that have no place of their own are read as a bullet."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= number <= 0xF8FF else chr(number) if 32 <= number < 0xD800 else ""
