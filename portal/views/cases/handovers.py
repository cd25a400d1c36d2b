"""A representative hands over to somebody else, with the practitioner's yes."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.cases.handover import (
    Handover,
    agree_to_handover,
    ask_to_hand_over,
    open_handover,
    refuse_handover,
    take_back_handover,
)
from portal.domain.dates import london_day
from portal.forms.cases.handover import Answer, read_answer, read_successor
from portal.queries.cases.handovers import Act, handover_panel
from portal.web import letter_limits
from portal.web.after import did_here, show_panel
from portal.web.http import done, load, now, session, settings
from portal.web.inviting import send_invitation
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("handovers", __name__)
answers = Blueprint("handover_answers", __name__)
taking_back = Blueprint("handover_withdrawals", __name__)


@bp.get("/cases/<uuid:id>/handovers/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.HAND_OVER)
    waiting = open_handover(session(), member, london_day(now()))
    if waiting and request.method == "GET":
        return done("handovers.show", id=waiting.id)
    return render_template("cases/handovers/new.html", case=case, member=member)


@bp.post("/cases/<uuid:id>/handovers")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    _, member = load(Case, id, Action.HAND_OVER)
    handover = ask_to_hand_over(session(), member, **read_successor(), at=now())
    return did_here(Act.ASKED, "handovers.show", handover.id)


@bp.get("/handovers/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """Who shall take the place, and what waits or came of it."""
    handover, member = load(Handover, id, Action.VIEW_HANDOVER)
    show_panel(handover_panel(handover, member, request.args.get("did", "")))
    waits = handover.waits(london_day(now()))
    return render_template(
        "cases/handovers/show.html", handover=handover, case=handover.case, member=member, waits=waits
    )


@answers.post("/handovers/<uuid:id>/answers", endpoint="create")
@small_form
@shown_again_by(show)
def create_answer(id: UUID) -> Response:  # noqa: A002
    handover, member = load(Handover, id, Action.ANSWER_HANDOVER)
    answer = read_answer()
    if answer is Answer.NO:
        refuse_handover(session(), handover, by=member, at=now())
        return did_here(Act.REFUSED, "handovers.show", id)
    limits, at_once = settings(), answer is Answer.AT_ONCE
    days, most = limits.invitation_days, limits.max_open_invitations
    letter_limits.count_invitation(handover.case, member.side)
    sent = agree_to_handover(session(), handover, by=member, at=now(), days=days, most=most, at_once=at_once)
    send_invitation(*sent)
    return did_here(Act.AGREED, "handovers.show", id)


@taking_back.post("/handovers/<uuid:id>/withdrawals", endpoint="create")
@small_form
@shown_again_by(show)
def create_withdrawal(id: UUID) -> Response:  # noqa: A002
    handover, member = load(Handover, id, Action.TAKE_BACK_HANDOVER)
    take_back_handover(session(), handover, by=member, at=now())
    return did_here(Act.TAKEN_BACK, "handovers.show", id)
