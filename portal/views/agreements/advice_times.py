"""Time to take advice: a party says until when, or that it is ready (002 §7.3)."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.agreements.advice import take_advice, taking_advice
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("advice_times", __name__)


@bp.get("/plans/<uuid:id>/advice-times/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.TAKE_ADVICE)
    taking = taking_advice(session(), plan, london_day(now()))
    until = taking.get(member.party) if member.party else None
    return render_template(
        "agreements/advice_times/new.html", plan=plan, member=member, until=until, today=london_day(now())
    )


@bp.post("/plans/<uuid:id>/advice-times")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.TAKE_ADVICE)
    until = None if request.form.get("ready") == "yes" else fields.day("until")
    take_advice(session(), plan, until=until, by=member, at=now(), most_days=settings().max_advice_days)
    return done("plans.show", id=plan.id)
