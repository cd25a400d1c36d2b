"""Notices: what one person should hear of, one for each event; and how far each stream has been told (design: notices).

Nothing here touches a case, so that telling never waits for an act, and no act for it.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified, words
from portal.domain.cases.case import Membership
from portal.domain.people.person import Person
from portal.domain.record import Event, Stream

UNREAD, UNMAILED = text("read_at IS NULL"), text("mailed_at IS NULL")


class Notice(Identified, Base):
    """One event that one member of a case should hear of; `at` is when it happened.

    All that one act did has the same time. Whether it was read is its reader's alone to know, and no event. An e-mail
    for it was written at `mailed_at`, or it was decided then that none is needed.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("event_id", "membership_id"),
        Index("ix_notice_membership_id_at", "membership_id", "at"),
        Index("ix_notice_unread", "membership_id", sqlite_where=UNREAD, postgresql_where=UNREAD),
        Index("ix_notice_unmailed", "membership_id", sqlite_where=UNMAILED, postgresql_where=UNMAILED),
    )

    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    event: Mapped[Event] = relationship()
    membership: Mapped[Membership] = relationship()


class NoticeCursor(Identified, Base):
    """Up to which event a stream has been told. The case is named without a key, which would wait for an act on it."""

    __tablename__ = "notice_cursor"
    __table_args__ = (UniqueConstraint("case_id", "stream"),)

    case_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    stream: Mapped[Stream] = mapped_column(words(Stream))
    seq: Mapped[int]
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"))


@dataclass(frozen=True)
class Untold:
    """What is to be told of a case: up to where each stream was told `before`, its `newest` event, and who hears."""

    case_id: uuid.UUID
    before: Mapping[Stream, int]
    newest: Mapping[Stream, Event]
    heard: Sequence[tuple[Event, Membership]]


class ToldMeanwhile(Exception):
    """Another process has told of these events: all of what this one would write is given up."""


def tell(session: Session, untold: Untold) -> None:
    """Write the notices and move the cursors, all or none; ToldMeanwhile where another process was quicker."""
    try:
        for stream, event in sorted(untold.newest.items(), key=lambda item: item[0].value):
            _move(session, untold.case_id, stream, untold.before.get(stream, 0), event)
        session.add_all(
            Notice(event_id=event.id, membership_id=member.id, at=event.facts.at) for event, member in untold.heard
        )
        session.flush()
    except IntegrityError as told:
        raise ToldMeanwhile from told


def mark_as_read(session: Session, person: Person, shown: Collection[uuid.UUID], at: datetime) -> None:
    """Mark what this person was shown as read, with all that the same acts did; what is not theirs stays as it is."""
    theirs = select(Membership.id).where(Membership.person_id == person.id)
    acts = select(Notice.membership_id, Notice.at).where(Notice.id.in_(shown), Notice.membership_id.in_(theirs))
    unread = update(Notice).where(Notice.read_at.is_(None), tuple_(Notice.membership_id, Notice.at).in_(acts))
    session.execute(unread.values(read_at=at).execution_options(synchronize_session=False))


def _move(session: Session, case_id: uuid.UUID, stream: Stream, before: int, to: Event) -> None:
    if before == 0:
        session.add(NoticeCursor(case_id=case_id, stream=stream, seq=to.seq, event_id=to.id))
        session.flush()
        return
    cursor = update(NoticeCursor).where(NoticeCursor.case_id == case_id, NoticeCursor.stream == stream)
    moved = session.execute(cursor.where(NoticeCursor.seq == before).values(seq=to.seq, event_id=to.id))
    if moved.rowcount != 1:  # type: ignore[attr-defined] # an UPDATE has one
        raise ToldMeanwhile
