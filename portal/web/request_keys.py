"""One form's own key, by which it acts once however often it is sent."""

import hashlib
import hmac
import secrets
from itertools import count

from flask import current_app, g, request
from werkzeug.datastructures import FileStorage

from portal.domain.record.request_key import RequestKey, body_digest, claim
from portal.web import identity
from portal.web.form_key import form_key
from portal.web.unsent import typed

OF_PARTS, MARK, NOBODY = 3, 16, ""
CHOSEN = "new_password"


def new_request_key() -> str:
    """One form's own key, so that a double click acts once; what was refused did nothing, so its form gets another."""
    if "forms" not in g:
        g.page_key, g.forms = new_page_key(), count()
    return f"{g.page_key}{next(g.forms)}"


def new_page_key() -> str:
    """What the keys of one page's forms begin with: it says, to us alone, for whom the page was made."""
    return f"{secrets.token_urlsafe(16)}.{_marks(identity.former_person_id())[0]}."


def is_of_another() -> bool:
    """Whether the form that was sent was opened by somebody else, who was signed in with this browser before."""
    parts = request.form.get("request_key", "").split(".")
    return len(parts) == OF_PARTS and parts[1] not in _marks(identity.former_person_id()) + _marks(NOBODY)


def _marks(person_id: str) -> list[str]:
    """What marks the forms made for this person, by each of our keys, the newest first: it tells nobody who that is."""
    keys = [current_app.config["SECRET_KEY"], *(current_app.config["SECRET_KEY_FALLBACKS"] or [])]
    whose = f"form of {person_id}".encode()
    return [hmac.new(key.encode(), whose, hashlib.sha256).hexdigest()[:MARK] for key in keys]


def claimed() -> RequestKey | None:
    """The row of the form that was sent, which knows a `location` when it came before; None for one without a key."""
    person, key = identity.person(), form_key()
    if not (person and key):
        return None
    fields = typed(list(request.form.items(multi=True)))
    fields += [(name, _digest(file)) for name, file in request.files.items()]
    fields += [(CHOSEN, _keyed(password)) for password in request.form.getlist(CHOSEN)]
    row = claim(g.session, person.id, key, body_digest(request.path, fields), g.now)
    if row.location:
        identity.renew_former()
    return row


def was_answered() -> bool:
    """Whether the form that was sent came before, so that its answer is known."""
    person, key = identity.person(), form_key()
    return bool(person and key and g.session.get(RequestKey, (person.id, key)))


def _keyed(password: str) -> str:
    """By what a password that was chosen is told from another one, and cannot be found from what is kept."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"chosen {password}".encode(), hashlib.sha256).hexdigest()


def _digest(file: FileStorage) -> str:
    digest = hashlib.sha256(file.stream.read()).hexdigest()
    file.stream.seek(0)
    return digest
