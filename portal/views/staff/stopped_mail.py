"""E-mail that did not leave, for PSR's administrators, who may let it leave after all."""

from uuid import UUID

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from portal.actions import StaffAction
from portal.domain.base import Refused
from portal.domain.people.mail import Mail, send_again
from portal.queries.notices.stopped_mail import stopped_mail
from portal.web.http import done, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form
from portal.web.staff import load_for_all

bp = Blueprint("stopped_mail", __name__)
sendings = Blueprint("mail_sendings", __name__)

LEFT = "This e-mail is on its way already, or has left."


@bp.get("/mail")
def index(**_: object) -> str:
    load_for_all(StaffAction.VIEW_MAIL)
    most = settings().accounts_shown
    found = stopped_mail(session(), most + 1)
    return render_template("staff/mail/index.html", found=found[:most], has_more=len(found) > most)


@sendings.post("/mail/<uuid:id>/sendings", endpoint="create")
@small_form
@shown_again_by(index)
def create(id: UUID) -> Response:  # noqa: A002 - the name of the part of the address
    """Let it leave at once, also where nobody knows whether it left before."""
    load_for_all(StaffAction.SEND_MAIL_AGAIN)
    if session().get(Mail, id) is None:
        abort(404)
    if not send_again(session(), id, now()):
        raise Refused(LEFT)
    return done("stopped_mail.index")
