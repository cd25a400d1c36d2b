"""The forms by which a party says what to show an observer, and by which the other answers."""

import enum
from collections.abc import Sequence

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan
from portal.domain.showing.choosing import Choice, expect_sections
from portal.forms.cases.handover import NO_ANSWER
from portal.web import fields

NO_OBSERVER = "Choose the observer."


class Answer(enum.Enum):
    """What the other party says."""

    YES = "yes"
    NO = "no"


def read_choice(plan: Plan, observers: Sequence[Membership]) -> tuple[Membership, Choice]:
    """For which of these observers, and what of the plan; all that is wrong with it at once."""
    with all_at_once() as tried:
        observer = tried(_observer, observers)
        sections = tried(expect_sections, plan, request.form.getlist("sections"))
    return observer, Choice(sections, request.form.get("before_agreement") == "yes")


def read_answer() -> Answer:
    """What was chosen; Refused where nothing was."""
    return fields.chosen("answer", Answer, NO_ANSWER)


def _observer(observers: Sequence[Membership]) -> Membership:
    found = next((one for one in observers if str(one.id) == request.form.get("observer")), None)
    if found is None:
        raise Refused(NO_OBSERVER, "observer")
    return found
