"""What one reader's view of a plan depends on, found without reading what the plan says."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, func, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Reach, Role, Side
from portal.domain.plans.plan import Plan
from portal.domain.record import Event, Stream

WITH_PEOPLE: list[ORMOption] = [joinedload(Plan.case).joinedload(Case.memberships)]  # read in the plan's own query
CASE_FACTS = ("reference", "organisation", "practitioner", "profession", "key_contact")


class Head(NamedTuple):
    """The newest event of a stream; its hash covers all that came before it."""

    stream: Stream
    seq: int
    hash: str


class Participant(NamedTuple):
    """Somebody on the case, by all that a page shows or decides by; the `reach` only where the reader may know it."""

    membership: UUID
    name: str
    side: Side
    roles: frozenset[Role]
    reach: Reach | None
    is_named: bool
    has_left: bool


class PageKey(NamedTuple):
    """While it stays as it is, the plan reads the same to this reader.

    Everything in a plan that its reader may see was told by an event in a stream that the same reader may see, and the
    hash of its newest event covers all of a stream. What no event tells stands here itself: who is on the case and as
    what, how the case is called, and the day. The streams of others are left out, so that nobody can tell by the time a
    page takes that somebody has done something in private.
    """

    today: date
    case: tuple[object, ...]
    participants: frozenset[Participant]
    hashes: frozenset[tuple[Stream, str]]


def page_key_of(plan: Plan, newest: Sequence[Head], side: Side, *, today: date) -> PageKey:
    """What the view of a reader of this side depends on: `newest` are the heads of the streams that they may see.

    A representative of whom the side was never told is left out, as the streams of others are.
    """
    known = [one for one in plan.case.memberships if side in one.readers or one.named_at]
    return PageKey(
        today=today,
        case=tuple(getattr(plan.case, name) for name in CASE_FACTS),
        participants=frozenset(_participant(one, side, today) for one in known),
        hashes=frozenset((head.stream, head.hash) for head in newest),
    )


def _participant(member: Membership, side: Side, today: date) -> Participant:
    roles = frozenset(each.role for each in member.roles)
    told = side in (member.side, Side.PSR)
    reach, has_left = member.reach if told else None, told and not member.holds(today)
    return Participant(member.id, member.name, member.side, roles, reach, member.is_named, has_left)


def heads(session: Session, case_id: UUID, streams: Sequence[Stream]) -> tuple[Head, ...]:
    """The newest event of each of these streams that has one, in one query whatever their length."""
    found = session.execute(_newest(tuple(streams)), {"case": case_id})
    return tuple(sorted((Head(row.stream, row.seq, row.hash) for row in found), key=lambda head: head.stream.value))


@cache
def _newest(streams: tuple[Stream, ...]) -> CompoundSelect[tuple[Stream, int, str]]:
    case, one = bindparam("case", type_=Event.case_id.type), aliased(Event)
    last = select(func.max(one.seq)).where(one.case_id == case)
    event = select(Event.stream, Event.seq, Event.hash).where(Event.case_id == case)
    return union_all(
        *(
            event.where(Event.stream == stream, Event.seq == last.where(one.stream == stream).scalar_subquery())
            for stream in streams
        )
    )
