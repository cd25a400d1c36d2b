"""What was pasted from Word or another text between the clauses of a draft."""

from flask import request

from portal.documents.reading import Limits, Reading, Unreadable, read_part
from portal.domain.base import Refused
from portal.domain.plans.content import Content

NOTHING = "Paste the words to add."
NO_CLAUSE = "There would be nothing to add. Choose what should become of the lines below."


def read_pasted(limits: Limits) -> Reading:
    """The clauses in the sent form's `pasted`; Refused when there are no words, or they cannot be read."""
    typed = request.form.get("pasted", "")
    if not typed.strip():
        raise Refused(NOTHING, "pasted")
    try:
        return read_part(typed.encode(), limits=limits)
    except Unreadable as unreadable:
        raise Refused(str(unreadable), "pasted") from unreadable


def pasted_before(limits: Limits) -> Content | None:
    """What was read of the words whose doubtful lines the sent form settles; None where it settles none."""
    if "become-0" not in request.form:
        return None
    try:
        return read_pasted(limits).content
    except Refused:
        return None


def expect_clauses(content: Content) -> None:
    if not content.clauses:
        raise Refused(NO_CLAUSE, "pasted")
