"""Who of an organisation can be chosen when somebody is invited to a case."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Case
from portal.domain.cases.roles import Role
from portal.domain.people.organisation import Organisation, OrganisationKind, Staff
from portal.domain.people.person import Person
from portal.domain.staff.taking_off import SIDE_OF


def colleagues(session: Session, case: Case, roles: Collection[Role]) -> Sequence[Staff]:
    """Who acts for the organisations behind these roles and is not on the case for them yet, by their names.

    Who is on another side of it stands in the list too: nobody learns here who that is.
    """
    of_theirs = or_(Organisation.id == case.organisation_id, Organisation.kind == OrganisationKind.PSR)
    here = select(Staff).join(Staff.organisation).join(Staff.person).where(of_theirs, Staff.left_at.is_(None))
    found = session.scalars(here.where(Person.closed_at.is_(None)).order_by(Person.name, Staff.id)).all()
    sides, there = (
        {role.side for role in roles},
        {(one.person_id, one.side) for one in case.memberships if not one.ended_at},
    )
    behind = [(one, SIDE_OF[one.organisation.kind]) for one in found]
    return [one for one, side in behind if side in sides and (one.person_id, side) not in there]
