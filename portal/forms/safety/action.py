"""The forms that record an action taken for safety, and who told the practitioner of it."""

from datetime import date
from typing import TypedDict

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.safety.action import NO_WHAT, NO_WHY
from portal.domain.safety.told import Company, Told
from portal.web import fields
from portal.web.http import settings


class Taken(TypedDict):
    """What is done, why, from which day, and who told the practitioner; None where nobody has."""

    what: str
    why: str
    from_when: date
    told: Told | None


def taken() -> Taken:
    """The action in the form that was sent; Refused for all that is missing or wrong."""
    most = settings().max_reason_characters
    with all_at_once() as tried:
        return Taken(
            what=tried(fields.required, "what", most, NO_WHAT, lines=True),
            why=tried(fields.required, "why", most, NO_WHY, lines=True),
            from_when=tried(fields.day, "from_when"),
            told=tried(told) if request.form.get("told") == "yes" else None,
        )


def told() -> Told:
    """What is said of the talk with the practitioner; safety waits for no answer, so each may stay open."""
    day = request.form.get("told_on", "").strip()
    with all_at_once() as tried:
        return Told(
            who=tried(fields.text, "who", settings().max_teller_characters, lines=False),
            day=tried(fields.day, "told_on") if day else None,
            company=tried(_company),
        )


def _company() -> Company | None:
    chosen = request.form.get("company", "")
    try:
        return Company(chosen) if chosen else None
    except ValueError:
        raise Refused("Choose who is with them, or leave it open.", "company") from None
