"""Whether the pages of an agreed plan show just the words they were given, in their order (design §7)."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from portal.documents.drawn import DrawnElsewhere, DrawnPage, Margins, drawn_pages
from portal.domain.base import Refused

_POINTS_IN_A_MILLIMETRE = 72 / 25.4
_BEFORE, _AFTER = 20, 40
_BULLET = "•"


class NotAsWritten(Refused):
    """A signed copy would show something else than what was signed; the agreement stays as it is."""

    def __init__(self, finding: str) -> None:
        super().__init__(
            f"No signed copy can be made yet, because it would not show exactly what was signed: {finding}. "
            "Your signatures are safe, and what you agreed stands. Ask Professional Support and Remediation for help."
        )
        self.finding = finding


def require_as_written(pdf: bytes, document: Mapping[str, Any]) -> None:
    """Refuse a PDF of a plan that shows anything else than the document that was given to Typst.

    Raises NotAsWritten with the page and the first words that differ.
    """
    require_drawn(pdf, document, _given(document))


def require_drawn(pdf: bytes, document: Mapping[str, Any], given: Iterable[str]) -> None:
    """The same for a paper of another form, whose words stand in this order."""
    millimetres = document["margins"]
    margins = Margins(**{name: value * _POINTS_IN_A_MILLIMETRE for name, value in millimetres.items()})
    try:
        pages = drawn_pages(pdf, margins)
    except DrawnElsewhere as found:
        raise NotAsWritten(str(found)) from found
    for number, page in enumerate(pages, start=1):
        footer = f"{document['footer']} Page {number} of {len(pages)} {document['contact']}"
        _require_same([DrawnPage(page.footer, "")], footer, number)
    _require_same(pages, " ".join(given), 1)


def differs_at(drawn: str, given: str) -> tuple[int, int] | None:
    """Where two texts first differ when white space does not count, as an offset into each; None when they do not."""
    ours, theirs = _seen(drawn), _seen(given)
    for number in count():
        here = [one[number] if number < len(one) else ("", len(text)) for one, text in ((ours, drawn), (theirs, given))]
        if here[0][0] != here[1][0]:
            return here[0][1], here[1][1]
        if not here[0][0]:
            return None
    return None


def _require_same(pages: list[DrawnPage], given: str, first: int) -> None:
    drawn, given = (unicodedata.normalize("NFC", text) for text in ("".join(page.body for page in pages), given))
    if found := differs_at(drawn, given):
        shows, says = (
            text[max(0, at - _BEFORE) : at + _AFTER].strip() for at, text in zip(found, (drawn, given), strict=True)
        )
        raise NotAsWritten(f"page {_page_of(pages, found[0], first)} would show “{shows}” where the plan says “{says}”")


def _page_of(pages: list[DrawnPage], offset: int, first: int) -> int:
    for number, page in enumerate(pages, start=first):
        offset -= len(page.body)
        if offset < 0:
            return number
    return first + len(pages) - 1


def _seen(text: str) -> list[tuple[str, int]]:
    """The letters that leave a mark on paper, each with its offset."""
    return [(letter, at) for at, letter in enumerate(text) if unicodedata.category(letter)[0] not in "CZ"]


def _given(document: Mapping[str, Any]) -> Iterator[str]:
    """The words of the document in the order in which the template sets them."""
    yield from (document["title"], document["status"])
    yield from _pairs(document["facts"])
    if document["stages"]:
        yield "Stages"
    for stage in document["stages"]:
        yield stage["heading"]
        yield from _pairs(stage["facts"])
    for clause in document["content"]["clauses"]:
        yield from _clause(clause)
    if document["signatures"]:
        yield "Signatures"
        for signature in document["signatures"]:
            yield f"{signature['name']}, {signature['role']} {signature['how']}"
            yield from (f"{_BULLET} {statement}" for statement in signature["statements"])
            yield from (f"Note beside this signature: {note}" for note in [signature["note"]] if note)
        yield "How this document can be checked"
        yield from _pairs(document["checks"])
    if document["form"]:
        yield from _form(document["form"])
        yield "How this paper can be checked"
        yield from _pairs(document["checks"])


def _form(form: Mapping[str, Any]) -> Iterator[str]:
    yield form["heading"]
    yield from form["says"]
    for part in form["parts"]:
        yield part["heading"]
        yield from part["boxes"]
        yield from part["asks"]


def _pairs(rows: list[list[str]]) -> Iterator[str]:
    return (f"{name} {value}" for name, value in rows)


def _clause(clause: Mapping[str, Any]) -> Iterator[str]:
    yield f"{clause['label']} {clause['text']}"
    yield from (f"{name}: {value}" for name, value in clause["fields"])
    for child in clause["children"]:
        yield from _clause(child)
