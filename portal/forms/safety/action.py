"""The form that records an action taken for safety."""

from datetime import date
from typing import TypedDict

from portal.domain.base import all_at_once
from portal.domain.safety.action import NO_WHAT, NO_WHY
from portal.web import fields
from portal.web.http import settings


class Taken(TypedDict):
    """What is done, why, and from which day."""

    what: str
    why: str
    from_when: date


def taken() -> Taken:
    """The action in the form that was sent; Refused for all that is missing or wrong."""
    most = settings().max_reason_characters
    with all_at_once() as tried:
        return Taken(
            what=tried(fields.required, "what", most, NO_WHAT, lines=True),
            why=tried(fields.required, "why", most, NO_WHY, lines=True),
            from_when=tried(fields.day, "from_when"),
        )
