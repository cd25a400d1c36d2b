"""What a reader has not read yet, and their own mark that they have."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import mark_as_read, read_seen, write_seen
from portal.queries.plans.since import since_page
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("read_marks", __name__)


@bp.get("/plans/<uuid:id>/last-look")
def show(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    page = since_page(session(), plan, member)
    return render_template(
        "plans/read_marks/show.html", plan=plan, member=member, page=page, seen=write_seen(page.seen)
    )


@bp.post("/plans/<uuid:id>/last-look")
@small_form
@shown_again_by(show)
def create(id: UUID) -> Response:  # noqa: A002
    """Mark as read what the page showed, and nothing that came after it."""
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    written = request.form.get("revision", "")
    revision = int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0
    mark_as_read(session(), plan, revision=revision, seen=read_seen(request.form.get("seen", "")), by=member, at=now())
    return done("plans.show", id=plan.id)
