"""Another length for a stage or another start (002 §8.3), and what it does to the dates while it is typed."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.domain.plans.content import Stage
from portal.domain.plans.plan import Plan
from portal.domain.typed import a_day
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.suggesting import start_page, weeks_page, weeks_preview
from portal.policy import Action
from portal.web.http import done, load, only_reads, settings, shown_again_by

bp = Blueprint("durations", __name__)
effects = Blueprint("effects", __name__)
starts = Blueprint("starts", __name__)


@bp.get("/plans/<uuid:id>/stages/<key>/durations/new")
def new(id: UUID, key: str) -> str:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.SUGGEST)
    return weeks_page(plan, _stage(plan, key))


@bp.post("/plans/<uuid:id>/stages/<key>/durations")
@shown_again_by(new)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    forms.expect_shown(str(_stage(plan, key).weeks), "weeks")
    most = settings().max_stage_weeks
    proposal = forms.author(plan, member).change_weeks(key, forms.weeks(), most=most)
    return done(forms.after_saving(), id=proposal.id)


@effects.post("/plans/<uuid:id>/stages/<key>/effects", endpoint="create")
@only_reads
def create_effect(id: UUID, key: str) -> str:  # noqa: A002
    """What the typed weeks do to the dates: a fragment for htmx, else the whole form again."""
    plan, member = load(Plan, id, Action.SUGGEST)
    stage = _stage(plan, key)
    if "HX-Request" in request.headers:
        return render_template("proposals/_preview.html", preview=weeks_preview(plan, key))
    return weeks_page(plan, stage, forms.edited(plan, member))


@starts.get("/plans/<uuid:id>/starts/new", endpoint="new")
def new_start(id: UUID) -> str:  # noqa: A002
    plan, _ = load(Plan, id, Action.SUGGEST)
    return start_page(plan)


@starts.post("/plans/<uuid:id>/starts", endpoint="create")
@shown_again_by(new_start)
def create_start(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    forms.expect_shown(plan.content.start, "start")
    proposal = forms.author(plan, member).change_start(a_day(request.form.get("start", "")))
    return done(forms.after_saving(), id=proposal.id)


def _stage(plan: Plan, key: str) -> Stage:
    return plan.content.stage(key) or abort(404)
