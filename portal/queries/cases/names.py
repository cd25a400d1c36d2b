"""By what name the people of a case are known to one viewer."""

from uuid import UUID

from portal.domain.cases.case import Case, Membership, Role, Side


def names(case: Case, viewer: Membership) -> dict[UUID, str]:
    """Each member's name by their membership's id; a representative is not named to the other party."""
    return {member.id: _name(case, member, viewer) for member in case.memberships}


def _name(case: Case, member: Membership, viewer: Membership) -> str:
    if member.has(Role.REPRESENTATIVE) and viewer.side not in (member.side, Side.PSR):
        return f"{case.practitioner}’s representative"
    return member.name
