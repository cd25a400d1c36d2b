"""History: every revision of the plan, and each one's whole words."""

from uuid import UUID

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.queries.cases.names import names
from portal.queries.checks.kept import kept_while
from portal.queries.negotiation.bundles import bundles_of
from portal.queries.plans.history import history
from portal.web import fields
from portal.web.http import done, load, session, settings, signed_in

bp = Blueprint("revisions", __name__)


@bp.get("/plans/<uuid:id>/revisions")
def index(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_RECORD)
    shown = history(session(), plan, fields.page_number(), settings().revisions_per_page)
    if shown.number > 1 and not shown.things:
        return done("revisions.index", id=plan.id)
    return render_template(
        "plans/revisions/index.html",
        plan=plan,
        shown=shown,
        kept_while=kept_while(session(), plan, member, [step.revision for step in shown.things]),
        names=names(plan.case, member),
        bundles=bundles_of(session(), plan),
    )


@bp.get("/revisions/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    signed_in()
    revision = session().get(Revision, id) or abort(404)
    plan, _ = load(Plan, revision.plan_id, Action.VIEW_RECORD)
    newest = plan.current.id == revision.id
    agreed_at = next((one.agreed_at for one in plan.agreements if one.revision_id == id and one.agreed_at), None)
    return render_template(
        "plans/revisions/show.html", plan=plan, revision=revision, newest=newest, agreed_at=agreed_at
    )
