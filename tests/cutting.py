"""Changing the record behind the portal's back, as somebody with the database's own key could."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.domain.record import Event, Stream


def tamper(session: Session, statement: str, **values: object) -> None:
    """Run a statement that the append-only triggers of the events would refuse."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER IF EXISTS event_no_update"))
        session.execute(text("DROP TRIGGER IF EXISTS event_no_delete"))
    else:
        session.execute(text("SET LOCAL session_replication_role = replica"))
    session.execute(text(statement), values)


def cut(session: Session, stream: Stream, last: int) -> None:
    """Delete the last so many events of a stream, with their values."""
    numbers = session.scalars(select(Event.seq).where(Event.stream == stream).order_by(Event.seq.desc())).all()
    gone = f"stream = '{stream.value}' AND seq > {numbers[0] - last}"
    tamper(session, f"DELETE FROM event_value WHERE event_id IN (SELECT id FROM event WHERE {gone})")
    tamper(session, f"DELETE FROM event WHERE {gone}")
