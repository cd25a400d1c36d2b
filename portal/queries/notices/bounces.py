"""To whom on their cases e-mail came back of late, for the advisers of PSR, who ring them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.participation import Participation
from portal.domain.dates import london_day
from portal.domain.people.bounce import people_with_bounce
from portal.domain.people.person import Person
from portal.policy import TABLE
from portal.queries.notices.messages import holding


def bounced_to_psr(session: Session, person: Person, at: datetime) -> Sequence[Membership]:
    """The others whose e-mail came back, each on the newest of the cases on which this person rings people."""
    mine, today = aliased(Membership), london_day(at)
    advised = select(mine.case_id).join(Participation, Participation.membership_id == mine.id)
    rings = Participation.role.in_(TABLE[Action.NOTE_SAFETY_CALL])
    advised = advised.where(mine.person_id == person.id, *holding(today, mine), rings)
    others = select(Membership).join(Membership.case).where(Membership.case_id.in_(advised))
    others = others.where(Membership.person_id != person.id, Membership.person_id.in_(people_with_bounce(at)))
    found = others.where(*holding(today)).order_by(Case.opened_at)
    return list({one.person_id: one for one in session.scalars(found).unique()}.values())
