"""Who is signed in with a browser of the tests."""

from datetime import UTC, datetime
from typing import Any

from portal.domain.people import sign_in
from portal.domain.people.person import Person
from portal.web.http import Portal


def cookie_of(app: Portal, person: Person) -> dict[str, Any]:
    """What the cookie of this person holds, who has just signed in."""
    now = datetime.now(UTC)
    with app.database.writing() as session:
        token = sign_in.begin(session, person, device="A browser", at=now, hours=app.settings.session_hours)
    return {"_user_id": token, "_fresh": True, "seen": now.timestamp(), "whose": str(person.id)}
