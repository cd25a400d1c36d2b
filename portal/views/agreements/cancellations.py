"""Reopening a final text before both have signed."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.signing import cancel
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by

bp = Blueprint("cancellations", __name__)

WHY = "Say why you reopen the text, so that the other party can understand."


def _again(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    agreement, _ = load(Agreement, id, Action.CANCEL_AGREEMENT)
    return render_template("agreements/reopen.html", agreement=agreement)


@bp.post("/agreements/<uuid:id>/cancellations")
@shown_again_by(_again)
def create(id: UUID) -> Response:  # noqa: A002
    agreement, member = load(Agreement, id, Action.CANCEL_AGREEMENT)
    reason = fields.required("reason", settings().max_reason_characters, WHY, lines=True)
    cancel(session(), agreement, reason=reason, by=member, at=now())
    return done("agreements.show", id=agreement.id)
