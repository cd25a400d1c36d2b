"""What one person was told, and their own mark that they have read it, which nobody else sees."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.dates import london_day
from portal.domain.notices.notice import mark_as_read
from portal.queries.notices.messages import messages
from portal.web import fields
from portal.web.http import done, now, session, settings, signed_in
from portal.web.marks import shown_again_by
from portal.web.message_places import page_of
from portal.web.sizes import small_form

bp = Blueprint("messages", __name__)
readings = Blueprint("message_readings", __name__)


@bp.get("/messages")
def index() -> str | Response:
    person = signed_in()
    page, size = fields.page_number(), settings().messages_per_page
    shown = messages(session(), person, london_day(now()), page, size)
    if shown.number > 1 and not shown.things:
        return done("messages.index")
    return render_template("notices/messages/index.html", shown=shown, page_of=page_of)


@readings.post("/messages/readings")
@small_form
@shown_again_by(index)
def create() -> Response:
    """Mark as read what the page showed, and nothing that came after it."""
    mark_as_read(session(), signed_in(), fields.ids("shown"), now())
    page = fields.page_number()
    return done("messages.index", page=page if page > 1 else None)
