"""What a member of a case can see at all: to everyone else it is not found (what they may do: `policy.py`)."""

from typing import Protocol
from uuid import UUID

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import EVERY_SIDE, Role
from portal.domain.plans.plan import Plan
from portal.domain.showing.showing import Showing
from portal.domain.talk.concern import Concern

ORGANISATION = {Role.EDITOR, Role.SIGNATORY}
PARTIES = ORGANISATION | {Role.PRACTITIONER}
SIDES = PARTIES | {Role.REPRESENTATIVE}
PSR = {Role.ADVISER, Role.REVIEWER}
EVERYONE = SIDES | PSR
DRAFTERS = ORGANISATION | {Role.ADVISER}
CASE_READERS = {role.side for role in EVERYONE}


class Subject(Protocol):
    """Something that a route can be about: it belongs to a case, and often to a `plan` of it.

    What not every side may know of says by `readers` which sides do.
    """

    @property
    def id(self) -> UUID: ...
    @property
    def case(self) -> Case: ...


def sees(actor: Membership, subject: Subject) -> bool:
    """Whether a thing exists at all for this member; to everyone else it is not found.

    For an observer nothing does but what both parties show them, while they do.
    """
    if actor.has(Role.OBSERVER):
        return isinstance(subject, Showing) and subject.observer_id == actor.id and subject.revision is not None
    plan = plan_of(subject)
    within = _sees_plan(actor, plan) if plan else actor.case_id == subject.case.id and actor.has(*EVERYONE)
    readable = actor.reads_health or not getattr(subject, "health", False)
    known = not isinstance(subject, Concern) or subject.is_known_to(actor)
    return within and readable and known and actor.side in getattr(subject, "readers", EVERY_SIDE)


def plan_of(subject: Subject) -> Plan | None:
    """The plan itself, or the one that a thing hangs on; None for a thing of the case alone."""
    return subject if isinstance(subject, Plan) else getattr(subject, "plan", None)


def _sees_plan(actor: Membership, plan: Plan) -> bool:
    if actor.case_id != plan.case_id or not actor.has(*EVERYONE):
        return False
    issued = {issue.party for issue in plan.issues}
    if not issued:
        return actor.side is plan.drafted_by and actor.has(*DRAFTERS)
    return actor.party is None or actor.party in issued
