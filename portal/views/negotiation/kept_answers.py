"""Answers kept for later, and a representative's "I would ask first": seen by one's own side only."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.domain.base import Refused
from portal.domain.negotiation import kept_answer, negotiation
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind
from portal.policy import Action
from portal.queries.negotiation.answers import kept_page
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.http import done, load, now, session, settings, shown_again_by

bp = Blueprint("kept_answers", __name__)
cautions = Blueprint("cautions", __name__)

CHOOSE = "Choose the answer that you want to keep."


@bp.get("/plans/<uuid:id>/kept-answers")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_KEPT_ANSWERS)
    return render_template(
        "negotiation/answers/kept.html", plan=plan, member=member, page=kept_page(session(), plan, member)
    )


@bp.get("/proposals/<uuid:id>/kept-answers/new")
def new(id: UUID) -> str:  # noqa: A002
    """The form that the plan page opens in place; a change that waits for no answer shows its own page."""
    proposal, member = load(Proposal, id, Action.KEEP_ANSWER)
    page = proposal_page(proposal, member)
    return render_template("negotiation/answers/keep.html" if page.waits else "proposals/show.html", page=page)


@bp.post("/proposals/<uuid:id>/kept-answers")
@shown_again_by("proposals.show")
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.KEEP_ANSWER)
    if fields.digest() != proposal.latest.digest:
        raise negotiation.Stale(proposal)
    limit = settings().max_reason_characters
    note, reason = fields.text("note", limit), fields.text("reason", limit)
    negotiation.keep_answer(session(), proposal, kind=_kind(), reason=reason, note=note, by=member, at=now())
    return _back(proposal)


@bp.post("/proposals/<uuid:id>/kept-answers/removals")
@shown_again_by("proposals.show")
def delete(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.KEEP_ANSWER)
    kept_answer.forget_answer(session(), proposal, by=member, at=now())
    return _back(proposal)


@cautions.post("/proposals/<uuid:id>/cautions", endpoint="create")
@shown_again_by("proposals.show")
def create_caution(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.CAUTION)
    note = fields.text("note", settings().max_reason_characters)
    kept_answer.caution(session(), proposal, note=note, by=member, at=now())
    return _back(proposal)


@cautions.post("/proposals/<uuid:id>/cautions/removals", endpoint="delete")
@shown_again_by("proposals.show")
def delete_caution(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.CAUTION)
    kept_answer.withdraw_caution(session(), proposal, by=member, at=now())
    return _back(proposal)


def _back(proposal: Proposal) -> Response:
    """To the page that it was sent from: the list of answers, or the plan."""
    page = "kept_answers.index" if request.form.get("then") == "list" else "plans.show"
    return done(page, id=proposal.plan_id, _anchor=fields.next_step() or f"change-{proposal.number}")


def _kind() -> AnswerKind:
    try:
        return AnswerKind(request.form.get("kind", ""))
    except ValueError:
        raise Refused(CHOOSE, "kind") from None
