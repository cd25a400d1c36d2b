"""To whom on their cases e-mail came back of late, for the advisers of PSR, who ring them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.people.bounce import people_with_bounce
from portal.policy import TABLE
from portal.queries.notices.messages import holding


def bounced_on(session: Session, members: Collection[Membership], at: datetime) -> Mapping[UUID, Sequence[Membership]]:
    """By the case, the others on it whose e-mail came back, where these members ring people: one query."""
    cases = {one.case_id for one in members if one.has(*TABLE[Action.NOTE_SAFETY_CALL])}
    if not cases:
        return {}
    others = select(Membership).where(Membership.case_id.in_(cases), Membership.id.not_in([one.id for one in members]))
    back = others.where(Membership.person_id.in_(people_with_bounce(at)), *holding(london_day(at)))
    found: dict[UUID, list[Membership]] = {}
    for one in session.scalars(back).unique():
        found.setdefault(one.case_id, []).append(one)
    return found
