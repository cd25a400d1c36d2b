"""E-mail for news is written, one person at a time, each in a transaction of its own."""

from datetime import UTC, datetime
from uuid import UUID

from portal.config import Settings
from portal.database import Database, lock_names
from portal.domain.dates import london_day
from portal.domain.notices.news import write_news
from portal.domain.notices.notice import ToldMeanwhile
from portal.domain.people.mail_preference import chosen_by, sealing
from portal.queries.notices.unmailed import news_of, readers_with_news


def write_all_news(database: Database, settings: Settings) -> int:
    """Write the e-mail for all news that has none; how many e-mails that made."""
    with database.reading() as session:
        readers = readers_with_news(session, london_day(datetime.now(UTC)))
    return sum(_write_news_of(database, settings, one) for one in readers)


def _write_news_of(database: Database, settings: Settings, person_id: UUID) -> int:
    made, at = 0, datetime.now(UTC)
    while True:
        with database.reading() as session:
            chosen = chosen_by(session, person_id, sealing(settings.secret_keys))
            most = settings.max_notices_at_once
            news = news_of(session, person_id, chosen.cadence, london_day(at), most)
        if not news.notices:
            return made
        try:
            with database.writing() as session:
                lock_names(session, [f"Mail {person_id}"])
                made += write_news(session, news, chosen, at, settings.holidays_of)
        except ToldMeanwhile:
            return made
