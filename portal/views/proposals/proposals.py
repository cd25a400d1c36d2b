"""A suggested change: its own page, and writing it anew."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import all_at_once
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal
from portal.forms.people import password
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.suggestion import edit_sheet
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by

bp = Blueprint("proposals", __name__)


@bp.get("/proposals/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """A suggested change as it stands now, beside the words that were answered if those have changed."""
    proposal, member = load(Proposal, id, Action.VIEW_PROPOSAL)
    return render_template("proposals/show.html", page=proposal_page(proposal, member, shown_digest=fields.digest()))


@bp.get("/proposals/<uuid:id>/edit")
def edit(id: UUID) -> str:  # noqa: A002
    """The form with what was typed in it, or anew while the suggestion can still be changed; else its own page."""
    proposal, _ = load(Proposal, id, Action.REWRITE)
    if g.refused is None and not proposal.can_be_written_now:
        return show(id)
    try:
        sheet = edit_sheet(proposal)
    except LookupError:
        return show(id)
    return render_template(sheet.template, **sheet.values)


def _compare(id: UUID) -> None:  # noqa: A002
    proposal, member = load(Proposal, id, Action.REWRITE)
    _expect_unchanged(proposal)
    with all_at_once() as tried:
        if proposal.put_forward_at:
            tried(password.prepare_for_assent, proposal.plan, member)
        else:
            tried(forms.reason)
            tried(forms.asked_by, member)
        if proposal.can_be_written_now:
            tried(forms.compare, proposal.plan.content, proposal)


@bp.post("/proposals/<uuid:id>/versions")
@shown_again_by(edit)
@prepared_by(_compare)
def update(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.REWRITE)
    if proposal.put_forward_at:
        password.expect_for_assent(proposal.plan, member)
    _expect_unchanged(proposal)
    negotiation.rewrite(
        session(),
        proposal,
        proposal.typed(request.form),
        reason=proposal.reason if proposal.put_forward_at else forms.reason(),
        by=member,
        at=now(),
        limits=settings(),
        place=forms.place() if proposal.has_place else None,
        asked_by=None if proposal.put_forward_at else forms.asked_by(member),
    )
    return done("proposals.show" if proposal.put_forward_at else forms.after_saving(), id=proposal.id)


def _expect_unchanged(proposal: Proposal) -> None:
    forms.expect_version(proposal)
    forms.expect_shown(proposal.shown(proposal.plan.content), proposal.field)
