"""Documents that come with a request for feedback: each a file, and a line that says what it is."""

from typing import cast

from flask import current_app, request
from werkzeug.datastructures import FileStorage

from portal.documents.scan import Scan, ScanLimits, read_scan
from portal.domain.base import Refused, Tries
from portal.domain.feedback.document import LONGEST_NAME, Attached
from portal.text import UnfitText, clean
from portal.web import fields
from portal.web.http import Portal, settings
from portal.web.prepared import without_a_connection

NO_ABOUT = "Say what this document is."
NO_FILE = "Choose the file, or empty the line that says what it is."
NONE_CHOSEN = "Choose a document."
UNNAMED = "document"


def look_at_documents(tried: Tries) -> None:
    """Look into each document that came with the form, before the lock."""
    for number in _numbers():
        tried(without_a_connection(_document), number)


def read_documents() -> list[Attached]:
    """The documents that came with the form, which may be read again.

    Raises Refused for a file without its line, a line without its file, and for what is no sound PDF, PNG or JPEG.
    """
    return [one for number in _numbers() if (one := _document(number))]


def expect_one() -> None:
    """Refuse a form by which nothing was sent, nor said of a document."""
    said = any(request.form.get(f"document_about-{number}", "").strip() for number in _numbers())
    if not said and not any(file.filename for file in request.files.values()):
        raise Refused(NONE_CHOSEN, "document-1")


def _numbers() -> range:
    return range(1, settings().max_feedback_documents_at_once + 1)


def _document(number: int) -> Attached | None:
    """What came in the fields of this number; None where nothing did."""
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
    scan = _scan(file, field)
    return Attached(field, scan.body, scan.file_type, _name(file), about, health)


def _scan(file: FileStorage, field: str) -> Scan:
    body = bytes(file.read())
    file.stream.seek(0)
    limits = ScanLimits(settings().max_feedback_document_bytes, settings().max_scan_million_dots)
    return read_scan(body, limits, cast(Portal, current_app).examiner.paged, field)


def _name(file: FileStorage) -> str:
    """What the file was called where it came from, without its folders."""
    last = (file.filename or "").rpartition("/")[2]
    try:
        return clean(last[-LONGEST_NAME:], LONGEST_NAME, lines=False) or UNNAMED
    except UnfitText:
        return UNNAMED
