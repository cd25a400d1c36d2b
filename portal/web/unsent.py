"""What a person was typing when their session ended: sealed, and given back to the same person only.

It waits in the page that asks to sign in, which others may open who use the same browser: nobody can read it there.
"""

import json
import re
import zlib
from functools import cache
from typing import NamedTuple

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from portal.domain.people.sealing import Sealing
from portal.subjects import modules_of

PURPOSE = "unsent words"
LONGEST_SECONDS = 24 * 60 * 60
OURS = {"csrf_token", "request_key", "password", "new_password", "code", "present_code", "sealed_secret"}
OURS |= {"by", "passkey", "sealed_challenge"}
LONG = 80
_NUMBER = re.compile(r"-[0-9]{1,4}$", re.ASCII)
SAME_ORIGIN = "same-origin"
COME_WITH_IT = {
    "digest",
    "fingerprint",
    "revision",
    "seen",
    "shown",
    "next",
    "then",
    "part",
    "answers_to",
    "restores",
    "kind",
    "begin_with",
    "read_note",
}


class Unsent(NamedTuple):
    """A form that was not sent: where it was going, its fields, and its own key, by which it still acts only once."""

    path: str
    fields: list[tuple[str, str]]
    key: str = ""

    @property
    def thing(self) -> str:
        """The page of what it was about, as /proposals/1 is for /proposals/1/assents."""
        parts = self.path.split("/")
        return "/".join(parts[:3]) if len(parts) > 3 else "/"

    @property
    def written(self) -> list[tuple[str, str, str]]:
        """What a person wrote in it, as (name, label, value)."""
        named = [(name, label_of(name), value) for name, value in self.fields if value]
        return [(name, label or name.capitalize(), value) for name, label, value in named if label or _is_long(value)]

    @property
    def rest(self) -> list[tuple[str, str]]:
        """Its other fields, which were chosen or came with it."""
        written = {name for name, _, _ in self.written}
        return [(name, value) for name, value in self.fields if name not in written]

    @property
    def is_worth_keeping(self) -> bool:
        """Whether anything would be lost with it; a button alone is better pressed again by who sees what it is for."""
        return bool(self.written) or any(value and name not in COME_WITH_IT for name, value in self.fields)


@cache
def labels() -> dict[str, str]:
    """What each field that a person writes in is called: every subject says it of its own forms, in `labels.py`.

    Raises ValueError where two subjects call one field by different words.
    """
    found: dict[str, str] = {}
    for module in modules_of("forms"):
        for name, label in getattr(module, "LABELS", {}).items():
            if found.setdefault(name, label) != label:
                raise ValueError(f"The field {name} is called both {found[name]} and {label}.")
    return found


def label_of(name: str | None) -> str:
    """What this field is called; reason-2 is called what every reason is. "" for one in which nobody writes.

    A part of a request that was not made by a browser may have no name.
    """
    if name is None:
        return ""
    return labels().get(name) or labels().get(_NUMBER.sub("", name), "")


def seal_unsent(person_id: str, path: str, fields: list[tuple[str, str]]) -> str:
    """Seal a form for this person; "" when the session was nobody's."""
    if not person_id:
        return ""
    form = json.dumps([person_id, path, typed(fields), dict(fields).get("request_key", "")])
    return _sealing().seal_bytes(zlib.compress(form.encode()))


def typed(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a person typed that may be shown again: not the form's own keys, never a password."""
    return [(name, value) for name, value in fields if name and name not in OURS]


def is_ours() -> bool:
    """Whether this request comes from one of our own pages, as far as the browser says."""
    return request.headers.get("Sec-Fetch-Site", SAME_ORIGIN) == SAME_ORIGIN


def typed_words() -> list[str]:
    """What a person wrote in the form that was sent, to give it back where it could not be taken."""
    try:
        fields = list(request.form.items(multi=True)) if is_ours() else []
    except RequestEntityTooLarge:
        return []
    return [value for name, value in typed(fields) if label_of(name) and value.strip()]


def give_back(sealed: str, person_id: str) -> Unsent | None:
    """The form that was sealed for this person; None for anybody else, or after a day."""
    form = _sealing().opened_bytes(sealed, seconds=LONGEST_SECONDS)
    if form is None:
        return None
    owner, path, fields, key = json.loads(zlib.decompress(form))
    return Unsent(path, [(name, value) for name, value in fields], key) if owner == person_id else None


def _is_long(value: str) -> bool:
    return len(value) > LONG or "\n" in value


def _sealing() -> Sealing:
    return Sealing([current_app.config["SECRET_KEY"], *(current_app.config["SECRET_KEY_FALLBACKS"] or [])], PURPOSE)
