"""Reminders are written: a number of cases at a time is looked at, and each reminder is a transaction of its own."""

from datetime import UTC, datetime
from itertools import islice

from portal.config import Settings
from portal.database import Database, lock_names
from portal.domain.dates import london_day
from portal.domain.notices.reminder import Waiting, last_reminder, remind
from portal.domain.people.mail_preference import Chosen, chosen_by, sealing
from portal.queries.notices.reminders import cases_that_may_wait, waiting_on

CASES_AT_ONCE = 200


def write_all_reminders(database: Database, settings: Settings) -> int:
    """Write every reminder that is due; how many e-mails that made."""
    at = datetime.now(UTC)
    with database.reading() as session:
        cases = iter(cases_that_may_wait(session))
    made = 0
    while some := list(islice(cases, CASES_AT_ONCE)):
        with database.reading() as session:
            waiting = waiting_on(session, some, london_day(at))
            due = [one for one in waiting if one.next(last_reminder(session, one), at)]
        made += sum(_remind(database, settings, one, at) for one in due)
    return made


def _remind(database: Database, settings: Settings, waiting: Waiting, at: datetime) -> bool:
    with database.writing() as session:
        lock_names(session, [f"Mail {waiting.member.person_id or waiting.member.id}"])
        person_id = waiting.member.person_id
        seal = sealing(settings.secret_keys)
        chosen = chosen_by(session, person_id, seal) if person_id else Chosen()
        return remind(session, waiting, chosen, at, settings.holidays_of)
