"""Every saving of PSR's draft: looked at, compared with the draft as it is, and gone back to."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.drafting.draft import Draft
from portal.domain.plans.plan import Plan
from portal.queries.drafting.versions import listed, version_page
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("draft_versions", __name__)


@bp.get("/plans/<uuid:id>/draft/versions")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    shown = listed(session(), plan, member, fields.page_number(), settings().draft_versions_per_page)
    return render_template("drafting/versions/index.html", plan=plan, shown=shown)


@bp.get("/plans/<uuid:id>/draft/versions/<int:number>")
def show(id: UUID, number: int) -> str:  # noqa: A002
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    changed = request.args.get("what") == "changed"
    page = version_page(session(), plan, member, number, with_former=changed) or abort(404)
    return render_template("drafting/versions/show.html", plan=plan, page=page, changed=changed)


@bp.post("/plans/<uuid:id>/draft/versions/<int:number>/restorations", endpoint="restore")
@small_form
@shown_again_by(show)
def go_back(id: UUID, number: int) -> Response:  # noqa: A002
    draft = _draft(id)
    draft.go_back_to(number, shown=fields.count("version"))
    return done("drafts.show", id=id, _anchor="words")


@bp.post("/plans/<uuid:id>/draft/undoings", endpoint="undo")
@small_form
@shown_again_by("drafts.show")
def undo(id: UUID) -> Response:  # noqa: A002
    about = _draft(id).undo(number=fields.count("version"))
    return done("drafts.show", id=id, _anchor=f"clause-{about}" if about else "words")


def _draft(id: UUID) -> Draft:  # noqa: A002
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    return Draft(session(), plan, member, now(), settings())
