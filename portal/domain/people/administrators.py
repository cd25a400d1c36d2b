"""Who looks after the people of an organisation, and who comes to these and leaves them (design: people)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.organisation import Staff, enlist, expect_acting, expect_here, hold_still, staff_of
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import StaffInvitation, settle, take_back_those_of

LAST_ADMINISTRATOR = "{organisation} always has an administrator who can sign in. Make somebody else one first."
ALREADY = "{name} is an administrator already."
NOT_PSR = "Only PSR opens cases."
AS_BEFORE = "Nothing has changed: that is so already."
IS_NONE = "{name} is no administrator."


def join(session: Session, invitation: StaffInvitation, person: Person, *, at: datetime) -> Staff:
    """Let this person act for the organisation, once. Refused where it no longer holds, or was for another address."""
    invitation.expect_for(person)
    settle(session, invitation, at)
    by = invitation.by.person if invitation.by else None
    staff = enlist(session, invitation.organisation, person, at)
    _tell_account(session, staff, AccountChange.JOINED_STAFF, by, at)
    if invitation.is_administrator and not staff.is_administrator:
        staff.is_administrator = True
        _tell_account(session, staff, AccountChange.ADMINISTRATOR, by, at)
    return staff


def make_administrator(session: Session, staff: Staff, *, by: Staff | None, at: datetime) -> None:
    """Let them look after the people of their organisation; `by` is None for those who run the service."""
    _hold(session, staff, by)
    if staff.is_administrator:
        raise Refused(ALREADY.format(name=staff.name))
    staff.is_administrator = True
    _tell_account(session, staff, AccountChange.ADMINISTRATOR, by.person if by else None, at)


def end_administrator(session: Session, staff: Staff, *, by: Staff, at: datetime) -> None:
    """Let them be among the people of their organisation, and no more; whom they asked is asked no longer.

    Refused for its last administrator.
    """
    _hold(session, staff, by)
    if not staff.is_administrator:
        raise Refused(IS_NONE.format(name=staff.name))
    _expect_another(session, staff)
    staff.is_administrator = False
    take_back_those_of(session, staff, at)
    _tell_account(session, staff, AccountChange.NO_ADMINISTRATOR, by.person, at)


def let_open_cases(session: Session, staff: Staff, may: bool, *, by: Staff, at: datetime) -> None:
    """Let somebody of PSR open cases, or no longer. Refused where that is so already, and outside PSR."""
    _hold(session, staff, by)
    if not staff.organisation.is_psr:
        raise Refused(NOT_PSR)
    if staff.person.opens_cases == may:
        raise Refused(AS_BEFORE)
    staff.person.opens_cases = may
    _tell_account(session, staff, AccountChange.OPENS_CASES if may else AccountChange.OPENS_NO_CASES, by.person, at)


def leave(session: Session, staff: Staff, *, by: Staff, at: datetime) -> None:
    """Let them no longer be among the people of their organisation; whom they asked is asked no longer.

    Refused for its last administrator, and for whoever has left already.
    """
    _hold(session, staff, by)
    _expect_another(session, staff)
    staff.left_at, staff.is_administrator = at, False
    staff.person.opens_cases = staff.person.opens_cases and not staff.organisation.is_psr
    take_back_those_of(session, staff, at)
    _tell_account(session, staff, AccountChange.LEFT_STAFF, by.person, at)


def _hold(session: Session, staff: Staff, by: Staff | None) -> None:
    """Hold the organisation still, and refuse who has left it, and who no longer looks after anybody's people."""
    hold_still(session, staff.organisation)
    expect_here(session, staff)
    expect_acting(session, by)


def _expect_another(session: Session, staff: Staff) -> None:
    """Refuse for the last administrator; one whose account is closed is none."""
    others = [one for one in staff_of(session, staff.organisation) if one is not staff and not one.person.closed_at]
    if staff.is_administrator and not any(one.is_administrator for one in others):
        raise Refused(LAST_ADMINISTRATOR.format(organisation=staff.organisation.name))


def _tell_account(session: Session, staff: Staff, change: AccountChange, by: Person | None, at: datetime) -> None:
    """Keep with the account what became of its owner in the organisation."""
    note(session, staff.person_id, change, at, by_id=by.id if by else None, said=staff.organisation.name)
