"""Which handovers wait for the practitioner, and what the page after an act on one says."""

import enum
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.handover import OPEN, Handover
from portal.domain.cases.roles import Side
from portal.domain.people.person import Person
from portal.policy import may
from portal.queries.negotiation.panel import Panel

OWN_SIDE = "Only {name} and their representatives see it. PSR and the organisation do not."


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    ASKED = "asked"
    TAKEN_BACK = "taken-back"
    AGREED = "agreed"
    REFUSED = "refused"


def handovers_to_answer(session: Session, person: Person, today: date) -> Sequence[Handover]:
    """What the representatives of this person ask on every case, the earliest first: two queries."""
    beside = (Membership.person_id == person.id, Membership.side == Side.PRACTITIONER, Membership.ended_at.is_(None))
    wanted = select(Handover).where(Handover.case_id.in_(select(Membership.case_id).where(*beside)), OPEN)
    people = joinedload(Handover.case).selectinload(Case.memberships)
    found = session.scalars(wanted.options(people).order_by(Handover.at, Handover.id)).unique()
    waiting = [one for one in found if one.waits(today)]
    members = [(one.case.membership_of(person), one) for one in waiting]
    return [one for member, one in members if member and may(member, Action.ANSWER_HANDOVER, one)]


def handover_panel(handover: Handover, member: Membership, act: str) -> Panel | None:
    """The panel after an act on a handover; None where it does not bear it out, or the act was another's."""
    mine = handover.representative_id == member.id
    practitioner, leaving, new = handover.case.practitioner, handover.representative.name, handover.name
    sees = OWN_SIDE.format(name=practitioner)
    if act == Act.ASKED.value and mine and handover.taken_back_at is None:
        happened = [f"{practitioner} finds it on their own pages. Nothing is sent to {new} before a yes."]
        comes_next = f"{practitioner} says yes or no."
        return Panel("You asked to hand over", happened, sees, comes_next, "You can take it back.")
    if act == Act.TAKEN_BACK.value and mine and handover.taken_back_at:
        return Panel("You took it back", ["You stay on the case, as before."], sees)
    if handover.answered_at is None or mine:
        return None
    if act == Act.REFUSED.value and handover.invitation is None:
        return Panel("Nothing changes", [f"{leaving} stays your representative, and sees that you said no."], sees)
    if act == Act.AGREED.value and handover.invitation:
        return Panel(
            f"{new} is invited",
            [
                f"A letter to {new} has a link. Opening the letter does nothing yet.",
                f"{leaving} sees nothing of this case any more."
                if handover.representative.ended_at
                else f"{leaving} stays until {new} accepts.",
            ],
            "Your side sees it, and PSR sees who is invited. The organisation does not.",
            f"{new} accepts, and stands beside you from then on.",
            "You can take the invitation back until it is accepted.",
        )
    return None
