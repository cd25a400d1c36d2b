"""A Word file as it is read: its paragraphs, with its revisions accepted, rejected or as they stand."""

from pathlib import Path

from portal.documents.word.names import tag
from portal.documents.word.package import Package
from portal.documents.word.revisions import Revisions, settle
from portal.documents.word.words import shown_text

__all__ = ["read_paragraphs"]

_MOST_BYTES = 50_000_000


def read_paragraphs(path: Path, revisions: Revisions = "accepted") -> list[str]:
    """The text of each paragraph of a Word file in order, table cells included.

    With revisions "tracked" what was taken out stands beside what was put in. Raises Unreadable for a file that is no
    Word file.
    """
    body = Package(path.read_bytes(), most_bytes=_MOST_BYTES).document
    settle(body, revisions)
    return [shown_text(paragraph) for paragraph in body.iter(tag("p"))]
