"""Suggestions that were fitted to the plan's new words, read one after the other and confirmed with one button."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.negotiation import negotiation
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Status
from portal.forms.people import password
from portal.queries.negotiation.bundles import chosen, own_suggestions
from portal.queries.negotiation.did import Act
from portal.web.after import did
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("confirmations_together", __name__)


@bp.get("/plans/<uuid:id>/confirmations")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.CONFIRM_TOGETHER)
    fitted = own_suggestions(session(), plan, member, Status.TO_CONFIRM)
    shown = request.form.getlist("shown")
    return render_template("negotiation/confirmations/new.html", plan=plan, member=member, fitted=fitted, shown=shown)


def _try_password(id: UUID) -> None:  # noqa: A002
    plan, member = load(Plan, id, Action.CONFIRM_TOGETHER)
    password.prepare_for_assent(plan, member)


@bp.post("/plans/<uuid:id>/confirmations")
@small_form
@shown_again_by(new)
@prepared_by(_try_password)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.CONFIRM_TOGETHER)
    password.expect_for_assent(plan, member)
    picked = chosen(session(), plan, member, request.form.getlist("shown"))
    negotiation.confirm_together(session(), picked, by=member, at=now())
    return did(Act.CONFIRMED, *(proposal.number for proposal, _ in picked), id=plan.id)
