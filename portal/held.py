"""What a person was typing when their session ended: sealed, and given back to the same person only."""

from typing import NamedTuple

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

LONGEST_SECONDS = 24 * 60 * 60
OURS = {"csrf_token", "request_key", "password"}


class Held(NamedTuple):
    """A form that was not sent: where it was going, and its fields."""

    path: str
    fields: list[tuple[str, str]]


def hold(person_id: str, path: str, fields: list[tuple[str, str]]) -> str:
    """Seal a form for this person; "" when the session was nobody's."""
    if not person_id:
        return ""
    return _seal().dumps([person_id, path, typed(fields)])


def typed(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a person typed that may be shown again: not the form's own keys, never a password."""
    return [(name, value) for name, value in fields if name not in OURS]


def give_back(sealed: str, person_id: str) -> Held | None:
    """The form that was held for this person; None for anybody else, or after a day."""
    try:
        owner, path, fields = _seal().loads(sealed, max_age=LONGEST_SECONDS)
    except BadData:
        return None
    return Held(path, [(name, value) for name, value in fields]) if owner == person_id else None


def _seal() -> URLSafeTimedSerializer:
    keys = [current_app.config["SECRET_KEY"], *(current_app.config["SECRET_KEY_FALLBACKS"] or [])]
    return URLSafeTimedSerializer(list(reversed(keys)), salt="held-input")
