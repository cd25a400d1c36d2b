"""Suggested changes: new words for a paragraph, the redline while typing, and a suggestion's own page."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.domain import negotiation
from portal.domain.case import Membership
from portal.domain.content import Clause
from portal.domain.plan import Plan
from portal.domain.proposal import DurationChange, Proposal
from portal.forms import proposal as forms
from portal.http import done, load, now, only_reads, session, settings, shown_again_by
from portal.policy import Action, may
from portal.queries.proposals import refuse_above

bp = Blueprint("proposals", __name__)
redlines = Blueprint("redlines", __name__)


@bp.get("/plans/<uuid:id>/clauses/<key>/proposals/new")
def new(id: UUID, key: str) -> str:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.SUGGEST)
    return forms.words_page(plan, _clause(plan, key), None)


@bp.post("/plans/<uuid:id>/clauses/<key>/proposals")
@shown_again_by(new)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    forms.expect_shown(_clause(plan, key).text, "text")
    limits = settings()
    refuse_above(limits.max_open_proposals, session(), plan, member)
    proposal = negotiation.suggest_words(
        session(),
        plan,
        clause_key=key,
        text=request.form.get("text", ""),
        reason=forms.reason(),
        by=member,
        at=now(),
        limit=limits.max_clause_characters,
    )
    return done(forms.after_saving(), id=proposal.id)


@bp.get("/proposals/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    return forms.shown_page(id)


@bp.get("/proposals/<uuid:id>/edit")
def edit(id: UUID) -> str:  # noqa: A002
    proposal, _ = _load_own(id)
    plan = proposal.plan
    if isinstance(proposal, DurationChange):
        stage = plan.content.stage(proposal.stage_key)
        return forms.weeks_page(plan, stage, proposal) if stage else abort(404)
    return forms.words_page(plan, _clause(plan, proposal.target()), proposal)


@bp.post("/proposals/<uuid:id>/versions")
@shown_again_by(edit)
def update(id: UUID) -> Response:  # noqa: A002
    proposal, member = _load_own(id)
    field = "weeks" if isinstance(proposal, DurationChange) else "text"
    forms.expect_shown(proposal.present(proposal.plan.content), field)
    limits = settings()
    negotiation.rewrite(
        session(),
        proposal,
        str(forms.weeks()) if field == "weeks" else request.form.get("text", ""),
        reason=proposal.reason if proposal.put_forward_at else forms.reason(),
        by=member,
        at=now(),
        limit=limits.max_clause_characters,
        most=limits.max_stage_weeks,
    )
    return done("proposals.show" if proposal.put_forward_at else forms.after_saving(), id=proposal.id)


@redlines.post("/plans/<uuid:id>/clauses/<key>/redlines", endpoint="create")
@only_reads
def create_redline(id: UUID, key: str) -> str:  # noqa: A002
    """The redline of the words typed so far: a fragment for htmx, else the whole form again."""
    plan, member = load(Plan, id, Action.SUGGEST)
    clause = _clause(plan, key)
    if "HX-Request" in request.headers:
        preview = forms.preview_words(clause, request.form.get("text", ""))
        return render_template("proposals/_preview.html", preview=preview, side=member.side.value)
    return forms.words_page(plan, clause, forms.edited(plan, member))


def _load_own(id: UUID) -> tuple[Proposal, Membership]:  # noqa: A002
    """A suggestion of one's own side; once it is sent, only for those who may speak for the party."""
    proposal, member = load(Proposal, id, Action.REWRITE)
    if proposal.put_forward_at and not may(member, Action.PUT_FORWARD, proposal):
        abort(403)
    return proposal, member


def _clause(plan: Plan, key: str) -> Clause:
    return plan.content.clause(key) or abort(404)
