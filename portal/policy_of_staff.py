"""Who may do what beyond a case: about the people of an organisation, and about accounts (the rest: `policy.py`)."""

from portal.actions import OwnAction, StaffAction
from portal.domain.cases.roles import Side
from portal.domain.cases.standing import Standing
from portal.domain.people.organisation import Organisation, Staff
from portal.domain.people.person import Person
from portal.domain.staff.away import Absence
from portal.domain.staff.taking_off import SIDE_OF
from portal.providers import Provider

# what PSR's administrators do for the whole service, and what about whoever it is
FINDING = {
    StaffAction.VIEW_ORGANISATIONS,
    StaffAction.ADD_ORGANISATION,
    StaffAction.VIEW_ACCOUNTS,
    StaffAction.VIEW_MAIL,
    StaffAction.SEND_MAIL_AGAIN,
}
FOR_ALL = FINDING | {StaffAction.CHANGE_ACCOUNT, StaffAction.RESTORE_ACCOUNT}
# what any administrator does for the people of their own organisation, and PSR's for another one too
FOR_THEIR_OWN = set(StaffAction) - FOR_ALL
FOR_ANOTHER = FOR_THEIR_OWN - {StaffAction.TAKE_OFF_STAFF, StaffAction.LET_OPEN_CASES}


def may_in(actor: Staff, action: StaffAction, organisation: Organisation) -> bool:
    """Whether this member of staff may do this to the people of an organisation."""
    is_own = actor.organisation_id == organisation.id
    allowed = FOR_THEIR_OWN if is_own else FOR_ANOTHER if actor.organisation.is_psr else set()
    return action in allowed and actor.administrates


def may_for_all(actor: Staff, action: StaffAction, owner: Person | None = None) -> bool:
    """Whether this member of staff may find accounts, organisations and mail, or do this to an account not theirs."""
    not_theirs = action in FINDING or (owner is not None and owner.id != actor.person_id)
    return action in FOR_ALL and not_theirs and actor.organisation.is_psr and actor.administrates


def may_for_oneself(actor: Staff, action: OwnAction, thing: Staff | Absence) -> bool:
    """Whether it is for this member of staff: their own place, their own absence, or one that they are to cover."""
    if actor.left_at:
        return False
    if isinstance(thing, Absence):
        concerned = {OwnAction.COME_BACK: thing.staff_id, OwnAction.COVER: thing.cover_id}
        return concerned.get(action) == actor.id
    reaches_cases = thing.organisation.kind in SIDE_OF
    return action in {OwnAction.GO_AWAY, OwnAction.HAND_OVER_CASES} and thing.id == actor.id and reaches_cases


def may_open_cases(person: Person) -> bool:
    """Whether this person may open a new case: PSR's advisers (002 §4.1)."""
    return person.opens_cases


def may_vouch(provider: Provider, standing: Standing) -> bool:
    """Whether a provider may sign in who stands so: never the practitioner's side, and none but whom it speaks for."""
    if provider.speaks_for_psr:
        return standing.sides <= {Side.PSR}
    is_theirs = all(map(provider.speaks_for_organisation, standing.organisations))
    return is_theirs and standing.sides <= {Side.ORGANISATION} and not standing.opens_cases
