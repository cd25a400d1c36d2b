"""Check your answers, then send them: all or none."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.negotiation import sending
from portal.domain.plans.plan import Plan
from portal.queries.negotiation.answers import check_page, kept_page, kept_to_give
from portal.queries.negotiation.did import Act
from portal.web import fields
from portal.web.after import did
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("sent_answers", __name__)


@bp.get("/plans/<uuid:id>/answers")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """What sending the kept answers does; after a refusal, also what has changed since it was shown.

    The changes of an agreed plan are answered one by one (002 §8.2–8.3): the page leads to each.
    """
    plan, member = load(Plan, id, Action.ANSWER_TOGETHER)
    if plan.agreed:
        ready = kept_page(session(), plan, member)
        return render_template("negotiation/answers/one_by_one.html", plan=plan, member=member, page=ready)
    shown, fingerprint = request.form.getlist("shown"), request.form.get("fingerprint", "")
    page = check_page(session(), plan, member, shown, _without(), today=london_day(now()), fingerprint=fingerprint)
    return render_template("negotiation/answers/check.html", plan=plan, member=member, page=page)


def _compare(id: UUID) -> None:  # noqa: A002
    plan, member = load(Plan, id, Action.ANSWER_TOGETHER)
    if member.voice:
        given = kept_to_give(session(), plan, member, _without())
        sending.rehearse(session(), plan, given, party=member.voice)


@bp.post("/plans/<uuid:id>/answers")
@small_form
@shown_again_by(new)
@prepared_by(_compare)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.ANSWER_TOGETHER)
    prospect = sending.answer_together(
        session(),
        plan,
        kept_to_give(session(), plan, member, _without()),
        digest=fields.digest(),
        fingerprint=request.form.get("fingerprint", ""),
        ticked=fields.ids("ticked"),
        by=member,
        at=now(),
    )
    return did(Act.ANSWERED, *(one.proposal.number for one in prospect.going), id=plan.id)


def _without() -> list[str]:
    """The ids of the changes whose answers are left out for now."""
    return request.values.getlist("without")
