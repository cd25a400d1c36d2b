"""Documents that come with a request for feedback: each a file, and a line that says what it is."""

from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import FileStorage

from portal.domain.base import Refused
from portal.domain.feedback.document import LONGEST_NAME
from portal.text import UnfitText, clean
from portal.web import fields
from portal.web.http import settings

NO_ABOUT = "Say what this document is."
NO_FILE = "Choose the file, or empty the line that says what it is."
NONE_CHOSEN = "Choose a document."
UNNAMED = "document"


@dataclass(frozen=True)
class Sent:
    """A file that came in this field, its name there, and what is said of it."""

    field: str
    name: str
    body: bytes
    about: str
    health: bool


def fields_of_documents() -> range:
    """The numbers of the documents that a form may send."""
    return range(1, settings().max_feedback_documents_at_once + 1)


def expect_one() -> None:
    """Refuse a form by which nothing was sent."""
    if not any(file.filename for file in request.files.values()):
        raise Refused(NONE_CHOSEN, "document-1")


def sent_document(number: int) -> Sent | None:
    """What came in the fields of this number, which may be read again; None where nothing did.

    Raises Refused for a file without its line, and for a line without its file.
    """
    field, line = f"document-{number}", f"document_about-{number}"
    about = fields.text(line, settings().max_document_line_characters, lines=False)
    health = request.form.get(f"document_health-{number}") == "yes"
    file = request.files.get(field)
    if file is None or not file.filename:
        if about or health:
            raise Refused(NO_FILE, field)
        return None
    if not about:
        raise Refused(NO_ABOUT, line)
    body = bytes(file.read())
    file.stream.seek(0)
    return Sent(field, _name(file), body, about, health)


def _name(file: FileStorage) -> str:
    """What the file was called where it came from, without its folders."""
    last = (file.filename or "").rpartition("/")[2]
    try:
        return clean(last[-LONGEST_NAME:], LONGEST_NAME, lines=False) or UNNAMED
    except UnfitText:
        return UNNAMED
