"""Finding words in the plan. They travel in the form, never in an address, and are kept nowhere (design: pages)."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.queries.plans.search import search
from portal.web.fields import required
from portal.web.http import done, load
from portal.web.marks import only_reads, shown_again_by

bp = Blueprint("searches", __name__)

LONGEST = 200


@bp.get("/plans/<uuid:id>/searches/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    return render_template(
        "plans/searches/show.html", plan=plan, revision=plan.current, words=request.form.get("find", "")
    )


@bp.post("/plans/<uuid:id>/searches")
@only_reads
@shown_again_by(new)
def create(id: UUID) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    words = required("find", LONGEST, "Write the words that you want to find.")
    revision = plan.current
    found = search(revision.content, words)
    return render_template("plans/searches/show.html", plan=plan, revision=revision, words=words, search=found)
