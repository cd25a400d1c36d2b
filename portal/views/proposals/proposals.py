"""Suggested changes: other words, the redline while typing, and a suggestion's own page."""

from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from portal.domain.cases.case import Membership
from portal.domain.negotiation import negotiation
from portal.domain.plans.content import Clause
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.amendment import Addition, Move
from portal.domain.proposals.kinds.programme import DurationChange, StartChange
from portal.domain.proposals.proposal import Proposal
from portal.forms.people import password
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.suggesting import edit_page, shown_page, words_page
from portal.policy import Action, may
from portal.web.http import done, load, now, only_reads, session, settings, shown_again_by

bp = Blueprint("proposals", __name__)
redlines = Blueprint("redlines", __name__)


@bp.get("/plans/<uuid:id>/clauses/<key>/proposals/new")
def new(id: UUID, key: str) -> str:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.SUGGEST)
    clause = _clause(plan, key)
    return words_page(plan, clause, _part(clause))


@bp.post("/plans/<uuid:id>/clauses/<key>/proposals")
@shown_again_by(new)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    clause = _clause(plan, key)
    part = _part(clause)
    forms.expect_shown(clause.words(part), "text")
    text, limit = request.form.get("text", ""), settings().max_clause_characters
    proposal = forms.author(plan, member).reword(key, text, limit=limit, part=part)
    return done(forms.after_saving(), id=proposal.id)


@bp.get("/proposals/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    return shown_page(id)


@bp.get("/proposals/<uuid:id>/edit")
def edit(id: UUID) -> str:  # noqa: A002
    """The form again with what was typed in it, or anew while the suggestion can still be changed."""
    proposal, _ = _load_own(id)
    if g.refused is None and (proposal.status not in negotiation.REWRITABLE or proposal.plan.withdrawal):
        return shown_page(id)
    return edit_page(proposal)


@bp.post("/proposals/<uuid:id>/versions")
@shown_again_by(edit)
def update(id: UUID) -> Response:  # noqa: A002
    proposal, member = _load_own(id)
    if proposal.put_forward_at:
        password.expect_for_assent(proposal.plan, member)
    field = _field(proposal)
    forms.expect_version(proposal)
    forms.expect_shown(proposal.present(proposal.plan.content), field)
    limits = settings()
    negotiation.rewrite(
        session(),
        proposal,
        str(forms.weeks()) if field == "weeks" else request.form.get(field, ""),
        reason=proposal.reason if proposal.put_forward_at else forms.reason(),
        by=member,
        at=now(),
        limit=limits.max_clause_characters,
        most=limits.max_stage_weeks,
        place=forms.place() if isinstance(proposal, Addition | Move) else None,
        asked_by=None if proposal.put_forward_at else forms.asked_by(member),
    )
    return done("proposals.show" if proposal.put_forward_at else forms.after_saving(), id=proposal.id)


@redlines.post("/plans/<uuid:id>/clauses/<key>/redlines", endpoint="create")
@only_reads
def create_redline(id: UUID, key: str) -> str:  # noqa: A002
    """The redline of the words typed so far: a fragment for htmx, else the whole form again."""
    plan, member = load(Plan, id, Action.SUGGEST)
    clause = _clause(plan, key)
    part = _part(clause)
    if "HX-Request" in request.headers:
        preview = forms.preview_words(clause.words(part), request.form.get("text", ""))
        return render_template("proposals/_preview.html", preview=preview, side=member.side.value)
    return words_page(plan, clause, part, forms.edited(plan, member))


def _field(proposal: Proposal) -> str:
    match proposal:
        case StartChange():
            return "start"
        case DurationChange():
            return "weeks"
        case Move():
            return "place"
    return "text"


def _load_own(id: UUID) -> tuple[Proposal, Membership]:  # noqa: A002
    """A suggestion of one's own side; once it is sent, only for those who may speak for the party."""
    proposal, member = load(Proposal, id, Action.REWRITE)
    if proposal.put_forward_at and not may(member, Action.PUT_FORWARD, proposal):
        abort(403)
    return proposal, member


def _clause(plan: Plan, key: str) -> Clause:
    return plan.content.clause(key) or abort(404)


def _part(clause: Clause) -> str:
    """The field of an objective that the form or the address names; "" for the clause's own words."""
    part = request.form.get("part") or request.args.get("part", "")
    return part if not part or part in dict(clause.fields) else abort(404)
