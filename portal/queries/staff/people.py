"""The people of an organisation, as its administrators see them: who they are, never what is on a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role, Side
from portal.domain.people.organisation import Organisation, Staff, places_of, staff_of
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.domain.staff.taking_off import SIDE_OF, are_against, asked_of, held_by, only_adviser_on, only_signatory_on


@dataclass(frozen=True)
class Place:
    """An organisation that somebody acts for, and the names of those who look after its people."""

    staff: Staff
    administrators: list[str]

    @property
    def reaches_cases(self) -> bool:
        """Whether they act on cases for it."""
        return self.staff.organisation.kind in SIDE_OF


@dataclass(frozen=True)
class Leaving:
    """What it would mean to take somebody off: on how many cases they are, by reference where it matters.

    `is_against`: the administrator is on another side of one of these.
    """

    cases: int
    unsigned: list[str]
    needed: list[str]
    is_against: bool


def own_places(session: Session, person: Person) -> list[Place]:
    """For which organisations this person acts."""
    return [Place(one, _administrators(session, one.organisation)) for one in places_of(session, person)]


def leaving_of(session: Session, staff: Staff, by: Staff, today: date) -> Leaving:
    """What it would mean that this administrator takes this member of staff off their organisation."""
    places = held_by(session, staff, today)
    unsigned, needed = _going_on(session, only_signatory_on(places)), only_adviser_on(places)
    against = are_against(by, places, asked_of(session, staff))
    return Leaving(len(places), _references(unsigned), _references(needed), against)


def without_signatory(session: Session, organisation: Organisation) -> list[str]:
    """The references of cases that go on, on which somebody signed for the organisation, and now nobody does."""
    if organisation.is_psr:
        return []
    theirs = select(Case).where(Case.organisation_id == organisation.id).order_by(Case.reference)
    cases = session.scalars(theirs.options(selectinload(Case.memberships).selectinload(Membership.roles))).all()
    left = [case for case in cases if _signed_once(case) and not case.holders(Role.SIGNATORY)]
    return _references(_going_on(session, left))


def _signed_once(case: Case) -> bool:
    return any(one.side is Side.ORGANISATION and one.has(Role.SIGNATORY) for one in case.memberships)


def _going_on(session: Session, cases: Sequence[Case]) -> list[Case]:
    """Those of these cases whose plan did not end without being agreed: there somebody has to sign, or may have to."""
    plans = session.scalars(select(Plan).where(Plan.case_id.in_([one.id for one in cases]))).unique().all()
    closed = {plan.case_id for plan in plans if plan.closure} - {plan.case_id for plan in plans if not plan.closure}
    return [case for case in cases if case.id not in closed]


def _administrators(session: Session, organisation: Organisation) -> list[str]:
    return [one.name for one in staff_of(session, organisation) if one.is_administrator]


def _references(cases: Sequence[Case]) -> list[str]:
    return [one.reference for one in cases]
