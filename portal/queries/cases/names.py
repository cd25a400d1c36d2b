"""By what name the people of a case are known to one viewer."""

from uuid import UUID

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role, Side
from portal.domain.record import SERVICE

THE_SERVICE = "Those who run this service"


def names(case: Case, viewer: Membership, *, to_pass_on: bool = False) -> dict[UUID, str]:
    """Each member's name by their membership's id, and what those are called who run the service.

    A representative is not named to the other party, nor in a file that its reader may pass on: only where what is
    private was asked for.
    """
    hidden = {Side.ORGANISATION, Side.OBSERVER} | ({viewer.side} if to_pass_on else set())
    named = {member.id: _name(case, member, viewer.side in hidden) for member in case.memberships}
    return named | {SERVICE: THE_SERVICE}


def _name(case: Case, member: Membership, hidden: bool) -> str:
    if hidden and member.has(Role.REPRESENTATIVE):
        return f"{case.practitioner}’s representative"
    return member.name
