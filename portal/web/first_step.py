"""Between the password and the code: who has given the first in this browser, for a few minutes, and is nobody yet."""

import hashlib
from datetime import timedelta
from uuid import UUID

from flask import session as cookie

from portal.domain.people import second_factor
from portal.domain.people.person import Person
from portal.web.http import now, session

GIVEN = "first_step"
LONGEST = timedelta(minutes=10)


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


def _mark(person: Person) -> str:
    """What is another one once the password is, or the app: it tells nobody which they are."""
    app = second_factor.of(session(), person.id)
    return hashlib.sha256(f"{person.password_hash} {app.id if app else ''}".encode()).hexdigest()[:32]
