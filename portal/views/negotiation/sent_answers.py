"""Check your answers, then send them: all or none."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.domain.negotiation.alone import answered_alone
from portal.domain.negotiation.sending import answer_together
from portal.domain.plans.plan import Plan
from portal.policy import Action
from portal.queries.negotiation.answers import check_page, kept_to_give
from portal.web import fields
from portal.web.http import done, load, now, session, shown_again_by

bp = Blueprint("sent_answers", __name__)


@bp.get("/plans/<uuid:id>/answers")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """What sending the kept answers does; after a refusal, also what has changed since it was shown."""
    plan, member = load(Plan, id, Action.ANSWER_TOGETHER)
    page = check_page(session(), plan, member, request.form.getlist("shown"))
    return render_template("negotiation/answers/check.html", plan=plan, member=member, page=page)


@bp.post("/plans/<uuid:id>/answers")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.ANSWER_TOGETHER)
    answer_together(
        session(),
        plan,
        kept_to_give(session(), plan, member),
        digest=fields.digest(),
        fingerprint=request.form.get("fingerprint", ""),
        alone=answered_alone(plan),
        by=member,
        at=now(),
    )
    return done("plans.show", id=plan.id)
