"""What was pasted from Word or another text between the clauses of a draft, or among the words of one."""

from typing import NamedTuple

from flask import request

from portal.documents.reading import Limits, Reading, Unreadable, read_part
from portal.domain.base import Refused
from portal.domain.plans.content import Content

NOTHING = "Paste the words to add."
NO_CLAUSE = "There would be nothing to add. Choose what should become of the lines below."


class Field(NamedTuple):
    """Where words were pasted: the name of the field, the page that has it, and the act that it is sent to."""

    name: str
    page: str
    act: str


AFTER = Field("pasted", "draft_additions.new", "draft_pastes.create")
INTO = Field("text", "draft_clauses.edit", "draft_pastes.read_into")


def read_pasted(limits: Limits, field: Field) -> Reading:
    """The clauses in the sent form's field; Refused when there are no words, or they cannot be read."""
    typed = request.form.get(field.name, "")
    if not typed.strip():
        raise Refused(NOTHING, field.name)
    try:
        return read_part(typed.encode(), limits=limits)
    except Unreadable as unreadable:
        raise Refused(str(unreadable), field.name) from unreadable


def pasted_before(limits: Limits, field: Field) -> Content | None:
    """What was read of the words whose doubtful lines the sent form settles; None where it settles none."""
    if "become-0" not in request.form:
        return None
    try:
        return read_pasted(limits, field).content
    except Refused:
        return None


def expect_clauses(content: Content, field: Field) -> None:
    if not content.clauses:
        raise Refused(NO_CLAUSE, field.name)


def carried() -> list[tuple[str, str]]:
    """What the form of the clause sent beside its words, so that the page after reading sends it too."""
    names = [name for name in request.form if name.startswith("value-") or name in ("shown", "seen", "health")]
    return [(name, request.form[name]) for name in names]
