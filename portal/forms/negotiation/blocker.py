"""The form in which a party says what it waits for."""

from datetime import date
from typing import TypedDict

from portal.domain.base import all_at_once
from portal.domain.negotiation.blocker import NO_WHY, Why
from portal.web import fields
from portal.web.http import settings


class Named(TypedDict):
    """What a party waits for, from which day, and until about when."""

    why: Why
    words: str
    first: date
    until: date


def named() -> Named:
    """What the form that was sent says; Refused for all that is missing or wrong."""
    with all_at_once() as tried:
        return Named(
            why=tried(fields.chosen, "why", Why, NO_WHY),
            words=tried(fields.text, "words", settings().max_blocker_characters, lines=False),
            first=tried(fields.day, "first"),
            until=tried(fields.day, "until"),
        )
