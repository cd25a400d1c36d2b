"""What one reader's view of a plan depends on, found without reading the plan itself."""

from collections import defaultdict
from collections.abc import Sequence, Set
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import CompoundSelect, Connection, Label, bindparam, exists, func, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from portal.domain.cases.case import Case, Membership, Participation, Party, Role, Side
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight, Issue
from portal.domain.record import Event, Stream
from portal.queries.plans.history import streams_of

WITH_PEOPLE: list[ORMOption] = [  # all that deciding who may read a plan and how needs, in the query that loads it
    joinedload(Plan.agreements),
    joinedload(Plan.case).joinedload(Case.memberships),
]

CASE_FACTS = ("reference", "organisation", "practitioner", "profession", "key_contact")
_case, _member, _person, _part = (kind.__table__ for kind in (Case, Membership, Person, Participation))
_plan, _issue, _event, _sight = (kind.__table__ for kind in (Plan, Issue, Event, FirstSight))


def _newest_hash(stream: Stream) -> Label[str]:
    newest = select(_event.c.hash).where(_event.c.case_id == _case.c.id, _event.c.stream == stream)
    return newest.order_by(_event.c.seq.desc()).limit(1).scalar_subquery().label(f"head_{stream.value}")


def _issued_to(party: Party) -> Label[bool]:
    return exists().where(_issue.c.plan_id == _plan.c.id, _issue.c.party == party).label(f"to_{party.value}")


ONE_READING = (
    select(
        _member.c.id,
        _member.c.person_id,
        _member.c.side,
        _person.c.name,
        _part.c.role,
        *(_case.c[name] for name in CASE_FACTS),
        *map(_newest_hash, Stream),
        *map(_issued_to, Party),
        exists().where(_sight.c.plan_id == _plan.c.id, _sight.c.membership_id == _member.c.id).label("begun"),
    )
    .join_from(_plan, _case, _case.c.id == _plan.c.case_id)
    .join(_member, _member.c.case_id == _case.c.id)
    .join(_person, _person.c.id == _member.c.person_id)
    .join(_part, _part.c.membership_id == _member.c.id)
    .where(_plan.c.id == bindparam("plan"))
)


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


class PageKey(NamedTuple):
    """While it stays as it is, the plan reads the same to this reader.

    Everything in a plan that its reader may see was told by an event in a stream that the same reader may see, and the
    hash of its newest event covers all of a stream. What no event tells stands here itself: who is on the case and as
    what, how the case is called, and the day. The streams of others are left out, so that nobody can tell by the time a
    page takes that somebody has done something in private.
    """

    reader: UUID
    plan: UUID
    today: date
    case: tuple[object, ...]
    participants: frozenset[Participant]
    hashes: frozenset[tuple[Stream, str]]


class Reading(NamedTuple):
    """Somebody on a plan's case at one moment, by facts alone; `begun`: they have read the page of first sight."""

    key: PageKey
    side: Side
    roles: Set[Role]
    issued: Set[Party]
    begun: bool


def reading_of(connection: Connection, plan_id: UUID, person_id: UUID, *, today: date) -> Reading | None:
    """Where this person stands as a reader of this plan, in one query; None for a stranger."""
    rows = connection.execute(ONE_READING, {"plan": plan_id}).all()
    own = [row for row in rows if row.person_id == person_id]
    if not own:
        return None
    reader, roles = own[0], defaultdict[UUID, set[Role]](set)
    newest = {stream: getattr(reader, f"head_{stream.value}") for stream in streams_of(reader.side)}
    for row in rows:
        roles[row.id].add(row.role)
    key = PageKey(
        reader=reader.id,
        plan=plan_id,
        today=today,
        case=_called(reader),
        participants=frozenset(Participant(row.id, row.name, row.side, frozenset(roles[row.id])) for row in rows),
        hashes=frozenset((stream, head) for stream, head in newest.items() if head),
    )
    issued = {party for party in Party if getattr(reader, f"to_{party.value}")}
    return Reading(key, reader.side, roles[reader.id], issued, reader.begun)


def page_key_of(plan: Plan, member: Membership, newest: Sequence[Head], *, today: date) -> PageKey:
    """The same of what `load` brought along, with the newest events of the reader's streams."""
    return PageKey(
        reader=member.id,
        plan=plan.id,
        today=today,
        case=_called(plan.case),
        participants=frozenset(
            Participant(one.id, one.name, one.side, frozenset(each.role for each in one.roles))
            for one in plan.case.memberships
        ),
        hashes=frozenset((head.stream, head.hash) for head in newest),
    )


def heads(session: Session, case_id: UUID, streams: Sequence[Stream]) -> tuple[Head, ...]:
    """The newest event of each of these streams that has one, in one query whatever their length."""
    found = session.execute(_newest(tuple(streams)), {"case": case_id})
    return tuple(sorted((Head(row.stream, row.seq, row.hash) for row in found), key=lambda head: head.stream.value))


def _called(case: object) -> tuple[object, ...]:
    return tuple(getattr(case, name) for name in CASE_FACTS)


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
