"""The answers of the signing page that sign nothing: more time for advice, or an explanation first."""

from dataclasses import dataclass
from datetime import date

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.web import fields

LATER, ASKS = "later", "asks"
CHOOSE_WHICH = "Choose “Not yet” on this page first: that you need until a day, or that you ask for an explanation."
NOTE_UNSENT = (
    "A note is kept only with your signature, and you do not sign yet. "
    "Copy it if you want it later, and take it out here."
)


@dataclass(frozen=True)
class NotYet:
    """Until when more time is taken, and whether an explanation is asked for; nothing is signed."""

    until: date | None
    asks: bool


def answered(member: Membership) -> NotYet | None:
    """What was answered instead of signing; None where the form is meant to sign.

    Raises Refused for a day that is none, and for a note, so that it is not lost; and where "not yet" is sent and was
    chosen nowhere.
    """
    later = request.form.get("advice") == LATER
    asks = request.form.get("explained") == ASKS
    if member.party is not Party.PRACTITIONER:
        return None
    if not (later or asks):
        if "not_yet" in request.form:
            raise Refused(CHOOSE_WHICH, "advice")
        return None
    with all_at_once() as tried:
        until = tried(fields.day, "until") if later else None
        tried(_expect_no_note)
    return NotYet(until, asks)


def _expect_no_note() -> None:
    if request.form.get("note", "").strip():
        raise Refused(NOTE_UNSENT, "note")
