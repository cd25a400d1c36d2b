"""Somebody who acts for an organisation asks a colleague to take over several of their cases (design: people).

Each case has an invitation of its own, as if it were asked there: until it is accepted they stay on it.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Fault, Refused, all_at_once, expect_none
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.invitation import Invitation, accept, invite
from portal.domain.cases.roles import Role
from portal.domain.cases.wanted import Wanted
from portal.domain.dates import london_day
from portal.domain.people.organisation import Staff, hold_still
from portal.domain.people.person import Person
from portal.domain.staff.away import colleagues_of
from portal.domain.staff.taking_off import held_by

NO_CASE = Fault("Tick the cases that you hand over.", "cases")
NO_COLLEAGUE = Fault("Choose the colleague who takes them over.", "colleague")
NONE_TAKEN = "Tick the cases that you take over. You need take none."
ON_CASE = "Case {reference}: {sentence}"

Taken = TypeVar("Taken")


def to_hand_over(session: Session, staff: Staff, today: date) -> Sequence[Membership]:
    """The places that are theirs to give to somebody else: on a case where they cover, they have none."""
    return [one for one in held_by(session, staff, today) if _roles(one)]


def hand_over_cases(
    session: Session, staff: Staff, cases: Collection[UUID], to: Staff | None, *, at: datetime, days: int, most: int
) -> list[Invitation]:
    """Ask the colleague on each of these cases, all of which are locked.

    Raises Refused, naming each case, where on one of them it cannot be asked: then nobody is asked.
    """
    hold_still(session, staff.organisation)
    places = [one for one in to_hand_over(session, staff, london_day(at)) if one.case_id in cases]
    is_colleague = to is not None and to in colleagues_of(session, staff)
    expect_none(([] if places else [NO_CASE]) + ([] if is_colleague else [NO_COLLEAGUE]))
    wanted = [(one, _wanted(one, to, role)) for one in places for role in _roles(one) if to]
    with all_at_once() as tried:
        asked = [
            tried(_on, one.case, partial(invite, session, one.case, who, by=one, at=at, days=days, most=most))
            for one, who in wanted
        ]
    return [invitation for invitation, _ in asked]


def handed_to(session: Session, person: Person, at: datetime) -> Sequence[Invitation]:
    """What colleagues ask this person to take over, by the cases' references."""
    asked = select(Invitation).join(Invitation.case).where(Invitation.email == person.email)
    asked = asked.where(Invitation.is_to_colleague, Invitation.replaces_id.is_not(None), Invitation.expires_at > at)
    asked = asked.where(Invitation.accepted_at.is_(None), Invitation.ended_at.is_(None))
    return session.scalars(asked.order_by(Case.reference, Invitation.id)).unique().all()


def take_over(session: Session, person: Person, cases: Collection[UUID], *, at: datetime) -> list[Membership]:
    """Take these cases over, all of which are locked: whoever handed them over is off them.

    Raises Refused, naming each case, where one cannot be taken: then none is.
    """
    asked = [one for one in handed_to(session, person, at) if one.case_id in cases]
    if not asked:
        raise Refused(NONE_TAKEN, "cases")
    with all_at_once() as tried:
        return [tried(_on, one.case, partial(accept, session, one, person, at=at)) for one in asked]


def _on(case: Case, act: Callable[[], Taken]) -> Taken:
    """Do it on this case, which is named where it is refused."""
    try:
        return act()
    except Refused as refused:
        raise Refused(ON_CASE.format(reference=case.reference, sentence=refused.sentence), "cases") from refused


def _roles(member: Membership) -> list[Role]:
    return [one.role for one in member.roles if member.has_for_good(one.role)]


def _wanted(place: Membership, to: Staff, role: Role) -> Wanted:
    person = to.person
    return Wanted(role, person.name, person.email, person.job, replaces=place, is_colleague=True)
