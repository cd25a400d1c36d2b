"""The letters that the portal would send, as anybody may read them in the demonstration and nobody elsewhere."""

from flask import Blueprint, abort, render_template

from portal.web.http import open_to_all, settings
from portal.web.outbox import outbox

bp = Blueprint("outboxes", __name__)


@bp.get("/outbox")
@open_to_all
def show() -> str:
    if not settings().demo:
        abort(404)
    return render_template("people/outbox.html", letters=outbox().newest(settings().letters_shown))
