"""While somebody is away a colleague acts on their case, until a day and never as a signatory (design: people)."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused
from portal.domain.cases import events
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import TOLD_IN_PRIVATE, Role, Side
from portal.domain.dates import day, london_day
from portal.domain.people.person import Person

OTHER_SIDE = "You are, or were, on another side of this case. Nobody is told why you do not cover here."
OTHER_ROLE = "You do something else on this case for PSR, and cannot do both."


class Cover(Identified, Base):
    """Who acts on a case in whose place, until which day at the latest; `ended_at` where it ended before.

    Whoever has a place on the case for this alone has it until the same day: then it ends by itself.
    """

    __tablename__ = "cover"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    away_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    until: Mapped[date]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    case: Mapped[Case] = relationship()
    member: Mapped[Membership] = relationship(foreign_keys=[member_id], lazy="joined", innerjoin=True)
    away: Mapped[Membership] = relationship(foreign_keys=[away_id], lazy="joined", innerjoin=True)

    def holds(self, today: date) -> bool:
        return self.ended_at is None and today <= self.until and self.member.holds(today)


def role_of_cover(away: Membership) -> Role:
    """As what somebody covers for this member."""
    if away.side is Side.ORGANISATION:
        return Role.EDITOR
    return Role.ADVISER if away.has(Role.ADVISER) else Role.REVIEWER


def why_no_cover(away: Membership, person: Person, today: date) -> str:
    """Why this person cannot cover for this member of their organisation, as they alone may read it; "" if they can."""
    known = away.case.membership_of(person)
    if known and known.side is not away.side:
        return OTHER_SIDE
    does_else = known and known.holds(today) and away.side is Side.PSR and not known.has(role_of_cover(away))
    return OTHER_ROLE if does_else else ""


def begin_cover(session: Session, away: Membership, person: Person, *, until: date, at: datetime) -> Cover:
    """Let this person act as the colleague of a member who is away. Refused for whoever is not free to."""
    case, today = away.case, london_day(at)
    if why := why_no_cover(away, person, today):
        raise Refused(why)
    member = case.membership_of(person)
    if member is None or not member.holds(today):
        member = case.enrol(session, person, role_of_cover(away), at)
        member.last_day = until
    elif member.last_day:
        member.last_day = max(member.last_day, until)
    cover = Cover(case=case, member=member, away=away, until=until, at=at)
    session.add(cover)
    session.flush()
    _tell(session, cover, events.COVER_BEGAN, member, at)
    return cover


def end_cover(session: Session, cover: Cover, *, by: Membership | None, at: datetime) -> None:
    """Let it be over: who had a place for this alone is off the case, unless they cover for somebody else too."""
    member = cover.member
    cover.ended_at = at
    if member.last_day:
        others = [one.until for one in covers_on(session, cover.case, london_day(at)) if one.member is member]
        member.last_day = max(others, default=member.last_day)
        member.ended_at = member.ended_at if others else at
    _tell(session, cover, events.COVER_ENDED, by, at)


def end_covers_for(session: Session, away: Membership, *, by: Membership | None, at: datetime) -> None:
    """Let nobody act in the place of this member any more: they are back, or off the case."""
    for one in covers_on(session, away.case, london_day(at)):
        if one.away is away:
            end_cover(session, one, by=by, at=at)


def cover_no_more(session: Session, member: Membership, at: datetime) -> None:
    """Let this member, who is off the case from now on, act in nobody’s place if they come back."""
    for one in covers_on(session, member.case, london_day(at)):
        one.ended_at = at if one.member is member else None


def covers_on(session: Session, case: Case, today: date) -> Sequence[Cover]:
    """Who covers on this case today, the earliest first."""
    wanted = select(Cover).where(Cover.case_id == case.id, Cover.ended_at.is_(None), Cover.until >= today)
    found = session.scalars(wanted.order_by(Cover.at, Cover.id)).unique()
    return [one for one in found if one.holds(today)]


def told_in(member: Membership) -> record.Stream:
    """The stream of those who may know since when this member of an organisation is on the case."""
    private = (TOLD_IN_PRIVATE[one.role] for one in member.roles if one.role in TOLD_IN_PRIVATE)
    return next(private, record.Stream.SHARED)


def _tell(session: Session, cover: Cover, kind: record.Kind, by: Membership | None, at: datetime) -> None:
    values = {"name": cover.away.name, "role": role_of_cover(cover.away).value, "until": day(cover.until)}
    cover.case.tell(session, told_in(cover.away), kind, by=by, subject=cover.id, at=at, values=values)
