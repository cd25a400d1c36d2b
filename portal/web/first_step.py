"""Between the password and the code: who has given the first in this browser, for a few minutes, and is nobody yet."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import cast
from uuid import UUID

from flask import current_app
from flask import session as cookie
from sqlalchemy.orm import Session

from portal.domain.people import passkey, second_factor
from portal.domain.people.person import Person
from portal.web import identity
from portal.web.http import Portal, now, session

GIVEN = "first_step"
LONGEST = timedelta(minutes=10)
Show = Callable[[Session, Person], None]


def keep(person: Person) -> None:
    """Keep in the signed cookie of this browser that the password was right, and when."""
    cookie[GIVEN] = [str(person.id), now().timestamp(), _mark(person)]


def given_by() -> Person | None:
    """Whose code this browser may give: nobody's after ten minutes, nor once the account is changed."""
    person_id, at, mark = cookie.get(GIVEN) or ("", 0, "")
    if not person_id or now().timestamp() - at > LONGEST.total_seconds():
        return None
    person = session().get(Person, UUID(person_id))
    return person if person and person.closed_at is None and mark == _mark(person) else None


def finish(person: Person, show: Show) -> None:
    """Sign them in, in the transaction in which what they show of their second step is used up."""
    database = cast(Portal, current_app).database
    identity.start(database, person, now(), first=lambda writing: show(writing, person))


def which() -> str:
    """What tells this signing in from any other one: no answer to its challenge counts in another."""
    return f"signing in {cookie.get(GIVEN)}"


def _mark(person: Person) -> str:
    """What is another one once the password is, or the app, or a passkey: it tells nobody which they are."""
    app, passkeys = second_factor.of(session(), person.id), passkey.of(session(), person.id)
    kept = [person.password_hash, str(app.id) if app else "", *(str(one.id) for one in passkeys)]
    return hashlib.sha256(" ".join(kept).encode()).hexdigest()[:32]
