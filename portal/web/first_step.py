"""Between the first step and the code: who has given a password, or was vouched for, and is nobody yet, for minutes."""

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

GIVEN, VOUCHED_BY = "first_step", "first step vouched by"
LONGEST = timedelta(minutes=10)
Show = Callable[[Session, Person], None]


def keep(person: Person, vouched_by: UUID | None = None) -> None:
    """Keep in this browser's signed cookie that the password was right, and when; or which account vouched for them."""
    cookie[GIVEN] = [str(person.id), now().timestamp(), _mark(person)]
    cookie[VOUCHED_BY] = str(vouched_by or "")


def given_by() -> Person | None:
    """Whose code this browser may give: nobody's after ten minutes, nor once the account is changed."""
    person_id, at, mark = cookie.get(GIVEN) or ("", 0, "")
    if not person_id or now().timestamp() - at > LONGEST.total_seconds():
        return None
    person = session().get(Person, UUID(person_id))
    return person if person and person.closed_at is None and mark == _mark(person) else None


def finish(person: Person, show: Show) -> None:
    """Sign them in, in the transaction in which what they show of their second step is used up."""
    database, account = cast(Portal, current_app).database, cookie.get(VOUCHED_BY)
    vouched_by = UUID(account) if account else None
    identity.start(database, person, now(), first=lambda writing: show(writing, person), vouched_by=vouched_by)


def which() -> str:
    """What tells this signing in from any other one: no answer to its challenge counts in another."""
    return f"signing in {cookie.get(GIVEN)}"


def _mark(person: Person) -> str:
    """What is another one once the password is, or the app, or a passkey: it tells nobody which they are."""
    app, passkeys = second_factor.of(session(), person.id), passkey.of(session(), person.id)
    kept = [person.password_hash, str(app.id) if app else "", *(str(one.id) for one in passkeys)]
    return hashlib.sha256(" ".join(kept).encode()).hexdigest()[:32]
