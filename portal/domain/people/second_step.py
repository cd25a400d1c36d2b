"""The second step of signing in as a whole: an app, passkeys, and the recovery codes that stand in for either."""

import uuid
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.people import passkey, recovery, second_factor
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.passkey import Passkey, Site
from portal.domain.people.person import Person, locked

SET_UP_JUST_NOW = "A second step was set up for this account just now. Sign in again."
THE_LAST = "This is the only second step that you have. Add another passkey or an app first, then take this one off."


def is_set_up(session: Session, person_id: uuid.UUID) -> bool:
    """Whether this person has an app or a passkey."""
    return second_factor.of(session, person_id) is not None or bool(passkey.of(session, person_id))


def expect_none(session: Session, person: Person) -> None:
    """Refuse the password alone of who set a second step up just now."""
    if is_set_up(session, person.id):
        raise Refused(SET_UP_JUST_NOW, "email")


def add_passkey(
    session: Session, person: Person, name: str, made: str, challenge: bytes, at: datetime, *, site: Site, most: int
) -> list[str]:
    """Keep a passkey; the recovery codes, which nobody keeps, where it is the first that they set up."""
    person = locked(session, person.id)
    is_first = not is_set_up(session, person.id)
    passkey.add(session, person, name, made, challenge, at, site=site, most=most)
    return recovery.renew(session, person.id) if is_first else []


def take_passkey_off(session: Session, person: Person, one: Passkey, at: datetime) -> None:
    """Take off a passkey that is not the last second step which this person has; Refused for that one."""
    person = locked(session, person.id)
    if second_factor.of(session, person.id) is None and len(passkey.of(session, person.id)) == 1:
        raise Refused(THE_LAST)
    passkey.take_off(session, person, one, at)


def renew_codes(session: Session, person: Person, at: datetime, *, shown_by: Callable[[Person], None]) -> list[str]:
    """Other recovery codes from now on, once they have shown their app or passkey; those before are worth nothing."""
    person = locked(session, person.id)
    shown_by(person)
    note(session, person.id, AccountChange.CODES_RENEWED, at, by_id=person.id)
    return recovery.renew(session, person.id)


def remove(session: Session, person: Person, at: datetime, *, said: str, by_id: uuid.UUID | None = None) -> None:
    """Take all of it off, for who has lost it and the codes; `said` is who checked who they are, and how."""
    person = locked(session, person.id)
    if not is_set_up(session, person.id):
        raise Refused(f"{person.email} has no second step.")
    second_factor.forget(session, person.id)
    passkey.forget(session, person.id)
    recovery.forget(session, person.id)
    note(session, person.id, AccountChange.FACTOR_REMOVED, at, by_id=by_id, said=said)
