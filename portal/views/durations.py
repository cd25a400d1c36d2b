"""Another length for a stage (002 §8.3), and what it does to the dates while it is typed."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.domain import negotiation
from portal.domain.content import Stage
from portal.domain.plan import Plan
from portal.forms import proposal as forms
from portal.http import done, load, now, only_reads, session, settings, shown_again_by
from portal.policy import Action
from portal.queries.proposals import refuse_above

bp = Blueprint("durations", __name__)
effects = Blueprint("effects", __name__)


@bp.get("/plans/<uuid:id>/stages/<key>/durations/new")
def new(id: UUID, key: str) -> str:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.SUGGEST)
    return forms.weeks_page(plan, _stage(plan, key), None)


@bp.post("/plans/<uuid:id>/stages/<key>/durations")
@shown_again_by(new)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    forms.expect_shown(str(_stage(plan, key).weeks), "weeks")
    limits = settings()
    refuse_above(limits.max_open_proposals, session(), plan, member)
    proposal = negotiation.suggest_weeks(
        session(),
        plan,
        stage_key=key,
        weeks=forms.weeks(),
        reason=forms.reason(),
        by=member,
        at=now(),
        most=limits.max_stage_weeks,
    )
    return done(forms.after_saving(), id=proposal.id)


@effects.post("/plans/<uuid:id>/stages/<key>/effects", endpoint="create")
@only_reads
def create_effect(id: UUID, key: str) -> str:  # noqa: A002
    """What the typed weeks do to the dates: a fragment for htmx, else the whole form again."""
    plan, member = load(Plan, id, Action.SUGGEST)
    stage = _stage(plan, key)
    if "HX-Request" in request.headers:
        return render_template("proposals/_preview.html", preview=forms.preview_weeks(plan, stage))
    return forms.weeks_page(plan, stage, forms.edited(plan, member))


def _stage(plan: Plan, key: str) -> Stage:
    return plan.content.stage(key) or abort(404)
