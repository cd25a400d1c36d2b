"""What the page after an act says that it did: saying what one's party waits for, and that it is over."""

import enum

from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.dates import day
from portal.domain.negotiation.blocker import Blocker, blockers_on
from portal.domain.plans.plan import Plan
from portal.queries.negotiation.panel import Panel


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    NAMED = "named"
    ENDED = "no-longer"


def blocker_panel(session: Session, plan: Plan, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act; None where the plan does not bear it out."""
    if member.party is None or act not in {one.value for one in Act}:
        return None
    every = blockers_on(session, [plan.id])
    if act == Act.NAMED.value:
        named = max((one for one in every if one.by_id == member.id), key=lambda one: one.at, default=None)
        return _named(named, member) if named and not named.end else None
    ended = [one for one in every if one.end and one.end.by_id == member.id]
    heading, happened = "You said that it is over", ["The days count again."]
    return Panel(heading, happened, "Both parties and PSR see that you no longer wait.") if ended else None


def _named(blocker: Blocker, member: Membership) -> Panel:
    other = blocker.case.name_of(blocker.party.other)
    happened = [f"You wait for {blocker.thing(member)}, until about {day(blocker.until)}."]
    sees = f"{other} and PSR read that you wait for {blocker.words or blocker.why.for_all}."
    if blocker.why.is_private:
        happened = [f"You said why you wait, until {day(blocker.until)}. Until then no day is counted for you."]
        sees = f"{other} and PSR read that you wait, and until when. Only your own side reads why."
    elif blocker.thing(member) != blocker.why.for_all and not blocker.words:
        sees += " Only your own side reads more."
    return Panel(
        "It is noted", happened, sees, "", "When it is over, say so on this page. For another day, name it again."
    )
