"""The other party's answers to a suggested change: agree, or do not agree."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal
from portal.forms.people import password
from portal.policy import Action
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.http import done, load, now, session, settings, shown_again_by

assents = Blueprint("assents", __name__)
declines = Blueprint("declines", __name__)


@assents.post("/proposals/<uuid:id>/assents")
@shown_again_by("proposals.show")
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.ASSENT)
    password.expect_for_assent(proposal.plan, member)
    negotiation.assent(session(), proposal, digest=fields.digest(), by=member, at=now())
    return _read_on(proposal)


@declines.get("/proposals/<uuid:id>/declines/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    proposal, member = load(Proposal, id, Action.DECLINE)
    page = proposal_page(proposal, member, shown_digest=fields.digest())
    return render_template("proposals/decline.html" if page.waits else "proposals/show.html", page=page)


@declines.post("/proposals/<uuid:id>/declines", endpoint="create")
@shown_again_by(new)
def create_decline(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.DECLINE)
    negotiation.decline(session(), proposal, digest=fields.digest(), reason=_reason(), by=member, at=now())
    return _read_on(proposal)


def _read_on(proposal: Proposal) -> Response:
    """To the change that waits next for one who walks through them; else to where this one stands."""
    step = fields.next_step() or proposal.anchor(proposal.plan.content, proposal.latest.said)
    return done("plans.show", id=proposal.plan_id, _anchor=step)


def _reason() -> str:
    return fields.text("reason", settings().max_reason_characters)
