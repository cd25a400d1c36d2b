"""E-mail leaves, one at a time: taken up in one transaction, handed over outside of any, settled in the next.

Any number of processes may do this at once. Where no server takes e-mail, each is a file of the outbox.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.database import Database
from portal.domain.people import mail as mails
from portal.domain.people.mail import Claim, Mail, MailKind, MailState
from portal.web.envelope import message_of
from portal.web.logs import logger
from portal.web.mailing import NOBODY, WRITTEN
from portal.web.outbox import Outbox
from portal.web.smtp import NoAnswer, NotSent, connected
from portal.web.wording import NotNow, wording_of

NOT_SENT = "an e-mail could not be sent"
HandOver = Callable[[EmailMessage], None]
Settle = Callable[[Session], None]


@dataclass
class Outcome:
    """How many e-mails left, are tried again later, and were parked or given up; whether the server is away."""

    sent: int = 0
    later: int = 0
    stopped: int = 0
    is_away: bool = False


def send_due(
    database: Database,
    settings: Settings,
    outbox: Outbox,
    among: Collection[UUID] | None = None,
    is_over: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Send every e-mail that is due, or those of these that are; once `is_over`, none but the one that is under way."""
    outcome = Outcome()
    settle: Settle = lambda session: None  # noqa: E731 - the first has none before it
    with _way_out(settings, outbox) as hand_over:
        while mine := _next(database, settle, among, goes_on=not (outcome.is_away or is_over())):
            settle = _sent_one(database, settings, mine, hand_over, outcome)
    return outcome


def give_back_abandoned(database: Database, settings: Settings) -> None:
    """What was taken up by somebody who stopped in the middle is due again, or parked."""
    with database.writing() as session:
        mails.release_abandoned(session, _now(), settings.mail_claim_minutes)


def leave_after_act(session: Session, database: Database, settings: Settings, outbox: Outbox) -> None:
    """The same for an act, which is done whatever becomes of its letters: they are kept, and leave later."""
    try:
        leave_now(session, database, settings, outbox)
    except SQLAlchemyError as error:
        logger().warning(NOT_SENT, exc_info=error)


def _next(database: Database, settle: Settle, among: Collection[UUID] | None, *, goes_on: bool) -> Claim | None:
    """Write what became of the last one, and take up the next in the same transaction; None where none is due."""
    with database.writing() as session:
        settle(session)
        return mails.claim(session, _now(), among) if goes_on else None


def leave_now(session: Session, database: Database, settings: Settings, outbox: Outbox) -> Outcome:
    """What was written in this session, which is committed, goes to the outbox; a server takes it from elsewhere.

    What a server takes waits for `flask notices send`, so that no act waits for it.
    """
    written = session.info.pop(WRITTEN, [])
    if settings.mail_server or not written:
        return Outcome()
    return send_due(database, settings, outbox, written)


def _sent_one(database: Database, settings: Settings, mine: Claim, hand_over: HandOver, outcome: Outcome) -> Settle:
    """Hand over what was taken up; what is to be written of it then."""
    kind = MailKind.LETTER
    try:
        with database.reading() as session:
            mail = session.get_one(Mail, mine.mail_id)
            kind, wording = mail.kind, wording_of(session, mail, _now(), settings)
        if wording is None:
            return lambda session: mails.forget(session, mine)
        hand_over(message_of(wording, mine.mail_id, _now(), settings))
    except NotNow as early:
        due = early.due
        return lambda session: mails.put_off(session, mine, due)
    except NotSent as failed:
        logger().warning(NOT_SENT, exc_info=failed)
        outcome.is_away = failed.is_away
        if failed.for_good:
            return _stopped(outcome, mine, MailState.FAILED, failed.fault)
        return _later(outcome, mine, failed.fault, settings)
    except NoAnswer as failed:
        logger().warning(NOT_SENT, exc_info=failed)
        if kind is MailKind.REMINDER:
            return _stopped(outcome, mine, MailState.PARKED, str(failed))
        return _later(outcome, mine, str(failed), settings)
    outcome.sent += 1
    return lambda session: mails.sent(session, mine, _now())


def _later(outcome: Outcome, mine: Claim, fault: str, settings: Settings) -> Settle:
    outcome.later += 1
    return lambda session: mails.try_again(session, mine, _now(), fault, settings.mail_tries)


def _stopped(outcome: Outcome, mine: Claim, state: MailState, fault: str) -> Settle:
    outcome.stopped += 1
    return lambda session: mails.settle(session, mine, state, _now(), fault)


@contextmanager
def _way_out(settings: Settings, outbox: Outbox) -> Iterator[HandOver]:
    """To the server, or where there is none, into the outbox. What is to nobody is handed to nobody."""
    if settings.mail_server is None:
        yield lambda message: _keep(outbox, message)
        return
    with connected(settings.mail_server, settings.max_mail_seconds) as server:
        yield lambda message: None if message["To"] == NOBODY else server.hand_over(message)


def _keep(outbox: Outbox, message: EmailMessage) -> None:
    try:
        outbox.write(message, _now())
    except OSError as error:
        raise NotSent(f"The outbox takes none: {error.strerror}") from error


def _now() -> datetime:
    return datetime.now(UTC)
