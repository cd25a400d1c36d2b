"""What observers are shown of plans: for both parties and PSR, for who is to answer, and for the observer."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.domain.showing.showing import Showing, observers_of, showings_of
from portal.policy import may
from portal.policy_of_sight import sees
from portal.queries.negotiation.panel import Panel

EVERYBODY = "Both parties and PSR. {observer} is told nothing of it, and finds what both show."
AGAIN = "Either party can ask to show them something again."


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    OFFERED = "offered"
    AGREED = "agreed"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True)
class Watched:
    """One observer of a case: what they are shown of a plan, and what waits for an answer; None for nothing."""

    observer: Membership
    standing: Showing | None
    waiting: Showing | None


def watched_by(session: Session, plan: Plan) -> list[Watched]:
    """Each observer of the case of a plan."""
    every = showings_of(session, plan)
    return [_watched(observer, every) for observer in observers_of(plan.case)]


def showings_to_answer(session: Session, person: Person, today: date) -> list[Showing]:
    """What the other parties ask of this person on every case, the earliest first."""
    parties = Membership.side.in_((Side.ORGANISATION, Side.PRACTITIONER))
    cases = select(Membership.case_id).where(Membership.person_id == person.id, parties)
    plans = select(Plan.id).where(Plan.case_id.in_(cases))
    found = _found(session, Showing.plan_id.in_(plans), Showing.answered_at.is_(None))
    members = [(one.case.membership_of(person), one) for one in found if one.is_open]
    here = [(member, one) for member, one in members if member and member.holds(today)]
    return [one for member, one in here if may(member, Action.ANSWER_SHOWING, one)]


def shown_to(session: Session, person: Person) -> list[Showing]:
    """What both parties of each case show this person now, who observes it."""
    places = select(Membership.id).where(Membership.person_id == person.id)
    found = _found(session, Showing.observer_id.in_(places), Showing.is_agreed.is_(True))
    return [one for one in found if sees(one.observer, one)]


def showing_panel(showing: Showing, member: Membership, act: str) -> Panel | None:
    """The panel after an act on a showing; None where it does not bear it out, or the act was another party's."""
    observer, case = showing.observer.name, showing.case
    asked, other = case.name_of(showing.party), case.name_of(showing.party.other)
    ours, sees_it = member.party is showing.party, EVERYBODY.format(observer=observer)
    if act == Act.OFFERED.value and ours and showing.is_open:
        happened = [f"{other} reads exactly what you chose. {observer} sees nothing by it before a yes."]
        return Panel("You asked to show it", happened, sees_it, f"{other} says yes or no.", "You can take it back.")
    if act == Act.ENDED.value and member.party and showing.ended_at:
        return Panel(f"{observer} sees nothing by this any more", ["It holds from now on."], sees_it, way_back=AGAIN)
    if ours or not member.party or showing.ended_at:
        return None
    if act == Act.AGREED.value and showing.is_agreed:
        happened = [f"{observer} can read {_these(showing)}, and nothing else."]
        return Panel("Both of you show it", happened, sees_it, way_back="Either of you can end it at any time.")
    if act == Act.REFUSED.value and showing.is_agreed is False:
        return Panel("Nothing is shown", [f"{asked} sees that you said no."], sees_it, way_back=AGAIN)
    return None


def _these(showing: Showing) -> str:
    return "these sections" if showing.revision else "these sections once both have signed"


def _watched(observer: Membership, every: Sequence[Showing]) -> Watched:
    theirs = [one for one in every if one.observer_id == observer.id]
    standing = next((one for one in theirs if one.stands), None)
    return Watched(observer, standing, next((one for one in theirs if one.is_open), None))


def _found(session: Session, *which: ColumnElement[bool]) -> Sequence[Showing]:
    """Those that are so and did not end, each with its plan and the people of its case, the earliest first."""
    plan = joinedload(Showing.plan)
    whole = [plan.joinedload(Plan.case).selectinload(Case.memberships), plan.selectinload(Plan.agreements)]
    wanted = select(Showing).where(*which, Showing.ended_at.is_(None)).options(*whole)
    return session.scalars(wanted.order_by(Showing.at, Showing.id)).unique().all()
