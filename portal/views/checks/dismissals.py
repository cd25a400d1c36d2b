"""Keeping words that a check points at, with a reason that both parties read before they sign."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.checks.dismissal import found_as, keep, kept_of
from portal.domain.checks.plan_checks import PLAN_CHECKS
from portal.domain.plans.plan import Plan
from portal.queries.checks.passages import passage_around
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by

bp = Blueprint("dismissals", __name__)


@bp.get("/plans/<uuid:id>/dismissals/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    """The words with what holds instead; the list of what is worth a look, where they are no longer found so."""
    plan, member = load(Plan, id, Action.KEEP_FINDING)
    finding = found_as(plan, request.values.get("finding", "")) if plan.is_issued else None
    closed = plan.is_frozen or plan.closure
    if closed or finding is None or not finding.keepable or finding.digest in kept_of(session(), plan):
        return done("agreements.new", id=plan.id)
    return render_template(
        "checks/dismissals/new.html",
        plan=plan,
        member=member,
        finding=finding,
        passage=passage_around(finding),
        is_pointer=finding.check in PLAN_CHECKS,
    )


@bp.post("/plans/<uuid:id>/dismissals")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.KEEP_FINDING)
    reason = fields.text("reason", settings().max_reason_characters)
    kept = keep(session(), plan, request.form.get("finding", ""), reason=reason, by=member, at=now())
    if kept.check_name in PLAN_CHECKS:
        return done("plan_checks.show", id=plan.id)
    return done("agreements.new", id=plan.id, _anchor="worth-a-look")
