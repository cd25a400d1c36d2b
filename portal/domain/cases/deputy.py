"""A signatory names a colleague on the case who may sign in their place, and both sides are told (design: people)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.participation import Participation
from portal.domain.cases.presence import expect_here
from portal.domain.cases.roles import SIGNING_ROLES, Party, Role
from portal.domain.dates import day

SIGNS_ALREADY = "They sign for the organisation already."
NO_DEPUTY = "They are named to sign in nobody’s place."
NOT_A_SIGNATORY = "Only whoever signs for the organisation themselves names a deputy."


def name_deputy(session: Session, member: Membership, *, by: Membership, at: datetime) -> None:
    """Let this member sign in the place of `by`, who still may: one of the two does.

    Raises Refused for whoever signs already or is off the case, and where `by` is a deputy themselves.
    """
    expect_here(member, at)
    if not by.has_for_good(Role.SIGNATORY):
        raise Refused(NOT_A_SIGNATORY)
    if member.has(Role.SIGNATORY):
        raise Refused(SIGNS_ALREADY)
    member.roles.append(Participation(role=Role.SIGNATORY, side=member.side, deputy_for_id=by.id))
    session.flush()
    _tell(session, member, events.DEPUTY_NAMED, by, at)


def end_deputy(session: Session, member: Membership, *, by: Membership | None, at: datetime) -> None:
    """Let them sign no longer; what they have signed stays. Refused for whoever is nobody’s deputy."""
    found = next((one for one in member.roles if one.deputy_for_id), None)
    if found is None:
        raise Refused(NO_DEPUTY)
    member.roles.remove(found)
    session.flush()
    _tell(session, member, events.DEPUTY_ENDED, by, at)


def end_deputies_of(session: Session, signatory: Membership, *, by: Membership | None, at: datetime) -> None:
    """Let nobody sign in the place of who is off the case."""
    for one in signatory.case.memberships:
        if deputises_for(one) is signatory:
            end_deputy(session, one, by=by, at=at)


def deputises_for(member: Membership) -> Membership | None:
    """In whose place this member may sign; None for who signs for good, or not at all."""
    named = {one.deputy_for_id for one in member.roles if one.deputy_for_id}
    return next((one for one in member.case.memberships if one.id in named), None)


def who_may_sign(case: Case, party: Party) -> list[str]:
    """By name, who signs for this party, and then who may in their place, with the last day of it if there is one."""
    role = SIGNING_ROLES[party]
    deputies = [one for one in case.memberships if not one.ended_at and deputises_for(one)]
    named = [f"{one.name} (deputy{f' until {day(one.last_day)}' if one.last_day else ''})" for one in deputies]
    return [one.name for one in case.holders(role)] + (named if role is Role.SIGNATORY else [])


def keep_for_good(member: Membership, role: Role) -> None:
    """Let them have this role in nobody’s place."""
    for one in member.roles:
        one.deputy_for_id = None if one.role is role else one.deputy_for_id


def _tell(session: Session, member: Membership, kind: record.Kind, by: Membership | None, at: datetime) -> None:
    shared, values = record.Stream.SHARED, {"name": member.name}
    member.case.tell(session, shared, kind, by=by, subject=member.id, at=at, values=values)
