"""A line that was pointed out in what was brought in, settled where it stands beside the draft."""

from uuid import UUID

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.drafting.draft import Draft
from portal.domain.drafting.pointed_out import line_of
from portal.domain.drafting.waiting import settle
from portal.domain.plans.plan import Plan
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by

bp = Blueprint("draft_lines", __name__, url_prefix="/plans/<uuid:id>/draft/lines")


@bp.post("")
@shown_again_by("drafts.show")
def create(id: UUID) -> Response:  # noqa: A002 - the name of the part of the address
    """Make of it what the button says, with its words as they were typed."""
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    line = next((line_of(session(), plan.id, one) for one in fields.ids("line")), None)
    if line is None:
        abort(404)
    words = fields.text(f"words-{line.id}", settings().max_clause_characters)
    about = settle(Draft(session(), plan, member, now(), settings()), line, request.form.get("become", ""), words)
    return done("drafts.show", id=plan.id, _anchor=f"clause-{about}" if about else "words")
