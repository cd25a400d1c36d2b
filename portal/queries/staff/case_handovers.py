"""What the pages about handing several cases over need, and what they say after an act."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Case
from portal.domain.cases.invitation import Invitation
from portal.domain.dates import london_day
from portal.domain.people.organisation import Staff
from portal.domain.people.person import Person
from portal.domain.staff.handing_over import to_hand_over
from portal.queries.negotiation.panel import Panel


class HandedAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    ASKED = "asked"
    TAKEN = "taken"


@dataclass(frozen=True)
class ToHandOver:
    """A case that somebody may hand over, and by name those who are asked to take their place there already."""

    case: Case
    asked: list[str]


def places_to_hand_over(session: Session, staff: Staff, at: datetime) -> list[ToHandOver]:
    """The cases of this member of staff, by their references."""
    places = to_hand_over(session, staff, london_day(at))
    asked = select(Invitation).where(Invitation.replaces_id.in_([one.id for one in places]))
    found = session.scalars(asked.where(Invitation.accepted_at.is_(None), Invitation.ended_at.is_(None))).unique().all()
    return [
        ToHandOver(one.case, sorted({each.name for each in found if each.replaces_id == one.id and each.holds(at)}))
        for one in places
    ]


def handed_panel(places: Sequence[ToHandOver], act: str) -> Panel | None:
    """The panel after somebody asked a colleague; None where nobody is asked."""
    asked = [f"Case {one.case.reference}: {' and '.join(one.asked)} is asked." for one in places if one.asked]
    if act != HandedAct.ASKED.value or not asked:
        return None
    return Panel(
        "Your colleague is asked",
        [*asked, "You stay on each case until they take it over. Nothing that is open is lost."],
        "Your side and PSR see it on each case.",
        "They choose which cases they take. Then you are off these.",
        "You can take it back on the page “Who is who” of each case.",
    )


def taken_over_panel(session: Session, person: Person, act: str) -> Panel | None:
    """The panel after somebody took cases over; None where they took none."""
    taken = select(Invitation).where(Invitation.email == person.email, Invitation.is_to_colleague)
    taken = taken.where(Invitation.replaces_id.is_not(None), Invitation.accepted_at.is_not(None))
    found = session.scalars(taken.order_by(Invitation.accepted_at.desc())).unique().all()
    if act != HandedAct.TAKEN.value or not found:
        return None
    newest = [one for one in found if one.accepted_at == found[0].accepted_at]
    references = sorted({one.case.reference for one in newest})
    return Panel(
        "You have taken over",
        [f"Case {one}: you are on it, and your colleague is not any more." for one in references],
        "Everybody on each case sees it.",
        "You find the cases on your first page.",
        "You can hand a case over again.",
    )
