"""Suggestions put forward together with one covering note, and the page that shows them so."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.negotiation.bundle import Bundle, put_forward_together
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Status
from portal.forms.people import password
from portal.queries.cases.names import names
from portal.queries.cases.readers import readers_of
from portal.queries.negotiation.bundles import chosen, own_suggestions, sent_together
from portal.queries.negotiation.did import Act
from portal.web import fields
from portal.web.after import did
from portal.web.http import load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by

bp = Blueprint("bundles", __name__)


@bp.get("/plans/<uuid:id>/putting-forward")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.PUT_FORWARD_TOGETHER)
    return render_template(
        "negotiation/bundles/new.html",
        plan=plan,
        member=member,
        suggestions=own_suggestions(session(), plan, member, Status.PRIVATE),
        chosen=request.form.getlist("chosen"),
        readers=readers_of(plan.case, member, london_day(now())),
    )


def _try_password(id: UUID) -> None:  # noqa: A002
    plan, member = load(Plan, id, Action.PUT_FORWARD_TOGETHER)
    password.prepare_for_assent(plan, member)


@bp.post("/plans/<uuid:id>/putting-forward")
@shown_again_by(new)
@prepared_by(_try_password)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.PUT_FORWARD_TOGETHER)
    password.expect_for_assent(plan, member)
    note = fields.text("note", settings().max_reason_characters)
    picked = chosen(session(), plan, member, request.form.getlist("chosen"))
    bundle = put_forward_together(session(), plan, picked, note=note, by=member, at=now())
    return did(Act.SENT, *(proposal.number for proposal, _ in picked), endpoint="bundles.show", id=bundle.id)


@bp.get("/bundles/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    bundle, member = load(Bundle, id, Action.VIEW_PLAN)
    plan = bundle.plan
    changes = sent_together(session(), plan, bundle)
    return render_template(
        "negotiation/bundles/show.html", plan=plan, bundle=bundle, changes=changes, names=names(plan.case, member)
    )
