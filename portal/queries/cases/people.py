"""Who is who on a case: each side's people as one reader may know them, with what each may do and see."""

from dataclasses import dataclass
from datetime import date

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.leaving import why_needed
from portal.domain.cases.roles import SIGNING_ROLES, Role, Side
from portal.domain.plans.plan import Plan
from portal.policy import may, may_put_on
from portal.queries.cases.names import names
from portal.text.english import listed

DOES = [
    (Action.IMPORT_DRAFT, "write the draft"),
    (Action.SUGGEST, "prepare changes"),
    (Action.PUT_FORWARD, "send them"),
    (Action.COMMENT, "comment"),
    (Action.ASSENT, "answer"),
    (Action.SIGN, "sign"),
    (Action.TAKE_SAFETY_ACTION, "record what is done at once for safety"),
]
WITHHELD = [(Action.PUT_FORWARD, "send anything"), (Action.ASSENT, "answer"), (Action.SIGN, "sign")]
ORDER = [Side.PRACTITIONER, Side.ORGANISATION, Side.PSR, Side.OBSERVER]


@dataclass(frozen=True)
class Somebody:
    """One person: what they are on the case, and in a sentence each what they can and cannot do; "" for nothing.

    `is_ours` says whether the reader may know until when they are on the case: their own side and PSR may.
    """

    member: Membership
    name: str
    roles: str
    can: str
    cannot: str
    is_needed: bool
    is_ours: bool


@dataclass(frozen=True)
class OneSide:
    """A side of the case with the people that the reader may know, their own first."""

    side: Side
    people: list[Somebody]


def sides_of(case: Case, viewer: Membership, plan: Plan | None, today: date) -> list[OneSide]:
    """Every side that has people the viewer may know, the viewer's own first.

    A representative is shown to their own side and to PSR alone; what may be done depends on the `plan` as it stands.
    """
    sides = sorted(ORDER, key=lambda side: side is not viewer.side)
    known = names(case, viewer)
    shown = [_somebody(one, known[one.id], plan, viewer) for one in case.present(today) if viewer.side in one.readers]
    shown.sort(key=lambda one: (one.member is not viewer, one.name))
    found = [OneSide(side, [one for one in shown if one.member.side is side]) for side in sides]
    return [one for one in found if one.people]


def who_acts(case: Case) -> list[tuple[str, str]]:
    """Who prepares and who signs for the organisation, by name, as both sides know them."""
    asked = [("Prepares for the organisation", Role.EDITOR), ("Signs for the organisation", Role.SIGNATORY)]
    return [(does, listed(sorted(one.name for one in case.holders(role))) or "Nobody yet") for does, role in asked]


def roles_to_invite(case: Case, viewer: Membership) -> list[Role]:
    """The roles that the viewer may invite somebody to; a case has one practitioner."""
    has_practitioner = any(one.person_id for one in case.holders(Role.PRACTITIONER))
    return [role for role in Role if may_put_on(viewer, role) and not (has_practitioner and role is Role.PRACTITIONER)]


def people_to_replace(case: Case, viewer: Membership, today: date) -> list[Membership]:
    """Whose place the viewer may give to somebody else, their own among them."""
    theirs = [one for one in case.present(today) if may(viewer, Action.TAKE_OFF, one)]
    return [one for one in theirs if not one.has(Role.PRACTITIONER)] + [viewer] * may(viewer, Action.LEAVE, case)


def still_missing(case: Case) -> list[Role]:
    """Without whom a plan cannot be signed, and who is not on the case yet."""
    return [role for role in SIGNING_ROLES.values() if not case.holders(role)]


def _somebody(member: Membership, name: str, plan: Plan | None, viewer: Membership) -> Somebody:
    case = member.case
    subject = plan or case
    can = [words for action, words in DOES if may(member, action, subject)]
    cannot = [words for action, words in WITHHELD if not may(member, action, subject)]
    return Somebody(
        member=member,
        name=name,
        roles=" and ".join(one.role.in_words for one in member.roles),
        can=listed(can),
        cannot=listed(cannot, "or") if can else "",
        is_needed=bool(why_needed(member)),
        is_ours=viewer.side in (member.side, Side.PSR),
    )
