"""E-mail that leaves: *sending* is written first, then it is handed over, then what came of it is written.

Who stops in between leaves it unknown whether it left. What an act wrote is then sent again, with the same Message-ID,
and a reminder is parked (design: people, sessions, notices).
"""

import enum
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text, Update, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified, words
from portal.domain.dates import london_day
from portal.domain.people.person import LONGEST_ADDRESS
from portal.domain.people.sealing import Sealing

LONGEST_FAULT = 300
LONGEST_WAIT_MINUTES = 240
A_DAY = timedelta(days=1)
UNLOADED = {"synchronize_session": False}
STOPPED = "Whoever sent it stopped in the middle, so nobody knows whether it left."


class MailKind(enum.Enum):
    """What an e-mail is for."""

    LETTER = "letter"
    NEWS = "news"
    REMINDER = "reminder"


class MailState(enum.Enum):
    """How far an e-mail is: parked ones wait for somebody to decide, and failed ones were given up."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"
    FAILED = "failed"


STOPPED_STATES = (MailState.PARKED, MailState.FAILED)


class Mail(Identified, Base):
    """One e-mail to one reader, by their account or, in a letter, by its address; its id is its Message-ID.

    A reminder names what it is for without a key, as that goes with its case.

    What a letter says is sealed, as it may hold a link that works once, and gone as soon as it has left. It is due at
    `due_at`, outside its reader's hours too where it is urgent, and was taken up `tries` times; while it is being sent,
    `claim` is whose it is since `claimed_at`.
    """

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_state_due_at", "state", "due_at"),)

    kind: Mapped[MailKind] = mapped_column(words(MailKind))
    state: Mapped[MailState] = mapped_column(words(MailState), default=MailState.WAITING)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    reminder_id: Mapped[uuid.UUID | None]
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    sealed: Mapped[str] = mapped_column(Text, default="")
    is_urgent: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    claim: Mapped[uuid.UUID | None]
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(String(LONGEST_FAULT), default="")


@dataclass(frozen=True)
class Claim:
    """That somebody sends an e-mail now, for the `tries`th time."""

    mail_id: uuid.UUID
    key: uuid.UUID
    tries: int


def news_waiting_for(session: Session, person_id: uuid.UUID) -> Mail | None:
    """The e-mail that tells this person of news and has not left."""
    theirs = select(Mail).where(Mail.person_id == person_id, Mail.kind == MailKind.NEWS)
    return session.scalar(theirs.where(Mail.state == MailState.WAITING).order_by(Mail.due_at).limit(1))


def days_with_mail(session: Session, person_id: uuid.UUID, since: datetime) -> set[date]:
    """The days from this moment on, the United Kingdom's, on which news or a reminder goes to this person."""
    theirs = select(Mail.due_at).where(Mail.person_id == person_id, Mail.kind != MailKind.LETTER)
    return {london_day(at) for at in session.scalars(theirs.where(Mail.due_at >= since))}


def bring_forward(session: Session, mail: Mail, due: datetime, *, is_urgent: bool) -> bool:
    """Let it leave by then at the latest; whether it still waits."""
    waits = update(Mail).where(Mail.id == mail.id, Mail.state == MailState.WAITING)
    earlier = waits.values(due_at=min(mail.due_at, due), is_urgent=mail.is_urgent or is_urgent).returning(Mail.id)
    return session.execute(earlier, execution_options=UNLOADED).one_or_none() is not None


def put_off(session: Session, mine: Claim, due: datetime) -> None:
    """It was taken up outside the hours of its reader, which is no try."""
    later = _being_sent(mine).values(state=MailState.WAITING, claim=None, due_at=due, tries=Mail.tries - 1)
    session.execute(later, execution_options=UNLOADED)


def send_again(session: Session, mail_id: uuid.UUID, at: datetime) -> bool:
    """Let one that is parked or was given up leave after all; whether it still was."""
    stopped = update(Mail).where(Mail.id == mail_id, Mail.state.in_(STOPPED_STATES))
    again = stopped.values(
        state=MailState.WAITING, claim=None, due_at=at, is_urgent=True, tries=0, settled_at=None, fault=""
    )
    return session.execute(again.returning(Mail.id), execution_options=UNLOADED).one_or_none() is not None


