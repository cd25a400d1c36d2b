"""What one reader's view of a plan depends on, found without reading the plan itself."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, func, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from portal.domain.case import Case, Membership, Role, Side
from portal.domain.look import Seen
from portal.domain.plan import Plan
from portal.domain.record import Event, Stream
from portal.queries.history import streams_of

WITH_PEOPLE: list[ORMOption] = [  # all that deciding who may read a plan and how needs, in the query that loads it
    joinedload(Plan.agreements),
    joinedload(Plan.case).joinedload(Case.memberships),
]


class Head(NamedTuple):
    """The newest event of a stream; its hash covers all that came before it."""

    stream: Stream
    seq: int
    hash: str


class Participant(NamedTuple):
    """Somebody on the case, by all that a page shows or decides by."""

    membership: UUID
    name: str
    side: Side
    roles: frozenset[Role]


class Standing(NamedTuple):
    """While it stays as it is, the plan reads the same to this reader.

    Everything in a plan that its reader may see was told by an event in a stream that the same reader may see. What no
    event tells stands here itself: who is on the case and as what, how the case is called, and the day. The streams of
    others are left out, so that nobody can tell by the time a page takes that somebody has done something in private.
    """

    reader: UUID
    plan: UUID
    today: date
    case: tuple[str, ...]
    participants: frozenset[Participant]
    heads: tuple[Head, ...]

    @property
    def seen(self) -> Seen:
        """How far each stream that the reader may see has come."""
        return {head.stream: head.seq for head in self.heads}


def standing_of(session: Session, plan: Plan, member: Membership, *, today: date) -> Standing:
    """Where this reader of the plan stands: one query beside what `load` brought along."""
    return Standing(
        reader=member.id,
        plan=plan.id,
        today=today,
        case=_called(plan.case),
        participants=frozenset(
            Participant(one.id, one.name, one.side, frozenset(each.role for each in one.roles))
            for one in plan.case.memberships
        ),
        heads=heads(session, plan.case_id, streams_of(member.side)),
    )


def heads(session: Session, case_id: UUID, streams: Sequence[Stream]) -> tuple[Head, ...]:
    """The newest event of each of these streams that has one, in one query whatever their length."""
    found = session.execute(_newest(tuple(streams)), {"case": case_id})
    return tuple(sorted((Head(row.stream, row.seq, row.hash) for row in found), key=lambda head: head.stream.value))


def _called(case: Case) -> tuple[str, ...]:
    return case.reference, case.organisation, case.practitioner, case.profession.value, case.key_contact


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
