"""Declining to sign: the draft is open again, with a reason."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.signing import decline_to_sign
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by

bp = Blueprint("refusals", __name__)


@bp.get("/agreements/<uuid:id>/refusals/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    agreement, _ = load(Agreement, id, Action.DECLINE_TO_SIGN)
    if not agreement.is_open:
        return done("agreements.show", id=agreement.id)
    return render_template("agreements/refuse.html", agreement=agreement)


@bp.post("/agreements/<uuid:id>/refusals")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    agreement, member = load(Agreement, id, Action.DECLINE_TO_SIGN)
    reason = fields.text("reason", settings().max_reason_characters)
    decline_to_sign(session(), agreement, reason=reason, by=member, at=now())
    return done("agreements.show", id=agreement.id)
