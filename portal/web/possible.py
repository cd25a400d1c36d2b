"""What rests: while PSR has paused the case, and on a plan that is closed, nothing is done but what never waits."""

from flask import abort, g, redirect, request, url_for

from portal.actions import Action
from portal.at_rest import AT_ANY_TIME, READING, WHILE_PAUSED
from portal.domain.cases.case import Case
from portal.domain.plans.plan import Plan

SAFE = {"GET", "HEAD", "OPTIONS"}


def expect_possible(case: Case, plan: Plan | None, action: Action) -> None:
    """Refuse what rests now; who only asks for its form is led to the page that says why."""
    if action not in WHILE_PAUSED:
        _lead_to("cases.show", case, bool(case.paused_at))
        case.expect_going_on()
    if plan and action not in (READING | AT_ANY_TIME if g.reads else AT_ANY_TIME):
        _lead_to("plans.show", plan, plan.closure is not None)
        plan.expect_standing()


def _lead_to(endpoint: str, what: Case | Plan, rests: bool) -> None:
    if rests and request.method in SAFE:
        abort(redirect(url_for(endpoint, id=what.id), 303))
