"""The stages of PSR's draft, its title and its start."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.drafting import stages
from portal.domain.drafting.draft import Draft
from portal.domain.drafting.shown import facts_shown, stage_shown
from portal.domain.plans.content import PLAN_TYPES
from portal.domain.plans.plan import Plan
from portal.domain.plans.stage_parts import step_choices, written_reviews
from portal.forms.drafting.stage import read_facts, read_stage, shown
from portal.text.english import capital
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by

bp = Blueprint("draft_stages", __name__, url_prefix="/plans/<uuid:id>/draft/stages")
facts = Blueprint("draft_facts", __name__, url_prefix="/plans/<uuid:id>/draft/facts")


@facts.get("/edit", endpoint="edit")
def edit_facts(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued:
        return _to_the_page(plan)
    content = plan.draft_content
    types = [("", "Not said"), *((one, capital(one)) for one in PLAN_TYPES)]
    return render_template(
        "drafting/facts/edit.html", plan=plan, content=content, types=types, now_shown=facts_shown(content)
    )


@facts.post("", endpoint="update")
@shown_again_by(edit_facts)
def update_facts(id: UUID) -> Response:  # noqa: A002
    draft = _draft(id)
    said = read_facts(settings(), is_first_form=draft.plan.draft_content.is_first_form)
    stages.change_facts(draft, said, shown=shown())
    return done("drafts.show", id=id)


@bp.get("/new")
def new(id: UUID) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued or plan.draft_content.is_first_form:
        return _to_the_page(plan)
    after = request.values.get("after", "")
    return render_template(
        "drafting/stages/new.html",
        plan=plan,
        before=plan.draft_content.stage(after),
        steps=step_choices(),
    )


@bp.post("")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    draft = _draft(id)
    key = stages.add_stage(draft, read_stage(settings()), after=request.form.get("after", ""))
    return done("drafts.show", id=id, _anchor=f"stage-{key}")


@bp.get("/<key>/edit")
def edit(id: UUID, key: str) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    content = plan.draft_content
    stage = content.stage(key)
    if plan.is_issued or content.is_first_form or stage is None:
        return _to_the_page(plan)
    at = content.stages.index(stage)
    return render_template(
        "drafting/stages/edit.html",
        plan=plan,
        stage=stage,
        reviews=written_reviews(stage.reviews),
        steps=step_choices(),
        ways=[way for way, step in stages.STEPS.items() if 0 <= at + step < len(content.stages)],
        now_shown=stage_shown(content, key),
    )


@bp.post("/<key>")
@shown_again_by(edit)
def update(id: UUID, key: str) -> Response:  # noqa: A002
    draft = _draft(id)
    stages.change_stage(draft, key, read_stage(settings()), shown=shown())
    return done("drafts.show", id=id, _anchor=f"stage-{key}")


@bp.post("/<key>/moves")
@shown_again_by(edit)
def move(id: UUID, key: str) -> Response:  # noqa: A002
    stages.move_stage(_draft(id), key, request.form.get("way", ""), shown=request.form.get("shown", ""))
    return done("drafts.show", id=id, _anchor=f"stage-{key}")


@bp.post("/<key>/removals")
@shown_again_by(edit)
def remove(id: UUID, key: str) -> Response:  # noqa: A002
    stages.remove_stage(_draft(id), key, shown=request.form.get("shown", ""))
    return done("drafts.show", id=id, _anchor="stages")


def _draft(id: UUID) -> Draft:  # noqa: A002
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    return Draft(session(), plan, member, now(), settings())


def _to_the_page(plan: Plan) -> str | Response:
    """What was typed for something that is gone is shown again with its refusal."""
    return "" if g.refused else done("drafts.show", id=plan.id)
