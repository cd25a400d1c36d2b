"""What a party waits for itself: named by it, and ended by it."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.negotiation.blocker import Blocker, Why, end_blocker, name_blocker
from portal.domain.plans.plan import Plan
from portal.forms.negotiation.blocker import named
from portal.queries.negotiation.blocker_panel import Act
from portal.web.after import did_here
from portal.web.http import load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("blockers", __name__)
endings = Blueprint("blocker_endings", __name__)


@bp.get("/plans/<uuid:id>/blockers/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.NAME_BLOCKER)
    today = london_day(now())
    return render_template("negotiation/blockers/new.html", plan=plan, member=member, Why=Why, today=today)


@bp.post("/plans/<uuid:id>/blockers")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.NAME_BLOCKER)
    name_blocker(session(), plan, **named(), by=member, at=now(), most_days=settings().max_blocker_days)
    return did_here(Act.NAMED, "turns.index", plan.id)


@endings.post("/blockers/<uuid:id>/endings", endpoint="create")
@small_form
def create_ending(id: UUID) -> Response:  # noqa: A002
    blocker, member = load(Blocker, id, Action.END_BLOCKER)
    end_blocker(session(), blocker, by=member, at=now())
    return did_here(Act.ENDED, "turns.index", blocker.plan_id)
