"""The forms by which somebody shows PSR a comment, and by which PSR answers."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from flask import request

from portal.domain.base import all_at_once
from portal.domain.talk.concern import Does
from portal.web import fields
from portal.web.http import settings


class Shown(TypedDict):
    """Which comment is shown to PSR, and why; what was not chosen is None."""

    comment_id: UUID | None
    why: str


class Answered(TypedDict):
    """What PSR does, why, and until when a pause lasts."""

    kind: Does | None
    reason: str
    until: date | None


def read_shown() -> Shown:
    """What the form says. Raises Refused for too long a text."""
    chosen = next(iter(fields.ids("comment")), None)
    return Shown(comment_id=chosen, why=fields.text("hurts", settings().max_reason_characters))


def read_answered() -> Answered:
    """What the form says. Raises Refused, naming each field, for a day that is none and too long a text."""
    kind = next((one for one in Does if one.value == request.form.get("kind")), None)
    with all_at_once() as tried:
        reason = tried(fields.text, "told_reason", settings().max_reason_characters)
        until = tried(_until) if kind and kind.pauses else None
    return Answered(kind=kind, reason=reason, until=until)


def _until() -> date | None:
    return fields.day("until") if request.form.get("until", "").strip() else None
