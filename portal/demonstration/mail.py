"""What was written to the people of the demonstration: news, reminders, and one e-mail that came back."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.config import Settings
from portal.demonstration.cast import address
from portal.domain.cases.roles import Role
from portal.domain.dates import london_day
from portal.domain.notices.news import write_news
from portal.domain.notices.reminder import remind
from portal.domain.people.bounce import note_bounce
from portal.domain.people.mail_preference import Cadence, Chosen, choose, chosen_by, sealing
from portal.domain.people.person import find
from portal.queries.notices.reminders import cases_that_may_wait, waiting_on
from portal.queries.notices.unmailed import news_of, readers_with_news

CHOSEN = {
    Role.PRACTITIONER: Chosen(Cadence.DAILY, at_any_hour=True, phrase="three blue teapots"),
    Role.EDITOR: Chosen(Cadence.MY_TURN, at_any_hour=True, phrase="a bicycle on the roof"),
    Role.ADVISER: Chosen(Cadence.AT_ONCE, at_any_hour=True, phrase="seven lighthouses"),
}
CHOSE_BEFORE, NEWS_BEFORE, REMINDED_BEFORE, BACK_BEFORE = (timedelta(days=days) for days in (60, 2, 9, 1))


def written_so_far(session: Session, limits: Settings, now: datetime) -> None:
    """Three chose how they are told; there was news two days ago, and what waits longest was reminded of before."""
    seal = sealing(limits.secret_keys)
    for role, chosen in CHOSEN.items():
        person = find(session, address(role))
        if person:
            choose(session, person, chosen, now - CHOSE_BEFORE, seal)
    session.flush()
    _news(session, limits, now)
    for waiting in list(waiting_on(session, cases_that_may_wait(session), london_day(now))):
        if waiting.member.person_id:
            chosen = chosen_by(session, waiting.member.person_id, seal)
            for at in (now - REMINDED_BEFORE, now):
                remind(session, waiting, chosen, at, limits.holidays_of)
    note_bounce(session, address(Role.REPRESENTATIVE), now - BACK_BEFORE)


def _news(session: Session, limits: Settings, now: datetime) -> None:
    today, seal, most = london_day(now), sealing(limits.secret_keys), limits.max_notices_at_once
    for person_id in readers_with_news(session, today):
        chosen = chosen_by(session, person_id, seal)
        news = news_of(session, person_id, chosen.cadence, today, most)
        write_news(session, news, chosen, now - NEWS_BEFORE, limits.holidays_of)