def seal_letters_anew(session: Session, seal: Sealing) -> tuple[int, int]:
    """Seal with the first key what has not left: how many, and how many could not be read with any."""
    every = session.scalars(select(Mail).where(Mail.sealed != "").with_for_update()).all()
    opened = [(one, seal.opened(one.sealed)) for one in every]
    for one, said in opened:
        one.sealed = seal.seal(said) if said else one.sealed
    return sum(bool(said) for _, said in opened), sum(not said for _, said in opened)


def forget(session: Session, mine: Claim) -> None:
    """It is not needed any more."""
    session.execute(delete(Mail).where(Mail.id == mine.mail_id, Mail.claim == mine.key), execution_options=UNLOADED)


def claim(session: Session, at: datetime, among: Collection[uuid.UUID] | None = None) -> Claim | None:
    """Take up the e-mail that has been due the longest, of these alone where some are named; None where none is due."""
    due = select(Mail.id).where(Mail.state == MailState.WAITING, Mail.due_at <= at)
    due = due if among is None else due.where(Mail.id.in_(among))
    first = due.order_by(Mail.due_at, Mail.id).limit(1).with_for_update(skip_locked=True).scalar_subquery()
    key = uuid.uuid4()
    taken = update(Mail).where(Mail.id == first, Mail.state == MailState.WAITING)
    taken = taken.values(state=MailState.SENDING, claim=key, claimed_at=at, tries=Mail.tries + 1)
    row = session.execute(taken.returning(Mail.id, Mail.tries), execution_options=UNLOADED).one_or_none()
    return Claim(row.id, key, row.tries) if row else None


def sent(session: Session, mine: Claim, at: datetime) -> None:
    """It has left: nothing of what it said is kept. Also where it was parked meanwhile, as its sender seemed gone."""
    known = update(Mail).where(Mail.id == mine.mail_id, Mail.claim == mine.key)
    left = known.values(state=MailState.SENT, settled_at=at, sealed="", fault="")
    session.execute(left, execution_options=UNLOADED)


def try_again(session: Session, mine: Claim, at: datetime, fault: str, most: int) -> None:
    """It did not leave: it is due again after twice as long as before, and given up after `most` tries."""
    if mine.tries >= most:
        settle(session, mine, MailState.FAILED, at, fault)
        return
    due = at + timedelta(minutes=min(2 ** (mine.tries - 1), LONGEST_WAIT_MINUTES))
    again = _being_sent(mine).values(state=MailState.WAITING, claim=None, due_at=due, fault=fault[:LONGEST_FAULT])
    session.execute(again, execution_options=UNLOADED)


def settle(session: Session, mine: Claim, state: MailState, at: datetime, fault: str) -> None:
    """It is parked, or given up, for this reason."""
    over = _being_sent(mine).values(state=state, settled_at=at, fault=fault[:LONGEST_FAULT])
    session.execute(over, execution_options=UNLOADED)


def release_abandoned(session: Session, at: datetime, minutes: int) -> None:
    """What somebody took up so long ago that they must have stopped: reminders are parked, the others due again."""
    left = update(Mail).where(Mail.state == MailState.SENDING, Mail.claimed_at <= at - timedelta(minutes=minutes))
    parked = left.where(Mail.kind == MailKind.REMINDER).values(state=MailState.PARKED, settled_at=at, fault=STOPPED)
    again = left.where(Mail.kind != MailKind.REMINDER).values(state=MailState.WAITING, claim=None, due_at=at)
    session.execute(parked, execution_options=UNLOADED)
    session.execute(again, execution_options=UNLOADED)


def _being_sent(mine: Claim) -> Update:
    return update(Mail).where(Mail.id == mine.mail_id, Mail.claim == mine.key, Mail.state == MailState.SENDING)
