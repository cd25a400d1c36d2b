"""Who has opened a plan: for PSR's advisers, and for each person what they have opened themselves."""

from uuid import UUID

from flask import Blueprint, render_template

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.queries.plans.access_rows import openings_of, own_openings
from portal.web import fields
from portal.web.http import load, session, settings, signed_in

bp = Blueprint("access_rows", __name__)
own = Blueprint("own_access_rows", __name__)


@bp.get("/plans/<uuid:id>/access-rows")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.VIEW_ACCESS)
    shown = openings_of(session(), plan, fields.page_number(), settings().access_rows_per_page)
    return render_template("plans/access_rows/index.html", plan=plan, case=plan.case, shown=shown)


@own.get("/account/access-rows", endpoint="index")
def own_index() -> str:
    person = signed_in()
    shown = own_openings(session(), person.id, fields.page_number(), settings().access_rows_per_page)
    return render_template("plans/access_rows/own.html", shown=shown)
