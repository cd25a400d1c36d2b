"""What one person was told: a message for each act, with a sentence for each kind of thing that it did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Party, Role
from portal.domain.notices.heard import HEARD, heard_of
from portal.domain.notices.notice import Notice
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.domain.record import KINDS, Event
from portal.policy_of_sight import CASE_READERS, Subject, plan_of, sees
from portal.queries import Part
from portal.queries.cases.names import names

SOMEBODY = "Somebody"


@dataclass(frozen=True)
class Line:
    """One sentence, and what it is about; None where that is not theirs to open."""

    words: str
    thing: Subject | None


@dataclass(frozen=True)
class Message:
    """What one act did, as one reader hears of it; `id` is one of its notices, `other` whom the case is with."""

    id: UUID
    case: Case
    other: str
    at: datetime
    lines: list[Line]
    is_new: bool


def unread(session: Session, person: Person, today: date) -> int:
    """How many messages this person has not marked as read."""
    acts = _acts(person, today).where(Notice.read_at.is_(None)).subquery()
    return session.scalar(select(func.count()).select_from(acts)) or 0


def messages(session: Session, person: Person, today: date, number: int, size: int) -> Part[Message]:
    """The page of this number of a person's messages, the newest first."""
    wanted = _acts(person, today).order_by(Notice.at.desc(), Notice.membership_id)
    acts = session.execute(wanted.offset((number - 1) * size).limit(size + 1)).all()
    shown = [(row.membership_id, row.at) for row in acts[:size]]
    told = [one for one in _told(session, shown) if heard_of(one.event)]
    things = _things(session, [one.event for one in told])
    by_act = {act: list(of_it) for act, of_it in groupby(told, lambda one: (one.membership_id, one.at))}
    return Part([_message(by_act[act], things) for act in shown if act in by_act], number, len(acts) > size)


def _acts(person: Person, today: date) -> Select[UUID, datetime]:
    """The acts that this person was told of, of the cases that they are on today."""
    acts = select(Notice.membership_id, Notice.at).distinct().join(Notice.membership)
    return acts.where(Membership.person_id == person.id, *holding(today))


def holding(today: date, place: type[Membership] = Membership) -> tuple[ColumnElement[bool], ...]:
    """The places on cases that hold today, of those who are told of them."""
    lasts = or_(place.last_day.is_(None), place.last_day >= today)
    return place.ended_at.is_(None), lasts, place.side.in_(CASE_READERS)


def _told(session: Session, acts: Sequence[tuple[UUID, datetime]]) -> Sequence[Notice]:
    """The notices of these acts, each act's in the order in which it was told to the record."""
    if not acts:
        return []
    of_these = or_(*(and_(Notice.membership_id == member, Notice.at == at) for member, at in acts))
    wanted = select(Notice).join(Notice.event).where(of_these)
    with_people = joinedload(Notice.membership).joinedload(Membership.case).joinedload(Case.memberships)
    order = (Notice.membership_id, Notice.at, Event.stream, Event.seq)
    loaded = wanted.order_by(*order).options(with_people, joinedload(Notice.event).lazyload(Event.values))
    return session.scalars(loaded).unique().all()


def _things(session: Session, events: Sequence[Event]) -> Mapping[str, Any]:
    """What these events are about, by the id as the record writes it: one query for each class of things."""
    session.scalars(select(Plan).where(Plan.case_id.in_({one.case_id for one in events}))).unique().all()
    wanted: dict[Any, set[UUID]] = {}
    for event in events:
        wanted.setdefault(HEARD[KINDS[event.facts.kind]].about, set()).add(UUID(event.facts.subject))
    found = (
        session.scalars(select(kind).where(kind.id.in_(ids)).options(lazyload("*"))) for kind, ids in wanted.items()
    )
    return {str(one.id): one for several in found for one in several.unique()}


def _message(told: Sequence[Notice], things: Mapping[str, Any]) -> Message:
    first, known = told[0], names(told[0].membership.case, told[0].membership)
    alike: dict[tuple[str, str], list[Event]] = {}
    for one in told:
        facts = one.event.facts
        alike.setdefault((facts.kind, _whom(facts.subject, known)), []).append(one.event)
    member, case = first.membership, first.membership.case
    lines = [_line(member, events, known, things) for events in alike.values()]
    other = case.name_of(member.party.other if member.party else Party.PRACTITIONER)
    return Message(first.id, case, other, first.at, lines, any(one.read_at is None for one in told))


def _line(member: Membership, events: Sequence[Event], known: Mapping[UUID, str], things: Mapping[str, Any]) -> Line:
    facts = events[0].facts
    heard = HEARD[KINDS[facts.kind]]
    said = {"who": _who(member, facts.actor, known), "whom": _whom(facts.subject, known), "count": len(events)}
    words = (heard.several if len(events) > 1 and heard.several else heard.words).format(**said)
    return Line(words, _place(member, {things.get(one.facts.subject) for one in events}))


def _who(member: Membership, actor: str, known: Mapping[UUID, str]) -> str:
    """Who did it, as this member knows them: by name of their own side and representatives, else the party, or PSR."""
    acted = next((one for one in member.case.memberships if str(one.id) == actor), None)
    if acted is None or acted.side is member.side or acted.has(Role.REPRESENTATIVE):
        return known.get(UUID(actor), SOMEBODY)
    return member.case.name_of(acted.party) if acted.party else "PSR"


def _whom(subject: str, known: Mapping[UUID, str]) -> str:
    return known.get(UUID(subject), "")


def _place(member: Membership, about: Iterable[Any]) -> Subject | None:
    """The thing itself; of several, the plan that they are of, or the case."""
    seen = {one for one in about if one is not None and sees(member, one)}
    if len(seen) == 1:
        return seen.pop()  # type: ignore[no-any-return] # each class of the table is of a case
    plans = {plan_of(one) for one in seen}
    return plans.pop() if len(plans) == 1 else None
