"""Answers that are ready and not sent yet, and a representative's "I would ask first": seen by one's own side only."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.negotiation import kept_answer, negotiation
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind
from portal.queries.negotiation.answers import kept_page
from portal.queries.negotiation.did import Act
from portal.queries.negotiation.one_answer import answer_page
from portal.queries.negotiation.walk import walk_of
from portal.web import fields
from portal.web.after import did
from portal.web.http import done, load, now, session, settings
from portal.web.in_place import is_in_place
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("kept_answers", __name__)
cautions = Blueprint("cautions", __name__)

CHOOSE = "Choose your answer: you agree, or you do not agree."


@bp.get("/plans/<uuid:id>/kept-answers")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_KEPT_ANSWERS)
    return render_template(
        "negotiation/answers/kept.html", plan=plan, member=member, page=kept_page(session(), plan, member)
    )


@bp.get("/proposals/<uuid:id>/kept-answers")
def show(id: UUID) -> str:  # noqa: A002
    """The answer alone, beside the words that it answers: what a card changes in place."""
    proposal, member = load(Proposal, id, Action.KEEP_ANSWER)
    page = answer_page(session(), proposal, member)
    return render_template("negotiation/answers/show.html", page=page, in_place=is_in_place())


@bp.post("/proposals/<uuid:id>/kept-answers")
@shown_again_by("proposals.show")
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.KEEP_ANSWER)
    if fields.digest() != proposal.latest.digest:
        raise negotiation.Stale(proposal)
    limit = settings().max_reason_characters
    note, reason = fields.text("note", limit), fields.text("reason", limit)
    kind = _kind()
    negotiation.keep_answer(session(), proposal, kind=kind, reason=reason, note=note, by=member, at=now())
    is_whole = kind is AnswerKind.AGREE or reason
    return _onwards(proposal, member) if is_whole and request.form.get("then") == "next" else _back(proposal)


@bp.post("/proposals/<uuid:id>/kept-answers/removals")
@small_form
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
@small_form
@shown_again_by("proposals.show")
def delete_caution(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.CAUTION)
    kept_answer.withdraw_caution(session(), proposal, by=member, at=now())
    return _back(proposal)


def _back(proposal: Proposal) -> Response:
    """To the page that it was sent from: the list of answers, the change's own, that of its clause, or the plan."""
    if is_in_place():
        return done("kept_answers.show", id=proposal.id)
    then, change = request.form.get("then"), f"change-{proposal.number}"
    if then in ("own", "next"):
        return done("proposals.show", id=proposal.id, _anchor=f"answer-{proposal.number}")
    if then == "clause":
        key = proposal.home(proposal.plan.content, proposal.latest.said)
        return done("clauses.show", id=proposal.plan_id, key=key, _anchor=change)
    return done("kept_answers.index" if then == "list" else "plans.show", id=proposal.plan_id, _anchor=change)


def _onwards(proposal: Proposal, member: Membership) -> Response:
    """To the next change that has no answer yet; once each has one, to checking and sending them."""
    following = walk_of(session(), proposal.plan, member).onwards(proposal)
    if following:
        return did(Act.READY, proposal.number, endpoint="proposals.show", id=following.id)
    return did(Act.READY, proposal.number, endpoint="sent_answers.new", id=proposal.plan_id)


def _kind() -> AnswerKind:
    try:
        return AnswerKind(request.form.get("kind", ""))
    except ValueError:
        raise Refused(CHOOSE, "kind") from None
