"""Who may do what beyond a case: about the people of an organisation, and about accounts (the rest: `policy.py`)."""

from portal.actions import StaffAction
from portal.domain.people.organisation import Organisation, Staff
from portal.domain.people.person import Person

# what PSR's administrators do for the whole service, and what about whoever it is
FINDING = {StaffAction.VIEW_ORGANISATIONS, StaffAction.VIEW_ACCOUNTS}
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
    """Whether this member of staff may find accounts and organisations, or do this to an account that is not theirs."""
    not_theirs = action in FINDING or (owner is not None and owner.id != actor.person_id)
    return action in FOR_ALL and not_theirs and actor.organisation.is_psr and actor.administrates
