"""Actions taken for safety: recorded by the organisation at once, shown to both parties and PSR (002 §8.4)."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.domain.safety.action import SafetyAction, comment_on, end_safety_action, safety_actions, take_safety_action
from portal.domain.safety.telling import note_ring, say_told
from portal.domain.safety.told import Company
from portal.forms.safety.action import taken, told
from portal.forms.talk.arranging import rang
from portal.queries.cases.names import names
from portal.queries.safety.panels import Act, safety_panel
from portal.web import fields
from portal.web.after import did_here, show_panel
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("safety_actions", __name__)
remarks = Blueprint("safety_remarks", __name__)
endings = Blueprint("safety_endings", __name__)
tellings = Blueprint("safety_tellings", __name__)
rings = Blueprint("safety_rings", __name__)


@bp.get("/plans/<uuid:id>/safety-actions")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    return render_template(
        "safety/safety_actions/index.html",
        plan=plan,
        actions=safety_actions(session(), plan),
        names=names(plan.case, member),
    )


@bp.get("/plans/<uuid:id>/safety-actions/new")
def new(id: UUID) -> str:  # noqa: A002
    plan, _ = load(Plan, id, Action.TAKE_SAFETY_ACTION)
    if not plan.is_issued:
        abort(404)
    return render_template("safety/safety_actions/new.html", plan=plan, today=london_day(now()), Company=Company)


@bp.post("/plans/<uuid:id>/safety-actions")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.TAKE_SAFETY_ACTION)
    back = settings().max_safety_days_back
    action = take_safety_action(session(), plan, most_days_back=back, by=member, at=now(), **taken())
    return did_here(Act.TAKEN, "safety_actions.show", action.id)


@bp.get("/safety-actions/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    action, member = load(SafetyAction, id, Action.VIEW_SAFETY_ACTION)
    show_panel(safety_panel(action, member, request.args.get("did", "")))
    return render_template(
        "safety/safety_actions/show.html",
        action=action,
        plan=action.plan,
        member=member,
        names=names(action.plan.case, member),
        today=london_day(now()),
        Company=Company,
    )


@remarks.post("/safety-actions/<uuid:id>/remarks", endpoint="create")
@shown_again_by(show)
def create_remark(id: UUID) -> Response:  # noqa: A002
    action, member = load(SafetyAction, id, Action.COMMENT_ON_SAFETY)
    body = fields.text("body", settings().max_comment_characters)
    comment_on(session(), action, body=body, by=member, at=now())
    return done("safety_actions.show", id=action.id, _anchor="comments")


@endings.post("/safety-actions/<uuid:id>/endings", endpoint="create")
@shown_again_by(show)
def create_ending(id: UUID) -> Response:  # noqa: A002
    action, member = load(SafetyAction, id, Action.END_SAFETY_ACTION)
    reason = fields.text("reason", settings().max_reason_characters)
    end_safety_action(session(), action, reason=reason, by=member, at=now())
    return did_here(Act.ENDED, "safety_actions.show", action.id)


@tellings.post("/safety-actions/<uuid:id>/tellings", endpoint="create")
@small_form
@shown_again_by(show)
def create_telling(id: UUID) -> Response:  # noqa: A002
    action, member = load(SafetyAction, id, Action.SAY_WHO_TOLD)
    say_told(session(), action, told(), by=member, at=now())
    return did_here(Act.TOLD, "safety_actions.show", action.id)


@rings.post("/safety-actions/<uuid:id>/rings", endpoint="create")
@small_form
@shown_again_by(show)
def create_ring(id: UUID) -> Response:  # noqa: A002
    action, member = load(SafetyAction, id, Action.NOTE_SAFETY_CALL)
    facts = rang()
    note_ring(session(), action, **facts, by=member, at=now())
    return did_here(Act.RANG if facts["spoke"] else Act.TRIED, "safety_actions.show", action.id)
