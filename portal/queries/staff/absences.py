"""What the pages about a colleague who is away need, and what they say after an act."""

import enum
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.domain.cases.case import Case
from portal.domain.cases.cover import covers_on, why_no_cover
from portal.domain.dates import day
from portal.domain.staff.away import Absence
from portal.domain.staff.taking_off import held_by
from portal.queries.negotiation.panel import Panel


class AwayAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    AWAY = "away"
    BACK = "back"
    COVERS = "covers"
    REFUSED = "refused"


@dataclass(frozen=True)
class Covered:
    """A case of somebody who is away, with the names of those who cover there."""

    case: Case
    by: list[str]


@dataclass(frozen=True)
class Choice:
    """A case that somebody is asked to cover; `why_not` says why they cannot, which they alone read."""

    case: Case
    why_not: str


def covered(session: Session, absence: Absence, today: date) -> list[Covered]:
    """Every case of who is away, by its reference."""
    return [
        Covered(one.case, sorted(each.member.name for each in covers_on(session, one.case, today) if each.away is one))
        for one in held_by(session, absence.staff, today)
    ]


def to_choose(session: Session, absence: Absence, today: date) -> list[Choice]:
    """What the colleague can choose of, by reference; nothing once it is settled."""
    if absence.cover is None or not absence.waits(today):
        return []
    places = held_by(session, absence.staff, today)
    return [Choice(one.case, why_no_cover(one, absence.cover.person, today)) for one in places]


def absence_panel(absence: Absence, act: str) -> Panel | None:
    """The panel for who is away; None where it is not borne out."""
    if act == AwayAct.BACK.value and absence.ended_at:
        return Panel(
            "You are back",
            ["Nobody covers for you from now on. What they wrote and did stays, under their name."],
            "Everybody on your cases sees that you are back.",
        )
    if act != AwayAct.AWAY.value or absence.ended_at:
        return None
    alone = "Nobody covers for you. Your colleagues on the same cases act as before."
    asked = "{name} has a letter, says on which of your cases they cover, and acts there from then on."
    return Panel(
        f"You are away until {day(absence.until)}",
        ["It stands beside your name on your cases. After that day it ends by itself."],
        "Everybody on your cases, but observers, who see nothing of them.",
        asked.format(name=absence.cover.name) if absence.cover else alone,
        "You can say that you are back at any time.",
    )


def cover_panel(absence: Absence, act: str) -> Panel | None:
    """The panel for who was asked to cover; None where it is not borne out."""
    name = absence.staff.name
    if act == AwayAct.COVERS.value and absence.is_accepted:
        return Panel(
            f"You cover for {name}",
            [f"Until {day(absence.until)} you can act on these cases. You do not sign on them. It ends by itself."],
            "Everybody who can see that you are on a case reads for whom you cover.",
            "You find the cases on your first page.",
            "You can leave a case on its page “Who is who”.",
        )
    if act == AwayAct.REFUSED.value and absence.is_accepted is False:
        return Panel("You do not cover", [f"{name} sees that you do not. Nobody asks why."], f"Only you and {name}.")
    return None
