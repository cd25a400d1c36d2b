"""The entries of a case's record that one side may see, the newest first, a page at a time."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event, Stream, in_order
from portal.policy import may
from portal.queries import Part, part_of
from portal.queries.plans.health import hidden_in

OF_PEOPLE = ("name", "role", "may", "until", "checked", "wishes")


@dataclass
class _Place:
    """Where an entry lies: in its own stream by its number, beside others by its time."""

    id: UUID
    stream: Stream
    seq: int
    at: datetime


def entries(session: Session, case_id: UUID, streams: Sequence[Stream], number: int, size: int) -> Part[Event]:
    """The page of this number of the entries that can be read; what is about something hidden is left out."""
    wanted = select(Event.id, Event.stream, Event.seq, Event.body).where(Event.case_id == case_id)
    rows = session.execute(wanted.where(Event.stream.in_(streams)))
    hidden = hidden_in(session, case_id)
    placed = (_Place(key, stream, seq, at) for key, stream, seq, body in rows if (at := _time_unless(hidden, body)))
    shown = part_of([one.id for one in reversed(in_order(placed, lambda one: one.at))], number, size)
    found = {one.id: one for one in session.scalars(select(Event).where(Event.id.in_(shown.things)))}
    readable = [found[key] for key in shown.things if found[key].is_readable]
    return Part(readable, shown.number, shown.has_more)


def changes_in(session: Session, shown: Sequence[Event], member: Membership) -> dict[str, Proposal]:
    """The numbered changes that these entries are about, as far as this member may read them, by their id."""
    subjects = {key for event in shown if (key := _id(event.facts.subject))}
    numbered = select(Proposal).where(Proposal.id.in_(subjects), Proposal.number.is_not(None))
    found = session.scalars(numbered.options(joinedload(Proposal.plan))).unique()
    return {str(one.id): one for one in found if may(member, Action.VIEW_PROPOSAL, one)}


def said_of_people(event: Event) -> str:
    """What an entry about somebody's place on the case says of them, in a fixed order; "" for any other entry."""
    told = {one.name: one.value for one in event.values}
    return ", ".join(told[name] for name in OF_PEOPLE if name in told)


def how_many(session: Session, case_id: UUID, streams: Sequence[Stream]) -> int:
    """How many entries these streams have."""
    counted = select(func.count()).select_from(Event).where(Event.case_id == case_id, Event.stream.in_(streams))
    return session.scalar(counted) or 0


def _id(subject: str) -> UUID | None:
    """The id of what an entry is about; None where somebody changed it past the portal."""
    try:
        return UUID(subject)
    except (ValueError, AttributeError, TypeError):
        return None


def _time_unless(hidden: Collection[str], body: str) -> datetime | None:
    """When an entry was written; None where it is about what is hidden, or somebody changed it past the portal."""
    try:
        told = json.loads(body)
        return None if told.get("subject") in hidden else datetime.fromisoformat(told["at"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
