"""What the law wants everybody to be able to read: the privacy notice and the accessibility statement; open to all."""

from flask import Blueprint, current_app, render_template

from portal.web.http import open_to_all
from portal.web.known_devices import HOLDS, cookie_name

bp = Blueprint("papers", __name__)


@bp.get("/privacy")
@open_to_all
def privacy() -> str:
    cookies = current_app.config["SESSION_COOKIE_NAME"], cookie_name()
    return render_template("guidance/papers/privacy.html", cookies=cookies, days=HOLDS.days)


@bp.get("/accessibility")
@open_to_all
def accessibility() -> str:
    return render_template("guidance/papers/accessibility.html")
