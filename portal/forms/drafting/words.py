"""The words of one clause as they were typed on the draft's page."""

import re

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.drafting.draft import Words
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import Place, read_place
from portal.web import fields

CHOOSE_A_PLACE = "Choose where it stands."
_EMPTY_LINE = re.compile(r"\n\s*\n")


def words_of(content: Content, clause: Clause, most: int, *, read: str | None = None) -> Words:
    """What the form says of this clause: the text and each of its parts have so many characters at most.

    `read` is what the reader made of the text, where it was read into several paragraphs.
    """
    with all_at_once() as tried:
        text = tried(fields.text, "text", most) if read is None else read
        names = enumerate(name for name, _ in clause.fields)
        values = tuple((name, tried(fields.text, f"value-{number}", most)) for number, name in names)
    health = clause.health if content.is_first_form else request.form.get("health") == "yes"
    return Words(text, values, health, (request.form.get("shown", ""), request.form.get("seen", "")))


def pieces_of(text: str) -> list[str]:
    """The paragraphs of a text, which stand between its empty lines."""
    return [one.strip() for one in _EMPTY_LINE.split(text) if one.strip()]


def chosen_place() -> Place:
    try:
        return read_place(request.form.get("place", ""))
    except ValueError:
        raise Refused(CHOOSE_A_PLACE, "place") from None
