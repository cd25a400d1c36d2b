"""Help: whom to ring, day and night, and how the service works; open to all."""

from flask import Blueprint, render_template

from portal.web.http import open_to_all, settings

bp = Blueprint("helps", __name__)


@bp.get("/help")
@open_to_all
def show() -> str:
    return render_template("guidance/helps/show.html", lines=settings().support_lines)
