"""A device that has signed in before is known for that account: strangers who guess cannot keep its owner out there.

Its cookie holds a random token, signed for one account with the password that it has: no other account takes it, and a
changed password makes every device unknown but the one on which it was changed.
"""

import secrets
from datetime import timedelta
from typing import TypeVar

from flask import current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from portal.domain.people.person import Person
from portal.domain.people.sign_in import hash_of

HOLDS = timedelta(days=400)  # as long as browsers keep a cookie
Answer = TypeVar("Answer", bound=Response)


def name_of_this(person: Person | None) -> str:
    """Under what guesses from this device are counted; "" where it is not known for this account."""
    token = _token(person)
    return f"Device {hash_of(token)}" if token else ""


def remember(answer: Answer, person: Person) -> Answer:
    """This answer, by which the device is known for this person: by its token, where it has one already."""
    answer.set_cookie(
        cookie_name(),
        _seal(person).dumps(_token(person) or secrets.token_urlsafe(32)),
        max_age=HOLDS,
        httponly=True,
        samesite="Lax",
        secure=not g.settings.demo,
    )
    return answer


def _token(person: Person | None) -> str:
    """The token that this device holds for this account; to find out that it holds none for nobody takes as long."""
    try:
        return str(_seal(person).loads(request.cookies.get(cookie_name(), ""), max_age=int(HOLDS.total_seconds())))
    except BadData:
        return ""


def cookie_name() -> str:
    """What the cookie by which a device is known is called."""
    return "portal-device" if g.settings.demo else "__Host-portal-device"


def _seal(person: Person | None) -> URLSafeTimedSerializer:
    keys = [current_app.config["SECRET_KEY"], *(current_app.config["SECRET_KEY_FALLBACKS"] or [])]
    whose = f"{person.id} {person.password_hash}" if person else "nobody"
    return URLSafeTimedSerializer(list(reversed(keys)), salt=f"known-device {whose}")
