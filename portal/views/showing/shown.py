"""An observer reads what both parties show them of a plan."""

from uuid import UUID

from flask import Blueprint, render_template

from portal.actions import Action
from portal.domain.showing.showing import Showing
from portal.web.http import load

bp = Blueprint("shown_sections", __name__)


@bp.get("/showings/<uuid:id>/sections")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """These sections, and nothing else of the plan."""
    showing, _ = load(Showing, id, Action.READ_SHOWN)
    return render_template("showing/sections/index.html", showing=showing, plan=showing.plan)
