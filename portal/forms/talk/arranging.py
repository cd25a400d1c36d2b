"""The fields of asking for a call, of offers to talk, and of what PSR or a party says about a talk that was."""

from typing import Any

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.talk.call import NO_TIMES
from portal.domain.talk.offer import How
from portal.domain.talk.offering import NO_TIME
from portal.web.fields import count, day, required, text
from portal.web.http import settings


def call() -> dict[str, str]:
    """When a call would suit, on which number, and what about; all that is wrong with them at once."""
    most = settings().max_call_characters
    with all_at_once() as tried:
        return {
            "times": tried(required, "times", most, NO_TIMES, lines=True),
            "phone": tried(text, "phone", settings().max_phone_characters, lines=False),
            "about": tried(text, "about", most),
        }


def offered() -> dict[str, Any]:
    """The times of an offer, one on each line, and how people would talk; all that is wrong with them at once."""
    with all_at_once() as tried:
        return {"times": tried(_times), "how": tried(_how)}


def chosen() -> int:
    """The number of the time that suits; 0 when none was chosen."""
    return count("chosen")


def said() -> str:
    """What somebody wrote in their own words."""
    return text("words", settings().max_reason_characters)


def rang() -> dict[str, Any]:
    """On which day PSR rang, and whether somebody answered; all that is wrong with them at once."""
    with all_at_once() as tried:
        return {"spoke": tried(_spoke), "day": tried(day, "day")}


def met() -> dict[str, Any]:
    """On which day PSR met both parties, or did not, and what it says of that; all that is wrong at once."""
    with all_at_once() as tried:
        return {"day": tried(day, "day"), "words": tried(said)}


def _times() -> list[str]:
    typed = required("times", settings().max_call_characters, NO_TIME, lines=True)
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    most = settings().max_time_characters
    if any(len(line) > most for line in lines):
        raise Refused(f"Write each time on a line of its own, with at most {most} characters.", "times")
    return lines


def _spoke() -> bool:
    kind = request.form.get("kind", "")
    if kind not in ("spoke", "tried"):
        raise Refused("Say whether you spoke, or tried without an answer.", "day")
    return kind == "spoke"


def _how() -> How:
    try:
        return How(request.form.get("how"))
    except ValueError:
        raise Refused("Choose how you would talk.", "how") from None
