"""By what name the people of a case are known to one viewer."""

from uuid import UUID

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role, Side
from portal.domain.record import ADMINISTRATOR, PSR_AS_ONE, SERVICE

PSR = "PSR"
THE_SERVICE = "Those who run this service"
AN_ADMINISTRATOR = "An administrator, of their organisation or of PSR"


def names(case: Case, viewer: Membership, *, to_pass_on: bool = False) -> dict[UUID, str]:
    """Each member's name by their membership's id, and what those are called who act from outside the case.

    The other party reads a representative's name only while the practitioner names them to it; what they prepared and
    the practitioner sent is the practitioner's. The same holds for a file that its reader may pass on: names of
    representatives are in it only where what is private was asked for.
    """
    hidden = {Side.ORGANISATION, Side.OBSERVER} | ({viewer.side} if to_pass_on else set())
    named = {member.id: _name(case, member, viewer.side in hidden) for member in case.memberships}
    return named | {SERVICE: THE_SERVICE, ADMINISTRATOR: AN_ADMINISTRATOR, PSR_AS_ONE: PSR}


def _name(case: Case, member: Membership, hidden: bool) -> str:
    if not hidden or not member.has(Role.REPRESENTATIVE) or member.is_named:
        return member.name
    return f"{case.practitioner}’s representative" if member.named_at else case.practitioner
