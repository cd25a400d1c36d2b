"""The letters that the portal would send, as anybody may read them in the demonstration and nobody elsewhere."""

from typing import cast

from flask import Blueprint, abort, current_app, render_template

from portal.web.http import Portal, open_to_all, settings

bp = Blueprint("outboxes", __name__)


@bp.get("/outbox")
@open_to_all
def show() -> str:
    if not settings().demo:
        abort(404)
    return render_template(
        "people/outbox.html", letters=cast(Portal, current_app).outbox.newest(settings().letters_shown)
    )
