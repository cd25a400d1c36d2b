"""The moment both parties are given the plan (002 §7.1)."""

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.domain.plans.plan import Plan
from portal.forms.plans.draft import expect_shown
from portal.policy import Action
from portal.web.http import done, load, now, session

bp = Blueprint("issues", __name__)


@bp.post("/plans/<uuid:id>/issues")
def create(id: UUID) -> Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.ISSUE)
    expect_shown(plan)
    plan.issue(session(), by=member, at=now())
    return done("plans.show", id=plan.id)
