"""What the author's party does with its own suggestion: put it forward, confirm how it fits, take it back."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.negotiation import negotiation
from portal.domain.negotiation.fitting import fit
from portal.domain.proposals.proposal import Proposal
from portal.forms.people import password
from portal.policy import Action
from portal.queries.cases.readers import readers_of
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.http import done, load, now, session, shown_again_by

puttings_forward = Blueprint("puttings_forward", __name__)
fittings = Blueprint("fittings", __name__)
confirmations = Blueprint("confirmations", __name__)
withdrawals = Blueprint("withdrawals", __name__)


@puttings_forward.get("/proposals/<uuid:id>/putting-forward")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """The confirmation that names who will see what; a suggestion that cannot be sent shows its own page."""
    proposal, member = load(Proposal, id, Action.PUT_FORWARD)
    page = proposal_page(proposal, member, shown_digest=fields.digest())
    readers = readers_of(proposal.plan.case, member)
    return render_template(
        "proposals/send.html" if proposal.can_be_sent else "proposals/show.html", page=page, readers=readers
    )


@puttings_forward.post("/proposals/<uuid:id>/putting-forward")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.PUT_FORWARD)
    password.expect_for_assent(proposal.plan, member)
    negotiation.put_forward(session(), proposal, digest=fields.digest(), by=member, at=now())
    return done("plans.show", id=proposal.plan_id, _anchor=f"change-{proposal.number}")


@fittings.post("/proposals/<uuid:id>/fittings", endpoint="create")
@shown_again_by("proposals.show")
def create_fitting(id: UUID) -> Response:  # noqa: A002
    """What the plan says now is merged into a private suggestion, or both are shown side by side."""
    proposal, member = load(Proposal, id, Action.REWRITE)
    fit(session(), proposal, by=member, at=now())
    return done("proposals.show", id=proposal.id)


@confirmations.post("/proposals/<uuid:id>/confirmations", endpoint="create")
@shown_again_by("proposals.show")
def create_confirmation(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.CONFIRM)
    password.expect_for_assent(proposal.plan, member)
    negotiation.confirm(session(), proposal, digest=fields.digest(), by=member, at=now())
    return done("plans.show", id=proposal.plan_id, _anchor=f"change-{proposal.number}")


@withdrawals.post("/proposals/<uuid:id>/withdrawals", endpoint="create")
@shown_again_by("proposals.show")
def create_withdrawal(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.WITHDRAW)
    negotiation.withdraw(session(), proposal, by=member, at=now())
    return done("plans.show", id=proposal.plan_id, _anchor=proposal.anchor(proposal.plan.content, proposal.latest.said))
