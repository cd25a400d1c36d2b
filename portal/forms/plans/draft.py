"""A draft as it was typed or chosen, read into a plan."""

from flask import request
from werkzeug.datastructures import FileStorage

from portal.documents.reading import Limits, Reading, Unreadable, in_new_form, read
from portal.domain.base import Refused
from portal.domain.plans.plan import Plan
from portal.library.templates import templates

MENDED = "Somebody has changed the draft since you opened this page. Read it as it is now, then do this again."


def read_draft(limits: Limits) -> Reading:
    """The plan in the sent form's `text` or `file`, or the `template` that it names, in the form of plans now.

    Raises Refused, naming the field, when there is neither or both, or when it cannot be read.
    """
    if name := request.form.get("template"):
        return _of_template(name, limits)
    typed, file = request.form.get("text", ""), request.files.get("file")
    chosen = _bytes(file) if file and file.filename else None
    if chosen is not None and typed.strip():
        raise Refused("Paste the words or choose a file, not both. Empty one of them.", "text")
    if chosen is None and not typed.strip():
        raise Refused("Paste the words of the plan, or choose a file.", "text")
    try:
        return in_new_form(read(typed.encode() if chosen is None else chosen, limits=limits))
    except Unreadable as unreadable:
        raise Refused(str(unreadable), "text" if chosen is None else "file") from unreadable


def _of_template(name: str, limits: Limits) -> Reading:
    template = templates().get(name)
    if template is None:
        raise Refused("This template is not there any more. Choose another.", "template")
    return in_new_form(read(template.markdown.encode(), limits=limits))


def _bytes(file: FileStorage) -> bytes:
    file.stream.seek(0)
    return bytes(file.read())


def expect_shown(plan: Plan) -> None:
    """Refuse when the draft is no longer the one that the page showed."""
    if request.form.get("fingerprint") != plan.draft_fingerprint:
        raise Refused(MENDED)


def is_to_be_kept(reading: Reading) -> bool:
    """Whether nothing was left unread, or its reader chose to keep what was read."""
    return not reading.not_understood or request.form.get("keep") == "yes"
