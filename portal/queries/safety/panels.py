"""What the page after an act says that it did: recording an action for safety, telling of it, and ending it."""

import enum

from portal.domain.cases.case import Membership
from portal.domain.dates import day
from portal.domain.safety.action import SafetyAction
from portal.domain.safety.told import Company, Step
from portal.queries.negotiation.panel import Panel

BOTH_AND_PSR = "Both parties and PSR see it, and can comment."


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    TAKEN = "taken"
    ENDED = "ended"
    TOLD = "told"
    RANG = "rang"
    TRIED = "tried"


def safety_panel(action: SafetyAction, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act on an action for safety; None where the action does not bear it out."""
    if act == Act.TAKEN.value and action.by_id == member.id and action.end is None:
        return Panel(
            "The action is recorded",
            [f"It holds from {day(action.from_when)}. It changes no word of the plan, and no dates."],
            BOTH_AND_PSR,
            f"{_who_speaks(action)} If a stage needs other weeks because of it, suggest that below.",
            "It cannot be changed. When it is no longer needed, end it at the foot of this page and say why.",
        )
    if act == Act.ENDED.value and action.end and action.end.by_id == member.id:
        return Panel(
            "The action has ended",
            ["It no longer stands at the top of the plan. It can still be read here."],
            BOTH_AND_PSR,
            f"Tell {action.plan.case.practitioner}, if you have not yet.",
            "It cannot be taken up again. If it is needed again, record another action.",
        )
    newest = action.steps_for(member)[-1:]
    is_so = any(one.by_id == member.id and one.step is _STEPS.get(act) for one in newest)
    return _STEP_PANELS[act](action) if is_so else None


def _told(action: SafetyAction) -> Panel:
    name = action.plan.case.practitioner
    return Panel(f"{name} has been told", ["PSR need not ring about it."], BOTH_AND_PSR, _who_stays(action))


def _rang(action: SafetyAction) -> Panel:
    happened = [f"You noted that PSR spoke with {action.plan.case.practitioner} about it."]
    return Panel("The call is noted", happened, BOTH_AND_PSR, "It no longer waits for PSR.")


def _tried(action: SafetyAction) -> Panel:
    name = action.plan.case.practitioner
    happened = [f"You noted that you tried to ring {name}, without an answer."]
    sees = f"{name}, their own side and PSR see it. {action.plan.case.organisation} does not."
    return Panel("Your try is noted", happened, sees, "The call still waits for PSR.")


def _who_speaks(action: SafetyAction) -> str:
    """What the organisation sees to next, so that the practitioner hears of it from a person."""
    name = action.plan.case.practitioner
    if action.heard:
        return _who_stays(action)
    return f"PSR is asked to ring {name}, as nobody has told them yet. Speak with them too, and say so below."


def _who_stays(action: SafetyAction) -> str:
    name, company = action.plan.case.practitioner, action.heard.company if action.heard else None
    if company in (Company.THEIR_OWN, Company.FROM_WORK):
        return f"Ask {name} tomorrow how they are."
    return f"See that somebody is with {name}, or rings them again today."


_STEPS = {Act.TOLD.value: Step.TOLD, Act.RANG.value: Step.RANG, Act.TRIED.value: Step.TRIED}
_STEP_PANELS = {Act.TOLD.value: _told, Act.RANG.value: _rang, Act.TRIED.value: _tried}
