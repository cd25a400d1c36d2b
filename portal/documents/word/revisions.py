"""The revisions of a Word file, accepted or rejected: in its words, between its paragraphs, and in its tables."""

from typing import Literal

from lxml import etree

from portal.documents.word.names import M, tag

Revisions = Literal["accepted", "rejected", "tracked"]

_PUT_IN, _TAKEN_OUT = ("ins", "moveTo"), ("del", "moveFrom")
_PROPERTIES = {tag(name) for name in ("rPr", "trPr", "pPr")} | {tag("ctrlPr", M)}
_CELLS = {"accepted": "cellDel", "rejected": "cellIns"}


def settle(body: etree._Element, revisions: Revisions) -> bool:
    """Let a document say what it says once its revisions are accepted, or rejected; whether it had any."""
    marks = {tag(name) for name in (*_PUT_IN, *_TAKEN_OUT)}
    has_any = next(body.iter(*marks), None) is not None
    if revisions != "tracked":
        kept, gone = (_PUT_IN, _TAKEN_OUT) if revisions == "accepted" else (_TAKEN_OUT, _PUT_IN)
        _settle_tables(body, gone, _CELLS[revisions])
        _settle_mathematics(body, gone)
        for element in list(body.iter(*map(tag, gone))):
            if (parent := element.getparent()) is not None and parent.tag not in _PROPERTIES:
                parent.remove(element)
        _join_paragraphs(body, gone)
        for element in list(body.iter(*map(tag, kept))):
            if (parent := element.getparent()) is not None and parent.tag not in _PROPERTIES:
                _unwrap(element)
    return has_any


def _settle_tables(body: etree._Element, gone: tuple[str, ...], cell: str) -> None:
    """Take out the rows and cells that go."""
    for row in list(body.iter(tag("tr"))):
        if any(row.find(f"{tag('trPr')}/{tag(name)}") is not None for name in gone):
            _take_out(row)
    for each in list(body.iter(tag("tc"))):
        if each.find(f"{tag('tcPr')}/{tag(cell)}") is not None:
            _take_out(each)
    for table in list(body.iter(tag("tbl"))):
        if table.find(tag("tr")) is None:
            _take_out(table)


def _settle_mathematics(body: etree._Element, gone: tuple[str, ...]) -> None:
    """Take out what stands in a formula under a sign that goes."""
    for properties in list(body.iter(tag("ctrlPr", M))):
        if any(properties.find(tag(name)) is not None for name in gone):
            above = properties.getparent()
            structure = above.getparent() if above is not None else None
            if structure is not None and structure.getparent() is not None:
                _take_out(structure)


def _join_paragraphs(body: etree._Element, gone: tuple[str, ...]) -> None:
    """Let the words of a paragraph whose end goes stand before those of the next."""
    ends = [f"{tag('pPr')}/{tag('rPr')}/{tag(name)}" for name in gone]
    for paragraph in reversed(list(body.iter(tag("p")))):  # from the end, so that words are moved but once
        if not any(paragraph.find(end) is not None for end in ends):
            continue
        following = _next_paragraph(paragraph)
        if following is None:
            if not _has_content(paragraph):
                _take_out(paragraph)
            continue
        at = 1 if following.find(tag("pPr")) is not None else 0
        for child in reversed([child for child in paragraph if child.tag != tag("pPr")]):
            following.insert(at, child)
        _take_out(paragraph)


def _next_paragraph(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph that a paragraph flows into when its end goes; None before a table, or at the end."""
    for sibling in paragraph.itersiblings():
        if sibling.tag == tag("p"):
            return sibling
        if sibling.tag == tag("tbl"):
            return None
        if sibling.tag == tag("sdt"):
            return next(sibling.iter(tag("p")), None)
    return None


def _has_content(paragraph: etree._Element) -> bool:
    return any(child.tag != tag("pPr") for child in paragraph)


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)
