"""By what name the people of a case are known to one viewer."""

from uuid import UUID

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role, Side


def names(case: Case, viewer: Membership, *, to_pass_on: bool = False) -> dict[UUID, str]:
    """Each member's name by their membership's id; a representative is not named to the other party.

    Nor in a file that its reader may pass on: only where what is private was asked for.
    """
    hidden = {Side.ORGANISATION, Side.OBSERVER} | ({viewer.side} if to_pass_on else set())
    return {member.id: _name(case, member, viewer.side in hidden) for member in case.memberships}


def _name(case: Case, member: Membership, hidden: bool) -> str:
    if hidden and member.has(Role.REPRESENTATIVE):
        return f"{case.practitioner}’s representative"
    return member.name
