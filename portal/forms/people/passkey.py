"""The forms that make or show a passkey: what a device must sign waits in the form itself, sealed, for one act."""

from flask import request
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from portal.domain.base import Refused
from portal.domain.people import challenge as challenges
from portal.domain.people.sealing import Sealing
from portal.web.http import settings

PURPOSE = "challenge of a passkey"
TOO_OLD = "This page was open for more than ten minutes. Try again."
NONE_GIVEN = "No passkey was given. They need JavaScript, and a browser that has them."


def shown_challenge(act: str) -> tuple[bytes, str]:
    """A new challenge, and as it is sealed for this act alone: an answer to it counts nowhere else."""
    challenge = challenges.new_challenge()
    return challenge, _sealing().seal(f"{bytes_to_base64url(challenge)} {act}")


def sent_challenge(act: str) -> bytes:
    """The challenge in the form, as it was sealed for this act a short while ago; Refused for anything else."""
    seconds = int(challenges.HOLDS.total_seconds())
    opened = _sealing().opened(request.form.get("sealed_challenge", ""), seconds=seconds) or ""
    challenge, _, sealed_for = opened.partition(" ")
    if not challenge or sealed_for != act:
        raise Refused(TOO_OLD, challenges.FIELD)
    return base64url_to_bytes(challenge)


def answer() -> str:
    """What the browser says for the device; Refused where it says nothing."""
    said = request.form.get(challenges.FIELD, "")
    if not said:
        raise Refused(NONE_GIVEN, challenges.FIELD)
    return said


def _sealing() -> Sealing:
    return Sealing(settings().secret_keys, PURPOSE)
