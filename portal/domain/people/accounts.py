"""What PSR's administrators, and those who run the service, do to an account, most of it with its reason.

`by` is the administrator; None for those who run the service, by a command. An owner moves their account to another
address by a link that was sent there. What the person said stays as it is, and so does the name under what they signed.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.people import address_change, password_reset, second_step, sign_in
from portal.domain.people.account_event import LONGEST_SAID, AccountChange, note
from portal.domain.people.person import Person, address_for, find, line, locked, unless_taken

NO_REASON = "Say why, and how you know who asked for it."
NOT_CHECKED = "Say by whom and how it was checked who they are."


def close(session: Session, person: Person, why: str, at: datetime, *, by: Person | None = None) -> None:
    """Nobody signs in with this account any more, by a password or a link; whoever is signed in is out at once."""
    person = locked(session, person.id)
    if person.closed_at:
        raise Refused(f"The account {person.email} is closed already.")
    _note(session, person, AccountChange.CLOSED, why, at, by)
    person.closed_at = at
    sign_in.end_others(session, person, at)
    password_reset.end_links(session, person, at)


def reopen(session: Session, person: Person, why: str, at: datetime, *, by: Person | None = None) -> None:
    """The account can sign in again, with the password that it had."""
    person = locked(session, person.id)
    if not person.closed_at:
        raise Refused(f"The account {person.email} is open already.")
    _note(session, person, AccountChange.OPENED, why, at, by)
    person.closed_at = None


def rename(session: Session, person: Person, name: str, why: str, at: datetime, *, by: Person | None = None) -> None:
    """From now on the person has this name, also beside what they said before."""
    person, name = locked(session, person.id), line(name, "name")
    if name in ("", person.name):
        raise Refused(f"Give the new name: {person.email} is called {person.name} now.", "new_name")
    _note(session, person, AccountChange.RENAMED, why, at, by)
    person.name = name


def move(session: Session, person: Person, email: str, why: str, at: datetime) -> None:
    """From now on the account signs in with this address; no link that was sent to the one before is worth anything."""
    person, address = locked(session, person.id), address_for(session, email)
    _note(session, person, AccountChange.MOVED, why, at)
    person.email = address
    with unless_taken(email):
        session.flush()
    password_reset.end_links(session, person, at)


def move_by_link(session: Session, token: str, at: datetime) -> tuple[Person, str] | None:
    """Let the account sign in with the address that this link was sent to, once: the owner, and the address before.

    None where the link is worth nothing, or another account has got the address meanwhile.
    """
    wanted = address_change.found(session, token, at)
    person = locked(session, wanted.person_id) if wanted else None
    if wanted is None or person is None or person.closed_at or find(session, wanted.email):
        return None
    if not address_change.spend(session, token, at):
        return None
    before, person.email = person.email, wanted.email
    with unless_taken(wanted.email):
        session.flush()
    note(session, person.id, AccountChange.MOVED, at, by_id=person.id)
    password_reset.end_links(session, person, at)
    return person, before


def sign_out(session: Session, person: Person, why: str, at: datetime, *, by: Person | None = None) -> int:
    """Sign the owner out everywhere; on how many devices that was."""
    person = locked(session, person.id)
    _note(session, person, AccountChange.SIGNED_OUT, why, at, by)
    return sign_in.end_others(session, person, at)


def send_link(session: Session, person: Person, at: datetime, *, by: Person | None = None) -> str:
    """Make a link by which the owner chooses a new password; its token. Refused for an account that is closed."""
    made = password_reset.make(session, person.email, at)
    if made.person is None:
        raise Refused(f"The account {person.email} is closed.")
    note(session, person.id, AccountChange.LINK_SENT, at, by_id=by.id if by else None)
    return made.token


def restore(
    session: Session, person: Person, checked_by: str, how: str, at: datetime, *, by: Person | None = None
) -> int:
    """Take a lost second step off, once PSR has checked who asks; the owner is signed out, on so many devices."""
    if not (checked_by.strip() and how.strip()):
        raise Refused(NOT_CHECKED, "checked_how")
    said = f"Checked by {checked_by.strip()}: {how.strip()}"
    second_step.remove(session, person, at, said=said, by_id=by.id if by else None)
    return sign_in.end_others(session, person, at)


def _note(
    session: Session, person: Person, change: AccountChange, why: str, at: datetime, by: Person | None = None
) -> None:
    said = line(why, "account_why", LONGEST_SAID)
    if not said:
        raise Refused(NO_REASON, "account_why")
    note(session, person.id, change, at, by_id=by.id if by else None, said=said)
