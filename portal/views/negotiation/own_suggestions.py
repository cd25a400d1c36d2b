"""What the author's party does with its own suggestion: put it forward, confirm how it fits, take it back."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.checks.together import put_forward_with, rehearse
from portal.domain.dates import london_day
from portal.domain.negotiation import fitting, negotiation
from portal.domain.proposals.proposal import Proposal
from portal.forms.checks import beside
from portal.forms.people import password
from portal.policy import may
from portal.queries.cases.readers import readers_of
from portal.queries.negotiation.did import Act
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.after import did
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

puttings_forward = Blueprint("puttings_forward", __name__)
fittings = Blueprint("fittings", __name__)
confirmations = Blueprint("confirmations", __name__)
withdrawals = Blueprint("withdrawals", __name__)


@puttings_forward.get("/proposals/<uuid:id>/putting-forward")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """The confirmation that names who will see what; a suggestion that cannot be sent shows its own page."""
    proposal, member = load(Proposal, id, Action.PUT_FORWARD)
    page = proposal_page(proposal, member, shown_digest=fields.digest())
    readers = readers_of(proposal.plan.case, member, london_day(now()))
    template = "proposals/send.html" if proposal.can_be_sent else "proposals/show.html"
    return render_template(template, page=page, readers=readers, ticked=beside.ticked())


def _prepare_to_send(id: UUID) -> None:  # noqa: A002
    proposal, member = load(Proposal, id, Action.PUT_FORWARD)
    rehearse(proposal.plan.content, beside.chosen(proposal))
    password.prepare_for_assent(proposal.plan, member)


@puttings_forward.post("/proposals/<uuid:id>/putting-forward")
@small_form
@shown_again_by(new)
@prepared_by(_prepare_to_send)
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.PUT_FORWARD)
    password.expect_for_assent(proposal.plan, member)
    chosen = beside.chosen(proposal)
    if chosen and may(member, Action.PUT_FORWARD_TOGETHER, proposal.plan):
        author = beside.author(proposal, member, len(chosen))
        bundle = put_forward_with(author, proposal, chosen, digest=fields.digest(), limits=settings())
        return done("bundles.show", id=bundle.id)
    negotiation.put_forward(session(), proposal, digest=fields.digest(), by=member, at=now())
    return did(Act.SENT, proposal.number, id=proposal.plan_id)


def _compare(id: UUID) -> None:  # noqa: A002
    proposal, _ = load(Proposal, id, Action.REWRITE)
    fitting.rehearse(session(), proposal)


@fittings.post("/proposals/<uuid:id>/fittings", endpoint="create")
@small_form
@shown_again_by("proposals.show")
@prepared_by(_compare)
def create_fitting(id: UUID) -> Response:  # noqa: A002
    """What the plan says now is merged into a private suggestion, or both are shown side by side."""
    proposal, member = load(Proposal, id, Action.REWRITE)
    fitting.fit(session(), proposal, by=member, at=now())
    return done("proposals.show", id=proposal.id)


def _try_password_to_confirm(id: UUID) -> None:  # noqa: A002
    proposal, member = load(Proposal, id, Action.CONFIRM)
    password.prepare_for_assent(proposal.plan, member)


@confirmations.post("/proposals/<uuid:id>/confirmations", endpoint="create")
@small_form
@shown_again_by("proposals.show")
@prepared_by(_try_password_to_confirm)
def create_confirmation(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.CONFIRM)
    password.expect_for_assent(proposal.plan, member)
    negotiation.confirm(session(), proposal, digest=fields.digest(), by=member, at=now())
    return did(Act.CONFIRMED, proposal.number, id=proposal.plan_id)


@withdrawals.get("/proposals/<uuid:id>/withdrawals/new", endpoint="new")
def new_withdrawal(id: UUID) -> str:  # noqa: A002
    """Asked first; a suggestion that can no longer be taken back shows its own page."""
    proposal, member = load(Proposal, id, Action.WITHDRAW)
    page = proposal_page(proposal, member)
    return render_template(
        "proposals/take_back.html" if proposal.can_be_withdrawn else "proposals/show.html", page=page
    )


@withdrawals.post("/proposals/<uuid:id>/withdrawals", endpoint="create")
@small_form
@shown_again_by("proposals.show")
def create_withdrawal(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.WITHDRAW)
    negotiation.withdraw(session(), proposal, by=member, at=now())
    if proposal.number:
        return did(Act.TAKEN_BACK, proposal.number, id=proposal.plan_id)
    return done("proposals.show", id=proposal.id, _anchor="did")
