"""The forms by which PSR pauses a case, and says when it looks at the pause again."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from flask import request

from portal.domain.base import all_at_once
from portal.domain.cases.hold import Why
from portal.web import fields
from portal.web.http import settings


class Pause(TypedDict):
    """Why a case is paused, what PSR notes beside it, and when it looks at it again; what was not chosen is None."""

    why: Why | None
    note: str
    look_again: date | None


def read_pause() -> Pause:
    """What is asked of a pause. Raises Refused, naming each field, for a day that is none and too long a note."""
    with all_at_once() as tried:
        note = tried(fields.text, "pause_note", settings().max_reason_characters)
        look_again = tried(read_look_again)
    chosen = request.form.get("why", "")
    return Pause(why=next((one for one in Why if one.value == chosen), None), note=note, look_again=look_again)


def read_look_again() -> date | None:
    """The day on which PSR looks at it again; None where none is given."""
    return fields.day("look_again") if request.form.get("look_again", "").strip() else None


def read_seen() -> UUID | None:
    """The pause that the page showed; None where it named none."""
    return next(iter(fields.ids("hold")), None)
