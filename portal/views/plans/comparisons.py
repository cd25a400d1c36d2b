"""Two revisions of a plan, compared clause by clause."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.queries.plans.comparison import comparison_page
from portal.web.http import done, load, session

bp = Blueprint("comparisons", __name__)


@bp.get("/plans/<uuid:id>/comparison")
def show(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    """The two revisions that the address names; without any, the newest and the one before it."""
    plan, member = load(Plan, id, Action.VIEW_RECORD)
    if not plan.is_issued:
        return done("drafts.show", id=plan.id)
    newest = plan.current.number
    numbers = _number("from", max(newest - 1, 1)), _number("to", newest)
    page = comparison_page(session(), plan, member, numbers) or abort(404)
    return render_template(
        "plans/comparisons/show.html", plan=plan, page=page, whole=request.args.get("whole") == "yes"
    )


def _number(name: str, otherwise: int) -> int:
    written = request.args.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise
