"""Suggesting another title, supervision level or review meeting for a stage (002 §6.3, §8.1)."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.domain.plans.content import Stage
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.programme import STAGE_PART_NAMES
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.suggesting import stage_page, stage_preview
from portal.policy import Action
from portal.web.http import done, load, only_reads, settings, shown_again_by

bp = Blueprint("stage_amendments", __name__)
redlines = Blueprint("stage_redlines", __name__)


@bp.get("/plans/<uuid:id>/stages/<key>/amendments/new")
def new(id: UUID, key: str) -> str:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.SUGGEST)
    return stage_page(plan, _stage(plan, key), _part())


@bp.post("/plans/<uuid:id>/stages/<key>/amendments")
@shown_again_by(new)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    part = _part()
    forms.expect_shown(str(getattr(_stage(plan, key), part)), "text")
    text, limit = request.form.get("text", ""), settings().max_clause_characters
    proposal = forms.author(plan, member).reword_stage(key, part, text, limit=limit)
    return done(forms.after_saving(), id=proposal.id)


@redlines.post("/plans/<uuid:id>/stages/<key>/redlines", endpoint="create")
@only_reads
def create_redline(id: UUID, key: str) -> str:  # noqa: A002
    """The redline of the words typed so far, with its flags: a fragment for htmx, else the whole form again."""
    plan, member = load(Plan, id, Action.SUGGEST)
    stage, part = _stage(plan, key), _part()
    if "HX-Request" in request.headers:
        preview = stage_preview(plan, stage, part, request.form.get("text", ""))
        return render_template("proposals/_preview.html", preview=preview, side=member.side.value)
    return stage_page(plan, stage, part, forms.edited(plan, member))


def _stage(plan: Plan, key: str) -> Stage:
    return plan.content.stage(key) or abort(404)


def _part() -> str:
    """The part of the stage that the form or the address names; its supervision level when neither does."""
    part = request.form.get("part") or request.args.get("part", "level")
    return part if part in STAGE_PART_NAMES else abort(404)
