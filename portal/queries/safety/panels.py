"""What the page after an act says that it did: recording an action taken for safety, and ending it."""

import enum

from portal.domain.cases.case import Membership
from portal.domain.dates import day
from portal.domain.safety.action import SafetyAction
from portal.queries.negotiation.panel import Panel

BOTH_AND_PSR = "Both parties and PSR see it, and can comment."


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    TAKEN = "taken"
    ENDED = "ended"


def safety_panel(action: SafetyAction, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act on an action for safety; None where the action does not bear it out."""
    name = action.plan.case.practitioner
    if act == Act.TAKEN.value and action.by_id == member.id and action.end is None:
        return Panel(
            "The action is recorded",
            [f"It holds from {day(action.from_when)}. It changes no word of the plan, and no dates."],
            BOTH_AND_PSR,
            f"Speak with {name}, if you have not yet. If a stage needs other weeks because of it, suggest that below.",
            "It cannot be changed. When it is no longer needed, end it at the foot of this page and say why.",
        )
    if act == Act.ENDED.value and action.end and action.end.by_id == member.id:
        return Panel(
            "The action has ended",
            ["It no longer stands at the top of the plan. It can still be read here."],
            BOTH_AND_PSR,
            f"Tell {name}, if you have not yet.",
            "It cannot be taken up again. If it is needed again, record another action.",
        )
    return None
