"""For what news no e-mail was written yet, and whether an e-mail that waits is still of use."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.cases.case import Case, Membership
from portal.domain.notices.heard import heard_of
from portal.domain.notices.news import News
from portal.domain.notices.notice import Notice
from portal.domain.people.mail_preference import Cadence
from portal.domain.people.person import Person
from portal.domain.record import Event
from portal.queries.negotiation.awaited import awaited_on
from portal.queries.notices.messages import holding


def readers_with_news(session: Session, today: date) -> Sequence[UUID]:
    """The people for whose news no e-mail was written yet."""
    return session.scalars(_unmailed(select(Membership.person_id).distinct(), today)).all()


def news_of(session: Session, person_id: UUID, cadence: Cadence, today: date, most: int) -> News:
    """The oldest news of one person, so many messages at most; to who wants so, it is told where it is their turn."""
    with_event = joinedload(Notice.event).lazyload(Event.values)
    wanted = _unmailed(select(Notice), today).where(Membership.person_id == person_id)
    found = session.scalars(wanted.order_by(Notice.at).limit(most).options(with_event)).unique().all()
    heard = [(one, said) for one in found if (said := heard_of(one.event))]
    is_urgent = any(said.urgent for _, said in heard)
    is_wanted = bool(heard)
    if cadence is Cadence.MY_TURN and not is_urgent:
        is_wanted = _is_turn(session, {one.membership_id for one, _ in heard}, today)
    return News(person_id, [one.id for one in found], is_wanted, is_urgent)


def has_news(session: Session, person_id: UUID, today: date) -> bool:
    """Whether this person has an open account, and news that they have not read."""
    unread = select(Notice.id).join(Notice.membership).join(Membership.case).join(Membership.person)
    unread = unread.where(Membership.person_id == person_id, *_told_now(today))
    return bool(session.scalar(select(exists(unread))))


def _is_turn(session: Session, members: set[UUID], today: date) -> bool:
    cases = session.scalars(select(Membership.case_id).where(Membership.id.in_(members))).all()
    awaited = awaited_on(session, cases, today) if cases else []
    return any(member.id in members for one in awaited for member in one.people(today))


def _unmailed(wanted: Select[Any], today: date) -> Select[Any]:
    joined = wanted.join(Notice.membership).join(Membership.case).join(Membership.person)
    return joined.where(Notice.mailed_at.is_(None), *_told_now(today))


def _told_now(today: date) -> tuple[ColumnElement[bool], ...]:
    """Of cases that they are on and that go on, as while a case is paused nobody is sent anything."""
    return Notice.read_at.is_(None), Case.paused_at.is_(None), Person.closed_at.is_(None), *holding(today)
