"""An e-mail that says that there is news: one for all that came up until it leaves, and never what it is."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.notices.notice import Notice, ToldMeanwhile
from portal.domain.people import mail as mails
from portal.domain.people.mail import Mail, MailKind
from portal.domain.people.mail_preference import Chosen


@dataclass(frozen=True)
class News:
    """What one person was told of and no e-mail was written for: and whether they want one."""

    person_id: uuid.UUID
    notices: Collection[uuid.UUID]
    is_wanted: bool
    is_urgent: bool


def write_news(session: Session, news: News, chosen: Chosen, at: datetime, where: str) -> bool:
    """Write the e-mail for this news, unless one waits that tells of it too; whether one was written.

    Nobody else does so for the same person meanwhile. Raises ToldMeanwhile where somebody did before.
    """
    unmailed = update(Notice).where(Notice.id.in_(news.notices), Notice.mailed_at.is_(None)).values(mailed_at=at)
    marked = session.scalars(unmailed.returning(Notice.id), execution_options={"synchronize_session": False}).all()
    if len(marked) != len(news.notices):
        raise ToldMeanwhile
    if not news.is_wanted:
        return False
    waiting = mails.news_waiting_for(session, news.person_id)
    taken = set() if waiting else mails.days_with_mail(session, news.person_id, at - mails.A_DAY)
    due = chosen.due(at, where, taken, is_urgent=news.is_urgent)
    if waiting and mails.bring_forward(session, waiting, due, is_urgent=news.is_urgent):
        return False
    session.add(Mail(kind=MailKind.NEWS, person_id=news.person_id, is_urgent=news.is_urgent, made_at=at, due_at=due))
    session.flush()
    return True
