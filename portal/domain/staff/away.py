"""Somebody who acts for an organisation is away, and asks a colleague to cover on all their cases (design: people).

The colleague says yes first, and chooses on which: so nobody learns why they do not cover on one of them.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Fault, Identified, Refused, expect_none
from portal.domain.cases import events
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.cover import Cover, begin_cover, end_covers_for, told_in
from portal.domain.cases.roles import Side
from portal.domain.dates import day, london_day
from portal.domain.people.organisation import Staff, expect_here, hold_still
from portal.domain.staff.taking_off import SIDE_OF, held_by

PASSED = Fault("Give the last day on which you are away, from today on.", "until")
NO_COLLEAGUE = Fault("Choose a colleague of {organisation} who has an account, or nobody.", "cover")
AWAY_ALREADY = "You have said already that you are away. Say that you are back first."
BACK_ALREADY = "This is over already."
ANSWERED = "You have answered this already."
MEANWHILE = "A case came up at this moment. Nothing was done. Try again."
NOTHING_TICKED = "Tick the cases on which you cover, or say that you cannot."
STANDING = text("ended_at IS NULL")


class Absence(Identified, Base):
    """Until which day somebody is away from an organisation, and who is asked to cover, if anybody.

    They have one at a time there: it ends with its last day by itself, or before. `is_accepted` is the answer.
    """

    __tablename__ = "absence"
    __table_args__ = (
        Index("ix_absence_standing", "staff_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
        CheckConstraint("(answered_at IS NULL) = (is_accepted IS NULL)", name="answered_once"),
    )

    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.id"))
    cover_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    until: Mapped[date]
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    is_accepted: Mapped[bool | None]
    ended_at: Mapped[datetime | None]
    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="joined", innerjoin=True)
    cover: Mapped[Staff | None] = relationship(foreign_keys=[cover_id], lazy="joined")

    def holds(self, today: date) -> bool:
        is_here = self.staff.left_at is None and self.at >= self.staff.joined_at
        return self.ended_at is None and today <= self.until and is_here

    def waits(self, today: date) -> bool:
        """Whether the colleague has still to answer."""
        return self.holds(today) and self.cover is not None and not (self.cover.left_at or self.answered_at)


def go_away(
    session: Session,
    staff: Staff,
    *,
    until: date | None,
    cover: Staff | None,
    at: datetime,
    locked: Collection[uuid.UUID],
) -> Absence:
    """Say until which day one is away, and whom one asks to cover; the record of each case tells until when.

    Raises Refused, naming each field, for a day that has passed and whoever is no colleague; while one is away
    already; and where a case came up that is not `locked`.
    """
    hold_still(session, staff.organisation)
    expect_here(session, staff)
    expect_none(_faults(session, staff, until, cover, london_day(at)))
    before = standing_of(session, staff)
    if before and before.holds(london_day(at)):
        raise Refused(AWAY_ALREADY)
    if before:
        before.ended_at = at
        session.flush()
    absence = Absence(staff=staff, cover=cover, until=until, at=at)
    session.add(absence)
    session.flush()
    for place in _expect_locked(session, staff, locked, at):
        _tell(session, place, events.COLLEAGUE_AWAY, at, {"until": day(absence.until)})
    return absence


def come_back(session: Session, absence: Absence, *, at: datetime, locked: Collection[uuid.UUID]) -> None:
    """Be back before that day: nobody covers from now on, and what they said and did stays. Refused once it is over."""
    hold_still(session, absence.staff.organisation)
    session.refresh(absence)
    if not absence.holds(london_day(at)):
        raise Refused(BACK_ALREADY)
    absence.ended_at = at
    for place in _expect_locked(session, absence.staff, locked, at):
        end_covers_for(session, place, by=place, at=at)
        _tell(session, place, events.COLLEAGUE_BACK, at, {})


def agree_to_cover(
    session: Session, absence: Absence, cases: Collection[uuid.UUID], *, at: datetime, locked: Collection[uuid.UUID]
) -> Sequence[Cover]:
    """Cover on these of their cases, which tell so. Refused where one is not free to, and once it is settled."""
    colleague = _expect_waiting(session, absence, at)
    places = [one for one in _expect_locked(session, absence.staff, locked, at) if one.case_id in cases]
    if not places:
        raise Refused(NOTHING_TICKED, "covers")
    begun = [begin_cover(session, one, colleague.person, until=absence.until, at=at) for one in places]
    absence.answered_at, absence.is_accepted = at, True
    return begun


def refuse_to_cover(session: Session, absence: Absence, *, at: datetime) -> None:
    """Say that one cannot; nobody asks why."""
    _expect_waiting(session, absence, at)
    absence.answered_at, absence.is_accepted = at, False


def colleagues_of(session: Session, staff: Staff) -> Sequence[Staff]:
    """Whom this member of staff can ask, by their names: everybody of the organisation who can sign in."""
    here = select(Staff).join(Staff.person).where(Staff.organisation_id == staff.organisation_id)
    found = session.scalars(here.where(Staff.left_at.is_(None), Staff.id != staff.id)).all()
    return sorted((one for one in found if not one.person.closed_at), key=lambda one: (one.name, one.id))


def standing_of(session: Session, staff: Staff) -> Absence | None:
    """What this member of staff said last, unless they said that they are back; its last day may have passed."""
    return session.scalar(select(Absence).where(Absence.staff_id == staff.id, Absence.ended_at.is_(None)))


def away_on(session: Session, case: Case, today: date) -> dict[uuid.UUID, Absence]:
    """Who of a case is away from the organisation that they act for on it, by their membership."""
    people = [one.person_id for one in case.memberships if one.person_id]
    wanted = select(Absence).join(Staff, Staff.id == Absence.staff_id).where(Staff.person_id.in_(people))
    found = session.scalars(wanted.where(Absence.ended_at.is_(None), Absence.until >= today)).unique().all()
    theirs: dict[tuple[uuid.UUID | None, Side | None], Absence] = {
        (one.staff.person_id, _side_on(case, one.staff)): one for one in found if one.holds(today)
    }
    here = [(one.id, (one.person_id, one.side)) for one in case.present(today)]
    return {member_id: theirs[who] for member_id, who in here if who in theirs}


def asked_to_cover(session: Session, places: Collection[Staff], today: date) -> list[Absence]:
    """Where colleagues wait for the answer of somebody with these places, the earliest first."""
    wanted = select(Absence).where(Absence.cover_id.in_([one.id for one in places]), Absence.answered_at.is_(None))
    found = session.scalars(wanted.where(Absence.ended_at.is_(None)).order_by(Absence.at, Absence.id)).unique()
    return [one for one in found if one.waits(today)]


def _side_on(case: Case, staff: Staff) -> Side | None:
    """On which side of this case they act for the organisation."""
    is_theirs = staff.organisation.is_psr or case.organisation_id == staff.organisation_id
    return SIDE_OF.get(staff.organisation.kind) if is_theirs else None


def _faults(session: Session, staff: Staff, until: date | None, cover: Staff | None, today: date) -> list[Fault]:
    faults = [PASSED] if until is None or until < today else []
    if cover and cover not in colleagues_of(session, staff):
        faults.append(
            NO_COLLEAGUE._replace(sentence=NO_COLLEAGUE.sentence.format(organisation=staff.organisation.name))
        )
    return faults


def _expect_waiting(session: Session, absence: Absence, at: datetime) -> Staff:
    hold_still(session, absence.staff.organisation)
    session.refresh(absence)
    if not absence.holds(london_day(at)) or absence.cover is None:
        raise Refused(BACK_ALREADY)
    if absence.answered_at:
        raise Refused(ANSWERED)
    return absence.cover


def _expect_locked(session: Session, staff: Staff, locked: Collection[uuid.UUID], at: datetime) -> Sequence[Membership]:
    """Their places on cases, all of which are locked."""
    places = held_by(session, staff, london_day(at))
    if not {one.case_id for one in places} <= set(locked):
        raise Refused(MEANWHILE)
    return places


def _tell(session: Session, place: Membership, kind: record.Kind, at: datetime, values: dict[str, str]) -> None:
    place.case.tell(session, told_in(place), kind, by=place, subject=place.id, at=at, values=values)
