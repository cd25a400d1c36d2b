"""How one person wants to be told by e-mail: theirs alone to see and to choose."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.people.mail_preference import choose, chosen_by, sealing
from portal.forms.people.mail import read_chosen
from portal.queries.negotiation.panel import Panel
from portal.web.after import show_panel
from portal.web.http import done, now, session, settings, signed_in
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("mail_preferences", __name__)

CHOSEN = Panel(
    heading="It is kept",
    happened=["From now on we write to you as you chose."],
    sees="Nobody else sees what you chose.",
    comes_next="There is nothing you need to do.",
    way_back="You can change it again at any time.",
)


@bp.get("/account/mail")
def edit() -> str:
    person = signed_in()
    show_panel(CHOSEN)
    chosen = chosen_by(session(), person.id, sealing(settings().secret_keys))
    return render_template("people/mail_preferences/edit.html", somebody=person, chosen=chosen)


@bp.post("/account/mail")
@small_form
@shown_again_by(edit)
def update() -> Response:
    person = signed_in()
    choose(session(), person, read_chosen(), now(), sealing(settings().secret_keys))
    return done("mail_preferences.edit", did="chosen", _anchor="did")
