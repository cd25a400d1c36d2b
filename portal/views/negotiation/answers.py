"""The other party's answers to a suggested change: agree, or do not agree."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.rebase import rehearse
from portal.domain.negotiation.sending import expect_ticks
from portal.domain.proposals.proposal import Proposal
from portal.forms.people import password
from portal.queries.negotiation.did import Act
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.after import did
from portal.web.http import load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

assents = Blueprint("assents", __name__)
declines = Blueprint("declines", __name__)


def _compare(id: UUID) -> None:  # noqa: A002 - the name of the part of the address
    proposal, member = load(Proposal, id, Action.ASSENT)
    password.prepare_for_assent(proposal.plan, member)
    if member.party and proposal.assented(member.party.other):
        rehearse(session(), proposal.plan, [proposal])


@assents.post("/proposals/<uuid:id>/assents")
@small_form
@shown_again_by("proposals.show")
@prepared_by(_compare)
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.ASSENT)
    password.expect_for_assent(proposal.plan, member)
    expect_ticks(proposal.plan, [proposal], fields.ids("ticked"))
    negotiation.assent(session(), proposal, digest=fields.digest(), by=member, at=now())
    return did(Act.ANSWERED, proposal.number, id=proposal.plan_id)


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
    return did(Act.ANSWERED, proposal.number, id=proposal.plan_id)


def _reason() -> str:
    return fields.text("reason", settings().max_reason_characters)
