"""The record: one chain of events per audience, tamper-evident and checkable offline (design: the record)."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from heapq import merge
from typing import Any, NamedTuple, Protocol, TypeVar

import rfc8785
from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.record.from_body import FromBody
from portal.domain.record.kinds import Kind, Stream

START = "0" * 64
SERVICE = uuid.UUID(int=0)  # the actor of what those who run the service do by command
ADMINISTRATOR = uuid.UUID(int=1)  # the actor of what an administrator of an organisation does, who is not on the case
PSR_AS_ONE = uuid.UUID(int=2)  # the actor of what PSR says as one: who of PSR did it stands in its own stream
PREFIX = b"case-event-v1\0"
BATCH = "heads of the streams while events are written together"


class Event(Identified, Base):
    """One link of a chain: `body` is the canonical JSON that `hash` covers.

    What it says in the clear can be asked for by columns that the database makes from it.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("case_id", "stream", "seq"),
        UniqueConstraint("case_id", "stream", "prev_hash"),
        APPEND_ONLY,
    )
    __mapper_args__ = {"eager_defaults": False}

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"))
    stream: Mapped[Stream] = mapped_column(words(Stream))
    seq: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str | None] = mapped_column(Text, FromBody("kind"), deferred=True)
    actor: Mapped[str | None] = mapped_column(Text, FromBody("actor"), deferred=True)
    subject: Mapped[str | None] = mapped_column(Text, FromBody("subject"), deferred=True, index=True)
    at: Mapped[str | None] = mapped_column(Text, FromBody("at"), deferred=True)
    values: Mapped[list["EventValue"]] = relationship(lazy="selectin")

    @cached_property
    def facts(self) -> "Facts":
        data = json.loads(self.body)
        return Facts(data["kind"], data["actor"], data["subject"], datetime.fromisoformat(data["at"]))

    @property
    def is_readable(self) -> bool:
        """Whether it says anything in the clear: it does, unless somebody changed it past the portal."""
        try:
            return bool(self.facts)
        except (ValueError, KeyError, TypeError):
            return False


class Facts(NamedTuple):
    """What an event says in the clear."""

    kind: str
    actor: str
    subject: str
    at: datetime


class EventValue(Identified, Base):
    """A value an event commits to; it may be erased while every chain still verifies."""

    __tablename__ = "event_value"
    __table_args__ = (Index("ix_event_value_event_id_name", "event_id", "name", unique=True),)

    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"))
    name: Mapped[str] = mapped_column(String(40))
    salt: Mapped[str] = mapped_column(String(64))
    value: Mapped[str] = mapped_column(Text)


class InStream(Protocol):
    """Something that has a place in a stream."""

    stream: Any
    seq: Any


Placed = TypeVar("Placed", bound=InStream)


class Head(NamedTuple):
    """Where a stream stands: its newest event's number and hash; 0 and 64 zeros before the first."""

    seq: int
    hash: str


def append(
    session: Session,
    case_id: uuid.UUID,
    stream: Stream,
    kind: Kind,
    *,
    actor: str,
    subject: uuid.UUID,
    at: datetime,
    values: Mapping[str, str] | None = None,
) -> Event:
    """Write one event at the head of a stream, in the transaction of the change it tells of.

    `actor` is who did it: a membership's id, SERVICE, ADMINISTRATOR or PSR_AS_ONE.
    Raises ValueError for a stream that this kind is never told in.
    """
    kind.expect(stream)
    seq, prev = _last(session, case_id, stream)
    shared_head = prev if stream is Stream.SHARED else head(session, case_id)
    salted = {name: (secrets.token_hex(32), value) for name, value in (values or {}).items()}
    body = rfc8785.dumps(
        {
            "v": 1,
            "case": str(case_id),
            "stream": stream.value,
            "seq": seq + 1,
            "prev": prev,
            "shared_head": shared_head,
            "at": written(at),
            "actor": actor,
            "kind": kind.name,
            "subject": str(subject),
            "values": {name: commitment(salt, value) for name, (salt, value) in salted.items()},
        }
    )
    event = Event(case_id=case_id, stream=stream, seq=seq + 1, body=body.decode(), prev_hash=prev, hash=link(body))
    event.values = [EventValue(name=name, salt=salt, value=value) for name, (salt, value) in salted.items()]
    session.add(event)
    if BATCH in session.info:
        session.info[BATCH][case_id, stream] = Head(event.seq, event.hash)
    else:
        session.flush()
    return event


def written(at: datetime) -> str:
    """A time as events write it; two so written compare as the times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@contextmanager
def batch(session: Session) -> Iterator[None]:
    """Write the events of one act in one go, at its end; its case is locked, so that nobody writes between them."""
    session.info[BATCH] = {}
    try:
        yield
    finally:
        del session.info[BATCH]
    session.flush()


def link(body: bytes) -> str:
    """The hash of an event's body, which the next event cites."""
    return hashlib.sha256(PREFIX + body).hexdigest()


def commitment(salt: str, value: str) -> str:
    """What an event says of a value without saying it."""
    return hashlib.sha256(rfc8785.dumps([salt, value])).hexdigest()


def head(session: Session, case_id: uuid.UUID, stream: Stream = Stream.SHARED) -> str:
    """The hash of the newest event of a stream."""
    return _last(session, case_id, stream).hash


def events(session: Session, case_id: uuid.UUID, streams: Sequence[Stream]) -> Sequence[Event]:
    """Every event of these streams, each stream in its order."""
    wanted = select(Event).where(Event.case_id == case_id, Event.stream.in_(streams))
    return session.scalars(wanted.order_by(Event.stream, Event.seq)).all()


def in_order(found: Iterable[Placed], at: Callable[[Placed], datetime]) -> list[Placed]:
    """Entries of several streams, each in its own order: times tell only how the streams lie beside each other."""
    streams: dict[Stream, list[Placed]] = {}
    for one in sorted(found, key=lambda one: one.seq):
        streams.setdefault(one.stream, []).append(one)
    return list(merge(*streams.values(), key=at))


def _last(session: Session, case_id: uuid.UUID, stream: Stream) -> Head:
    known: dict[tuple[uuid.UUID, Stream], Head] = session.info.get(BATCH, {})
    if (case_id, stream) not in known:
        newest = select(Event.seq, Event.hash).where(Event.case_id == case_id, Event.stream == stream)
        found = session.execute(newest.order_by(Event.seq.desc()).limit(1)).first()
        known[case_id, stream] = Head(*found) if found else Head(0, START)
    return known[case_id, stream]
