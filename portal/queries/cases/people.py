"""Who is who on a case: each side's people as one reader may know them, with what each may do and see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.cover import Cover, covers_on
from portal.domain.cases.deputy import deputises_for
from portal.domain.cases.leaving import why_needed
from portal.domain.cases.roles import SIGNING_ROLES, Role, Side
from portal.domain.people.organisation import Staff, defence_places
from portal.domain.plans.plan import Plan
from portal.domain.staff.away import Absence, away_on
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

    `is_ours` says whether the reader may know until when they are on the case: their own side and PSR may. Who is away,
    who covers, who may sign in whose place, and for which defence organisation somebody advises, everybody reads who
    may know of them; which one they have left since they came, their own side and PSR read.
    """

    member: Membership
    name: str
    roles: str
    can: str
    cannot: str
    is_needed: bool
    is_ours: bool
    away_until: date | None
    covered_by: list[str]
    covers_for: list[str]
    deputy_of: str
    may_be_deputy: bool
    adviser_of: str
    was_adviser_of: str


@dataclass(frozen=True)
class Standins:
    """Who of a case is away, by their membership, and who covers there."""

    away: dict[UUID, Absence]
    covers: Sequence[Cover]
    advising: Sequence[Staff]


@dataclass(frozen=True)
class OneSide:
    """A side of the case with the people that the reader may know, their own first."""

    side: Side
    people: list[Somebody]


def sides_of(session: Session, case: Case, viewer: Membership, plan: Plan | None, today: date) -> list[OneSide]:
    """Every side that has people the viewer may know, the viewer's own first.

    A representative is shown to their own side and to PSR alone; what may be done depends on the `plan` as it stands.
    """
    sides = sorted(ORDER, key=lambda side: side is not viewer.side)
    representatives = [one.person_id for one in case.memberships if one.person_id and one.has(Role.REPRESENTATIVE)]
    advising = defence_places(session, representatives) if representatives else []
    now = Standins(away_on(session, case, today), covers_on(session, case, today), advising)
    known = names(case, viewer)
    shown = [_somebody(one, known, plan, viewer, now) for one in case.present(today) if viewer.side in one.readers]
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


def _somebody(
    member: Membership, known: dict[UUID, str], plan: Plan | None, viewer: Membership, now: Standins
) -> Somebody:
    case, absence, signatory = member.case, now.away.get(member.id), deputises_for(member)
    subject = plan or case
    here, left = _advises_for(member, now.advising)
    can = [words for action, words in DOES if may(member, action, subject)]
    cannot = [words for action, words in WITHHELD if not may(member, action, subject)]
    return Somebody(
        member=member,
        name=known[member.id],
        roles=" and ".join(one.role.in_words for one in member.roles if not one.deputy_for_id),
        can=listed(can),
        cannot=listed(cannot, "or") if can else "",
        is_needed=bool(why_needed(member)),
        is_ours=viewer.side in (member.side, Side.PSR),
        away_until=absence.until if absence else None,
        covered_by=sorted(known[one.member_id] for one in now.covers if one.away is member),
        covers_for=sorted(known[one.away_id] for one in now.covers if one.member is member),
        adviser_of=listed(here),
        was_adviser_of=listed(left) if viewer.side in (member.side, Side.PSR) else "",
        deputy_of=known[signatory.id] if signatory else "",
        may_be_deputy=may(viewer, Action.NAME_DEPUTY, member)
        and (signatory is not None or (viewer.has_for_good(Role.SIGNATORY) and not member.has(Role.SIGNATORY))),
    )


def _advises_for(member: Membership, places: Sequence[Staff]) -> tuple[list[str], list[str]]:
    """For which defence organisations this representative advises, and which they have left since they came."""
    theirs = [one for one in places if one.person_id == member.person_id and member.has(Role.REPRESENTATIVE)]
    left = [one for one in theirs if one.left_at and one.left_at > member.begun_at]
    return [one.organisation.name for one in theirs if not one.left_at], [one.organisation.name for one in left]
