"""Propose changing it back: the form of a suggestion, filled with what stood before; it answers nothing by itself."""

from uuid import UUID

from flask import Blueprint, g, render_template

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.forms.proposals.suggestion import reversal_sheet
from portal.queries.proposals.proposal_page import proposal_page
from portal.web.http import load, session

bp = Blueprint("reversals", __name__)


@bp.get("/proposals/<uuid:id>/reversals/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    proposal, member = load(Proposal, id, Action.VIEW_PROPOSAL)
    plan, _ = load(Plan, proposal.plan_id, Action.SUGGEST)
    try:
        sheet = reversal_sheet(plan, proposal, reversal_of(session(), proposal))
    except Refused as refused:
        g.refused = refused
        return render_template("proposals/show.html", page=proposal_page(proposal, member))
    return render_template(sheet.template, **sheet.values)
