"""What an e-mail says when it leaves: a letter what it was written with, the others only that there is something."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.domain.dates import london_day
from portal.domain.people.bounce import rests_until
from portal.domain.people.mail import Mail, MailKind
from portal.domain.people.mail_preference import chosen_by, sealing
from portal.domain.people.person import Person
from portal.queries.notices.reminders import still_waits
from portal.queries.notices.unmailed import has_news
from portal.web import letters
from portal.web.mailing import Letter, letter_of
from portal.web.smtp import NotSent

UNREADABLE = "It was sealed with a key that is gone from SECRET_KEYS."
NO_PERSON = UUID(int=0)


class NotNow(Exception):
    """It may leave at `due` only, as it can wait and its reader wants none at this hour."""

    def __init__(self, due: datetime) -> None:
        super().__init__()
        self.due = due


class Wording(NamedTuple):
    """A letter, and the phrase by which its reader knows it; None where it goes to an address of no account."""

    letter: Letter
    phrase: str | None


def wording_of(session: Session, mail: Mail, at: datetime, settings: Settings) -> Wording | None:
    """What this e-mail says; None where it is not needed any more. Raises NotNow, or NotSent where nobody can read it.

    It asks the same of the database whoever it is to, also where it is to nobody.
    """
    person_id = mail.person_id or NO_PERSON
    person = session.get(Person, person_id)
    chosen = chosen_by(session, person_id, sealing(settings.secret_keys))
    if mail.kind is not MailKind.LETTER and not mail.is_urgent:
        opens = chosen.hours(settings.holidays_of).opens(rests_until(session, person_id, at) or at)
        if opens > at:
            raise NotNow(opens)
    letter = letter_of(mail, settings) if mail.sealed else _notice(session, mail, person, at, settings)
    if letter is None and mail.sealed:
        raise NotSent(UNREADABLE, for_good=True)
    is_theirs = letter is not None and person is not None and letter.to == person.email
    return Wording(letter, chosen.phrase if is_theirs else None) if letter else None


def _notice(session: Session, mail: Mail, person: Person | None, at: datetime, settings: Settings) -> Letter | None:
    if person is None or person.closed_at:
        return None
    if mail.kind is MailKind.REMINDER:
        waits = still_waits(session, mail.reminder_id, london_day(at))
        return letters.reminder(person, page(settings, "home.index")) if waits else None
    return (
        letters.news(person, page(settings, "messages.index")) if has_news(session, person.id, london_day(at)) else None
    )


def page(settings: Settings, endpoint: str) -> str:
    """The whole address of a page, where no request says one."""
    path = current_app.url_map.bind("").build(endpoint)
    return (settings.public_url or "http://localhost").rstrip("/") + path
