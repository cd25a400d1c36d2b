"""Somebody no longer acts for an organisation: their places on its cases end at once, and what they said stays."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.invitation import Invitation, take_back, take_off
from portal.domain.cases.leaving import why_needed
from portal.domain.cases.roles import SIDES, Role, Side
from portal.domain.dates import london_day
from portal.domain.people.administrators import leave
from portal.domain.people.organisation import OrganisationKind, Staff, hold_still
from portal.text.english import listed

SIDE_OF = {OrganisationKind.HEALTHCARE: Side.ORGANISATION, OrganisationKind.PSR: Side.PSR}
NEEDED = "{name} is the only adviser of PSR on {cases}. Put another adviser on each of them first."
AGAINST = "You are on another side of a case that {name} is on. Ask another administrator, or PSR, to take them off."
MEANWHILE = "{name} was put on a case, or asked to one, at this moment. Nothing was done. Try again."


def held_by(session: Session, staff: Staff, today: date) -> Sequence[Membership]:
    """Their places on cases for this organisation, by the cases' references; none that they have for themselves."""
    theirs = select(Membership).join(Membership.case).where(Membership.person_id == staff.person_id)
    theirs = theirs.where(Membership.side == _side(staff), Membership.ended_at.is_(None), *_of(staff))
    theirs = theirs.where(or_(Membership.last_day.is_(None), Membership.last_day >= today))
    return session.scalars(theirs.order_by(Case.reference)).unique().all()


def cases_concerned(session: Session, staff: Staff, today: date) -> list[UUID]:
    """Every case to lock, in this order, before they are taken off: where they have a place, or are asked to one."""
    return sorted(_cases_of(held_by(session, staff, today), asked_of(session, staff)))


def only_signatory_on(places: Sequence[Membership]) -> list[Case]:
    """The cases on which nobody signs for the organisation once these places have ended."""
    return [one.case for one in places if one.has(Role.SIGNATORY) and not _another_signs(one)]


def only_adviser_on(places: Sequence[Membership]) -> list[Case]:
    """The cases that cannot be without one of these places."""
    return [one.case for one in places if why_needed(one)]


def are_against(by: Staff, places: Sequence[Membership], asked: Sequence[Invitation]) -> bool:
    """Whether this administrator is on another side of a case of one of these places, or invitations to one."""
    theirs = [(one.side, one.case.membership_of(by.person)) for one in places]
    theirs += [(one.role.side, one.case.membership_of(by.person)) for one in asked]
    return any(mine and not mine.ended_at and mine.side is not side for side, mine in theirs)


def take_off_staff(session: Session, staff: Staff, *, by: Staff, at: datetime, locked: Collection[UUID]) -> None:
    """Take them off the organisation, off its cases that are `locked`, and back what they were asked to there.

    Raises Refused for the last administrator and for the only adviser of a case, for an administrator who is on
    another side of one of these cases, and where another case came up.
    """
    hold_still(session, staff.organisation)
    places, asked = held_by(session, staff, london_day(at)), asked_of(session, staff)
    if not _cases_of(places, asked) <= set(locked):
        raise Refused(MEANWHILE.format(name=staff.name))
    if are_against(by, places, asked):
        raise Refused(AGAINST.format(name=staff.name))
    if needed := only_adviser_on(places):
        raise Refused(NEEDED.format(name=staff.name, cases=listed([one.reference for one in needed])))
    leave(session, staff, by=by, at=at)
    for invitation in asked:
        take_back(session, invitation, by=_on(invitation.case, by, _side(staff)), at=at)
    for place in places:
        take_off(session, place, by=_on(place.case, by, _side(staff)), at=at)


def asked_of(session: Session, staff: Staff) -> Sequence[Invitation]:
    """The open invitations to act for this organisation that were sent to their address."""
    roles = [role for role, side in SIDES.items() if side is _side(staff)]
    open_ones = select(Invitation).join(Invitation.case).where(Invitation.email == staff.person.email)
    open_ones = open_ones.where(Invitation.accepted_at.is_(None), Invitation.ended_at.is_(None))
    return session.scalars(open_ones.where(Invitation.role.in_(roles), *_of(staff))).unique().all()


def _cases_of(places: Sequence[Membership], asked: Sequence[Invitation]) -> set[UUID]:
    return {one.case_id for one in places} | {one.case_id for one in asked}


def _side(staff: Staff) -> Side | None:
    """On which side of cases they act for the organisation; None where it never reaches a case."""
    return SIDE_OF.get(staff.organisation.kind)


def _of(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    """Which cases are the organisation's: all of them are PSR's."""
    return () if staff.organisation.is_psr else (Case.organisation_id == staff.organisation_id,)


def _on(case: Case, by: Staff, side: Side | None) -> Membership | None:
    """Who acts, as the record of a case tells it: their place on this side of it, if they have one."""
    member = case.membership_of(by.person)
    return member if member and member.side is side and not member.ended_at else None


def _another_signs(member: Membership) -> bool:
    return any(one is not member for one in member.case.holders(Role.SIGNATORY))
