"""Who opened a plan and when, the newest hour first, a page at a time."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.cases.case import Case, Membership
from portal.domain.people.person import Person
from portal.domain.plans.access_row import AccessRow
from portal.domain.plans.plan import Plan
from portal.queries import Part


def openings_of(session: Session, plan: Plan, number: int, size: int) -> Part[AccessRow]:
    """Everybody's rows of this plan: for PSR's advisers alone."""
    of_plan = select(AccessRow).join(Membership).join(Person).where(AccessRow.plan_id == plan.id)
    rows = of_plan.order_by(AccessRow.hour.desc(), Person.name, AccessRow.id)
    return _part(session, rows.options(joinedload(AccessRow.membership)), number, size)


def own_openings(session: Session, person_id: UUID, number: int, size: int) -> Part[AccessRow]:
    """One person's own rows, of every plan, also of a case that they are no longer on."""
    theirs = select(AccessRow).join(Membership).join(Case).where(Membership.person_id == person_id)
    rows = theirs.order_by(AccessRow.hour.desc(), Case.reference, AccessRow.id)
    whose_case = joinedload(AccessRow.membership).joinedload(Membership.case)
    return _part(session, rows.options(whose_case), number, size)


def _part(session: Session, rows: Select[AccessRow], number: int, size: int) -> Part[AccessRow]:
    found = session.scalars(rows.limit(size + 1).offset((number - 1) * size)).unique().all()
    return Part(found[:size], number, len(found) > size)
